import type { FactDefinition, FieldType, Row, Scalar, SourceKind } from '../../medicine/rules/types.ts'
import { ageWords, amount, dayWords, valueWords } from '../../medicine/rules/words.ts'
import type { Kept } from './facts.ts'
import { daysSince } from './known.ts'

/** A statement in words, a line for each row of a list. */
export function linesOf({ value }: Kept, fact: FactDefinition): readonly string[] {
  if (typeof value !== 'object') return [valueWords(typeof value === 'number' ? short(value) : value, fact)]
  if (fact.type.kind !== 'rows') return ['']
  const { fields } = fact.type
  const rows = value.rows.map((row) => rowWords(row, fields, fact.ask.answers ?? {}))
  return rows.length > 0 ? rows : [value.complete ? 'none' : 'nothing listed']
}

/** For the eye: a record that computed its pounds has fourteen digits. What is kept is what was said. */
const short = (value: number): number => Number(value.toFixed(2))

/** The words first; a code only where there are no words for it. */
function rowWords(row: Row, fields: Readonly<Record<string, FieldType>>, answers: Readonly<Record<string, string>>): string {
  const names = Object.keys(fields).filter((name) => row[name] !== undefined)
  const words = names.filter((name) => fields[name]?.kind === 'text')
  const rest = names.filter((name) => fields[name]?.kind !== 'text' && (fields[name]?.kind !== 'code' || words.length === 0))
  return [...words.map((name) => String(row[name])), ...rest.map((name) => fieldWords(name, row[name] as Scalar, fields[name] as FieldType, answers))].join(
    ', ',
  )
}

function fieldWords(name: string, value: Scalar, field: FieldType, answers: Readonly<Record<string, string>>): string {
  const called = nameWords(name)
  if (typeof value === 'boolean') return value ? called : `not ${called}`
  if (typeof value === 'number') return field.kind === 'number' ? `${name === 'dose' ? '' : `${called} `}${amount(short(value), field.unit)}` : String(value)
  if (field.kind === 'date') return `${called} ${dayWords(value)}`
  return field.kind === 'choice' ? value.replaceAll('-', ' ') : (answers[value] ?? value)
}
export const nameWords = (name: string): string => name.replaceAll('-', ' ')

const WHO: Readonly<Record<SourceKind, string>> = { patient: 'the patient', clinician: '', device: 'a device', import: '' }

/** "FHIR record, 2 November 2026, 23 days ago". */
export function sourceWords({ source, at, fact }: Kept, now: string): string {
  const days = daysSince(at, now)
  const by = [WHO[source.kind], source.by].filter(Boolean).join(', ')
  return fact === 'birth-date' ? by : [by, dayWords(at), days === null ? '' : ageWords(days)].filter(Boolean).join(', ')
}
