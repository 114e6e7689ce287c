import { type Instant, msBetween, msOf } from '../medicine/time.ts'

const format = (options: Intl.DateTimeFormatOptions, at: Instant, zone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, ...(zone ? { timeZone: zone } : {}) }).format(msOf(at))

/** 14:05, in the clinic's zone when it is given. */
export const clock = (at: Instant, zone?: string): string => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at, zone)
/** 24 Nov 2026 */
export const day = (at: Instant, zone?: string): string => format({ day: 'numeric', month: 'short', year: 'numeric' }, at, zone)
/** Tuesday 24 November */
export const longDay = (at: Instant, zone?: string): string => format({ weekday: 'long', day: 'numeric', month: 'long' }, at, zone).replace(',', '')
/** 24 Nov 2026, 14:05 */
export const dayAndClock = (at: Instant, zone?: string): string => `${day(at, zone)}, ${clock(at, zone)}`

/** A plain date, `1985-03-09`, as 9 Mar 1985. */
export function date(iso: string): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric' }, `${iso}T00:00:00.000Z` as Instant, 'UTC')
}

/** Whole years between a birth date and the day of `at`; null when the date is no date or lies ahead. */
export function age(birthDate: string, at: Instant, zone = 'UTC'): number | null {
  const born = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate)
  if (!born) return null
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(msOf(at))
  const years = Number(today.slice(0, 4)) - Number(born[1]) - (today.slice(5) < birthDate.slice(5) ? 1 : 0)
  return years >= 0 ? years : null
}

/** 2:10 for two minutes ten, 1:02:10 above an hour. Never negative. */
export function minutesSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number): string => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** "+23 min", "+1 h 05", as it stands beside a time. */
export function elapsed(from: Instant, to: Instant): string {
  const minutes = Math.max(0, Math.floor(msBetween(from, to) / 60_000))
  return minutes < 60 ? `+${minutes} min` : `+${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** "just now", "4 min ago", "3 h ago", "2 days ago". */
export function ago(at: Instant, to: Instant): string {
  const minutes = Math.floor(msBetween(at, to) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`
  return `${Math.floor(minutes / (24 * 60))} days ago`
}

/** "a, b and c" */
export const list = (words: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
export const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`
