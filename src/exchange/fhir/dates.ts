import { parseInstant } from '../../medicine/time.ts'
import type { Look } from './look.ts'

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/**
 * A FHIR date or dateTime with the precision it has: a year, a month, a day or a moment with its zone. A clock time
 * without a zone says no more than its day. Undefined when no calendar has it.
 */
export function fhirDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (PARTIAL.test(text)) return isDay(text) ? text : undefined
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    if (parseInstant(text)) return text
    if (/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text) && isDay(text.slice(0, 10))) return text.slice(0, 10)
  }
  return undefined
}

function isDay(text: string): boolean {
  const [, year = '', month = '01', day = '01'] = PARTIAL.exec(text) ?? []
  const ms = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return year !== '0000' && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(`${year}-${month}-${day}`)
}

/** `NAMEDateTime`, else the end or start of `NAMEPeriod`, else `NAMEInstant`. */
export function momentOf(look: Look, name: string): string | undefined {
  const period = look.in(`${name}Period`)
  return fhirDate(look.text(`${name}DateTime`)) ?? fhirDate(period.text('end')) ?? fhirDate(period.text('start')) ?? fhirDate(look.text(`${name}Instant`))
}

export const msOfDate = (date: string): number => Date.parse(date)
export const newest = (dates: readonly string[]): string | undefined => dates.toSorted((a, b) => msOfDate(b) - msOfDate(a))[0]
export const earliest = (dates: readonly string[]): string | undefined => newest(dates.toSorted((a, b) => msOfDate(a) - msOfDate(b)).slice(0, 1))

/** Whole days between two dates that both say their day; undefined otherwise. */
export function daysBetween(from: string, to: string): number | undefined {
  if (from.length < 10 || to.length < 10) return undefined
  const days = (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000
  return days >= 0 ? days : undefined
}
