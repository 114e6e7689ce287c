/**
 * Moments as text: ISO 8601 in UTC with milliseconds, `2026-11-24T14:05:00.000Z`.
 * The fixed form sorts as text, so `a < b` is "a is earlier"; one form in the journal, on the wire and here.
 */
export type Instant = string & { readonly __brand: 'Instant' }

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/**
 * Units:  milliseconds since 1970 in; instant out.
 * Errors: throws RangeError when the number is no moment.
 */
export const instant = (ms: number): Instant => new Date(ms).toISOString() as Instant

/**
 * Any ISO 8601 text with a zone, brought to the one form; null when it is not such a text, or names a day that no
 * calendar has (30 February would otherwise become 2 March).
 */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || !isDay(text.slice(0, 10))) return null
  const at = instant(ms)
  return FORM.test(at) && at > '0001' ? at : null
}

function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00.000Z`)
  return !Number.isNaN(ms) && instant(ms).startsWith(day)
}

export const msOf = (at: Instant): number => Date.parse(at)
export const msBetween = (from: Instant, to: Instant): number => msOf(to) - msOf(from)
export const minutesBetween = (from: Instant, to: Instant): number => msBetween(from, to) / 60_000
export const addMs = (at: Instant, ms: number): Instant => instant(msOf(at) + ms)
export const addMinutes = (at: Instant, minutes: number): Instant => addMs(at, minutes * 60_000)
