import { addMs, type Instant, parseInstant } from '../../medicine/time.ts'

/**
 * The last moment a statement may be from: `2026`, `2026-11`, `2026-11-25`, a moment.
 *
 * Errors: null where the text is none of these; then nobody knows how old it is.
 */
export function latest(said: string): Instant | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(said) ?? []
  if (!year) return parseInstant(said)
  const next = day
    ? addDay(`${year}-${month}-${day}`)
    : month
      ? parseInstant(`${month === '12' ? Number(year) + 1 : year}-${month === '12' ? '01' : two(Number(month) + 1)}-01T00:00:00Z`)
      : parseInstant(`${Number(year) + 1}-01-01T00:00:00Z`)
  // A day somewhere on earth lasts until noon of the next in UTC.
  return next && addMs(next, 12 * 3_600_000)
}

const two = (n: number): string => String(n).padStart(2, '0')
const addDay = (day: string): Instant | null => {
  const at = parseInstant(`${day}T00:00:00Z`)
  return at && addMs(at, 24 * 3_600_000)
}
