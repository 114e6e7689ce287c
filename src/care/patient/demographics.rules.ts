import type { Reason } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Demographics } from './patient.types.ts'

/** Nobody is older; a date before that is a slip of the pen, not a patient. */
const OLDEST_EVER = 130
/** From this age on a slip is likelier than the age. */
const RARELY_OLDER = 105

export function demographicsObjections(written: Demographics, now: Instant): Reason[] {
  const given = tidy(written)
  return [
    ...(given.givenName.trim() === '' ? [{ code: 'no-given-name', field: 'givenName', message: 'The given name is missing.' }] : []),
    ...(given.familyName.trim() === '' ? [{ code: 'no-family-name', field: 'familyName', message: 'The family name is missing.' }] : []),
    ...birthDateObjections(given.birthDate, now),
    ...(given.email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email)
      ? []
      : [{ code: 'bad-email', field: 'email', message: 'This is no e-mail address.' }]),
    ...(given.phone === undefined || isPhone(given.phone) ? [] : [{ code: 'bad-phone', field: 'phone', message: 'This is no telephone number.' }]),
  ]
}

function birthDateObjections(birthDate: string, now: Instant): Reason[] {
  const wrong = (code: string, message: string): Reason[] => [{ code, field: 'birthDate', message }]
  if (!isDate(birthDate)) return wrong('bad-birth-date', 'There is no such day in the calendar.')
  if (birthDate > latestDate(now)) return wrong('birth-date-ahead', 'The birth date lies in the future.')
  return yearsBefore(now, birthDate) > OLDEST_EVER ? wrong('birth-date-too-early', `Nobody reaches ${OLDEST_EVER} years. Check the year.`) : []
}

/** What is possible but asked back, each with its code. */
export function demographicsQuestions(given: Demographics, now: Instant): Reason[] {
  const years = yearsBefore(now, given.birthDate)
  return years < RARELY_OLDER ? [] : [{ code: 'very-old', field: 'birthDate', message: `Born ${given.birthDate}, so ${years} years old. Is that right?` }]
}

/** Trimmed, inner spaces single, and what is empty is absent, never blank. */
export function tidy(given: Demographics): Demographics {
  const text = (value: string) => value.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const optional = (['phone', 'email', 'mrn'] as const).flatMap((key) => (text(given[key] ?? '') ? [[key, text(given[key] ?? '')]] : []))
  return { givenName: text(given.givenName), familyName: text(given.familyName), birthDate: given.birthDate, sex: given.sex, ...Object.fromEntries(optional) }
}

export const sameDemographics = (a: Demographics, b: Demographics): boolean =>
  (['givenName', 'familyName', 'birthDate', 'sex', 'phone', 'email', 'mrn'] as const).every((key) => a[key] === b[key])

/** A day of the calendar: 30 February comes back from the clock as another day. */
function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** The date it is where the day is furthest on: a child born today in the clinic's zone is not born tomorrow. */
const latestDate = (now: Instant): string => addMinutes(now, 14 * 60).slice(0, 10)

/** Whole years of age on the date of `now`. */
function yearsBefore(now: Instant, birthDate: string): number {
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return now.slice(5, 10) < birthDate.slice(5) ? years - 1 : years
}

const isPhone = (text: string): boolean => /^\+?[\d\s().\-/x]+$/i.test(text.trim()) && (text.match(/\d/g) ?? []).length >= 3
