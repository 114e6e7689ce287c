import type { FactDefinition, FieldType, Row, Scalar, Value } from '../../medicine/rules/types.ts'
import { optionOf } from '../../medicine/scales/questionnaire.ts'
import type { Given } from './intake.types.ts'
import type { Step } from './steps.ts'
import { unitWords } from './units.ts'

const UNKNOWN = { 'does-not-know': 'does not know', 'rather-not-say': 'would rather not say' } as const

export const questionOf = (step: Step): string =>
  step.kind === 'fact' ? (step.fact.ask.patient ?? step.fact.name) : [step.stem, step.item.text].filter(Boolean).join(' ')

export function answerWords(step: Step, given: Given): string {
  if (given.kind === 'unknown') return UNKNOWN[given.why]
  if (given.kind === 'option') return typeof given.code === 'boolean' ? yesNo(given.code) : optionWords(step, given.code)
  return step.kind === 'fact' ? valueWords(step.fact, given.value) : ''
}

const optionWords = (step: Step, code: string): string => (step.kind === 'item' ? (optionOf(step.item, code)?.display ?? code) : code)
const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

function valueWords({ type, ask }: FactDefinition, value: Value): string {
  if (typeof value !== 'object') return scalarWords(type.kind === 'rows' ? undefined : type, value, ask.answers)
  const fields = type.kind === 'rows' ? type.fields : {}
  const rows = value.rows.map((row) => rowWords(row, fields))
  const all = value.complete ? 'That is all of them.' : 'There may be more.'
  return rows.length === 0 ? (value.complete ? 'none' : 'none named; there may be some') : `${rows.join('; ')}. ${all}`
}

function scalarWords(type: FieldType | undefined, value: Scalar, answers: FactDefinition['ask']['answers']): string {
  if (typeof value === 'boolean') return yesNo(value)
  if (typeof value === 'string') return answers?.[value] ?? (type?.kind === 'choice' ? value.replaceAll('-', ' ') : value)
  return type?.kind === 'number' ? `${value} ${unitWords(type.unit)}` : String(value)
}

/** In the order of the catalogue: what comes back from the journal has forgotten the order it was typed in. */
const rowWords = (row: Row, fields: Readonly<Record<string, FieldType>>): string =>
  Object.entries(fields)
    .flatMap(([name, field]) => {
      const value = row[name]
      if (value === undefined || field.kind === 'code') return []
      const words = scalarWords(field, value, undefined)
      return [field.kind === 'yes-no' || field.kind === 'date' ? `${name.replaceAll('-', ' ')}: ${words}` : words]
    })
    .join(', ')
