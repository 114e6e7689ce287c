import type { Demographics } from './patient.types.ts'

/**
 * How a patient is found: by the beginning of any word of the name, of the record number, or of the birth date.
 * Both sides are brought to the same plain letters here, in the pure middle, so that no database has its own opinion.
 */

/** `O’Brien-Müller` → `obrienmuller`: no capitals, no accents, nothing but letters and digits. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Under which words a patient is found. */
export function wordsOf({ givenName, familyName, birthDate, mrn }: Demographics): string[] {
  const names = [givenName, familyName].flatMap((name) => [...name.split(/\s+/), ...name.split(/[\s'’.-]+/), name])
  return [...new Set([...names, mrn ?? '', ...(mrn ?? '').split(/[^\p{L}\p{N}]+/u)].map(plain).concat(datesOf(birthDate)))].filter(Boolean)
}

/** As the calendar field gives it, month first and day first. */
function datesOf(birthDate: string): string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  return [year + month + day, month + day + year, day + month + year]
}

/** The words asked for; all of them must begin a word of the patient. `2/9/1980` is read as `02091980`. */
export const wordsAsked = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).map((word) => plain(paddedDate(word))))].filter(Boolean).slice(0, 6)

const paddedDate = (word: string): string =>
  /^\d{1,4}[/.-]\d{1,2}([/.-]\d{1,4})?$/.test(word)
    ? word
        .split(/[/.-]/)
        .map((part) => part.padStart(2, '0'))
        .join('')
    : word

/** By family name, then given name; plain letters, so that Émile stands beside Emil. */
export const sortKey = ({ familyName, givenName }: Demographics): string => `${plain(familyName)} ${plain(givenName)}`
