import type { Reason } from '../../medicine/record.ts'
import { dayWords } from '../../medicine/rules/words.ts'
import type { PersonOfRecord } from './imported.ts'

type Chart = { readonly givenName: string; readonly familyName: string; readonly birthDate: string }

/** Where an imported record may be somebody else's: each is asked about before anything of it is taken. */
export function doubts(chart: Chart, record: PersonOfRecord | undefined): Reason[] {
  const here = `${chart.givenName} ${chart.familyName}`
  if (record === undefined) return [{ code: 'nobody-named', message: `The record does not say whose it is. Is it ${here}’s?` }]
  const name = [record.givenName, record.familyName].filter(Boolean).join(' ')
  const asked: Reason[] = []
  if (name === '') asked.push({ code: 'nobody-named', message: `The record has no name in it. Is it ${here}’s?` })
  else if (!sameName(chart, record)) asked.push({ code: 'other-name', message: `The record is ${name}’s, the chart is ${here}’s. Are they the same person?` })
  if (record.birthDate === undefined) asked.push({ code: 'no-birth-date', message: `The record has no birth date in it. Is it ${here}’s?` })
  else if (record.birthDate !== chart.birthDate)
    asked.push({
      code: 'other-birth-date',
      message: `The record says born ${dayWords(record.birthDate)}, the chart ${dayWords(chart.birthDate)}. Are they the same person?`,
    })
  return asked
}

/** The family name, and the first of the given names; not middle names, accents or capitals. */
function sameName(chart: Chart, { givenName = '', familyName = '' }: PersonOfRecord): boolean {
  const first = (given: string) => plain(given).split(' ')[0]
  return plain(chart.familyName) === plain(familyName) && first(chart.givenName) === first(givenName)
}

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
