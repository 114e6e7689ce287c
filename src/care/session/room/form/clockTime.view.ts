import { addMinutes, type Instant } from '../../../../medicine/time.ts'

/**
 * The last time the clock showed this, at or before `now`.
 *
 * Units:  `wanted` and `shown` are clock texts HH:MM in the same zone; `shown` is what the clock shows at `now`.
 * Errors: null when a text is no clock time.
 * Source: arithmetic only. A night in which the clocks change is off by that change; the day and the age are shown beside it.
 */
export function lastTime(wanted: string, shown: string, now: Instant): Instant | null {
  const w = minuteOfDay(wanted)
  const s = minuteOfDay(shown)
  if (w === null || s === null) return null
  const back = (s - w + 1440) % 1440
  return addMinutes(wholeMinute(now), -back)
}

export const wholeMinute = (at: Instant): Instant => `${at.slice(0, 16)}:00.000Z` as Instant

function minuteOfDay(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  if (!found) return null
  const [h, m] = [Number(found[1]), Number(found[2])]
  return h < 24 && m < 60 ? h * 60 + m : null
}

/** What was typed as far as it is a clock time: digits and one colon; an hour that cannot be is not taken. */
export function asClock(typed: string): string {
  const colon = /^(\d{1,2}):(\d{0,2})/.exec(typed)
  const digits = colon ? `${(colon[1] ?? '').padStart(2, '0')}${colon[2]}` : typed.replace(/\D/g, '').slice(0, 4)
  const [hour, minute] = [digits.slice(0, 2), digits.slice(2)]
  if (Number(hour) > 23 || Number(minute) > 59) return hour.slice(0, 1)
  return minute || colon ? `${hour}:${minute}` : hour
}
