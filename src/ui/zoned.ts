import { type Instant, instant, msOf } from '../medicine/time.ts'

/** What the clinic's wall shows at a moment: `2026-11-24` and `14:05`. */
export function wallOf(at: Instant, zone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(msOf(at))
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

const wallMs = (date: string, time: string): number => Date.parse(`${date}T${time}:00.000Z`)

/**
 * The moment at which the clinic's wall shows this date and time.
 *
 * Units:  date `YYYY-MM-DD`, time `HH:MM`, zone an IANA name.
 * Errors: null when they are no date and time. A time that the clocks skip in spring is read as an hour later; of one
 *         that comes twice in autumn, the first is meant.
 */
export function atWall(date: string, time: string, zone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null
  const wanted = wallMs(date, time)
  if (Number.isNaN(wanted)) return null
  const offsetAt = (ms: number): number => {
    const wall = wallOf(instant(ms), zone)
    return wallMs(wall.date, wall.time) - Math.floor(ms / 60_000) * 60_000
  }
  // Offsets half a day before and after: they differ only round a clock change.
  const before = wanted - offsetAt(wanted - 43_200_000)
  const after = wanted - offsetAt(wanted + 43_200_000)
  const shown = (ms: number): boolean => ms + offsetAt(ms) === wanted
  return instant(shown(before) || !shown(after) ? before : after)
}
