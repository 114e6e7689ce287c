import { addMinutes, type Instant, instant, minutesBetween, msOf } from './time.ts'

/** Moments as a clinic's clock and calendar showed them. The zone is an IANA name; the same moment and zone give the same text everywhere. */
const formats = new Map<string, Intl.DateTimeFormat>()

function parts(at: Instant, zone: string): Readonly<Record<string, string>> {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'longOffset',
    })
    formats.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(msOf(at)).map(({ type, value }) => [type, value]))
}

/** 14:05 */
export const clock = (at: Instant, zone: string): string => {
  const { hour, minute } = parts(at, zone)
  return `${hour}:${minute}`
}

/** 24 November 2026 */
export const calendarDay = (at: Instant, zone: string): string => {
  const { day, month, year } = parts(at, zone)
  return `${day} ${month} ${year}`
}

/**
 * The first moment of the next day on the wall of this zone.
 *
 * Errors: none; days of 23 and 25 hours end where the calendar says.
 */
export function endOfDay(at: Instant, zone: string): Instant {
  const [day, whole] = [calendarDay(at, zone), instant(Math.floor(msOf(at) / 60_000) * 60_000)]
  // No day lasts 26 hours; zones begin and end at whole minutes.
  let [before, after] = [0, 26 * 60]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (calendarDay(addMinutes(whole, middle), zone) === day) before = middle
    else after = middle
  }
  return addMinutes(whole, after)
}

/** The clock alone on `on`'s day, with the day before it on any other: a session may pass midnight. */
export function clockOf(at: Instant, on: Instant, zone: string): string {
  const day = calendarDay(at, zone)
  return day === calendarDay(on, zone) ? clock(at, zone) : `${day.replace(/ \d{4}$/, '')} ${clock(at, zone)}`
}

/** America/New_York (UTC-05:00) */
export const zoneAt = (at: Instant, zone: string): string => {
  const offset = parts(at, zone).timeZoneName?.replace('GMT', 'UTC')
  return zone === 'UTC' ? 'UTC' : `${zone} (${offset})`
}

/** "+23 min", "-5 min": whole minutes, towards the start. */
export const elapsed = (from: Instant, at: Instant): string => {
  const minutes = Math.trunc(minutesBetween(from, at))
  return `${minutes < 0 ? '-' : '+'}${Math.abs(minutes)} min`
}

/**
 * Whole years on the clinic's calendar.
 *
 * Errors: null when the birth date is no date or lies ahead.
 */
export function ageAt(birthDate: string, at: Instant, zone: string): number | null {
  const born = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate)
  if (!born) return null
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(msOf(at))
  const had = today.slice(5) >= birthDate.slice(5)
  const years = Number(today.slice(0, 4)) - Number(born[1]) - (had ? 0 : 1)
  return years < 0 ? null : years
}

/** A calendar date as text, 4 March 1985; the text itself when it is none. */
export function dateWords(date: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00.000Z`) : Number.NaN
  return Number.isNaN(ms) ? date : new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(ms)
}
