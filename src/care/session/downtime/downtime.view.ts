import { addMinutes, type Instant } from '../../../medicine/time.ts'
import type { DowntimeChart, DowntimeSheet } from '../downtime.ts'

/** Older than this it is no picture of today, and is taken off the device: a day in a clinic is shorter. */
export const KEEP_MS = 12 * 3_600_000

/** How old the copy is by the device's own clock, which it was also put down by; null when that clock was set back since. */
export const ageMs = (savedAtMs: number, nowMs: number): number | null => (nowMs >= savedAtMs - 60_000 ? Math.max(0, nowMs - savedAtMs) : null)

/** "less than a minute old", "12 minutes old", "3 hours 5 minutes old". */
export function ageWords(ms: number | null): string {
  if (ms === null) return 'age not known: the clock of this device was changed'
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'less than a minute old'
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [h > 0 && many(h, 'hour'), (m > 0 || h === 0) && many(m, 'minute')].filter(Boolean)
  return `${parts.join(' ')} old`
}

const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** Two copies missed in a row: what is on the device is no longer what the clinic knows. */
export const isStale = (ms: number | null): boolean => ms === null || ms >= 150_000

/**
 * The times at which the next sets are due by the present rhythm, for rows to write into. What was due before the copy
 * comes first, at its own time.
 */
export function writeTimes({ due }: Pick<DowntimeChart, 'due'>, rows: number): readonly Instant[] {
  const first = due[0]
  if (!first) return []
  const everyMin = Math.min(...due.map((one) => one.everyMin))
  return Array.from({ length: rows }, (_, i) => addMinutes(first.dueAt, i * everyMin))
}

/** Who needs somebody first: an emergency, then an alert nobody took, then whoever is infusing, then the chairs as they come. */
export const urgentFirst = (sheets: readonly DowntimeSheet[]): readonly DowntimeSheet[] =>
  sheets.toSorted((a, b) => rank(a) - rank(b) || a.chair.localeCompare(b.chair, 'en', { numeric: true }))

const rank = ({ emergency, chart, status }: DowntimeSheet): number =>
  emergency ? 0 : chart?.alerts.some(({ acknowledgedBy }) => acknowledgedBy === null) ? 1 : status === 'dosing' ? 2 : 3
