import type { FactDefinition, FieldType, Row, Scalar, Value } from '../../medicine/rules/types.ts'
import { bandsOf, optionOf, type Questionnaire } from '../../medicine/scales/questionnaire.ts'
import { type Scored, scored } from '../../medicine/scales/score.ts'
import { inDanger } from './danger.ts'
import type { Given, OpenIntake } from './intake.types.ts'
import { itemAnswers, type Material, type Step, stepsOf } from './steps.ts'
import { unitWords } from './units.ts'

/** One question as staff read it: what was asked, what was answered, who and when, and what stood there before. */
export type Shown = {
  readonly section: string
  readonly question: string
  readonly answer: string
  readonly at: string | null
  readonly by: string | null
  readonly danger: boolean
  readonly earlier: readonly { readonly answer: string; readonly at: string; readonly by: string }[]
}

const NOT_YET = 'not answered yet'
const UNKNOWN = { 'does-not-know': 'does not know', 'rather-not-say': 'would rather not say' } as const

export function shown(material: Material, intake: OpenIntake): readonly Shown[] {
  return stepsOf(material, intake.answers).map((step) => {
    const all = intake.history.filter((one) => one.step === step.id)
    const last = intake.answers[step.id]
    const earlier = all.filter((one) => one !== last && !(last && one.at === last.at && one.recordedAt === last.recordedAt))
    return {
      section: step.kind === 'item' ? step.instrument.title : step.section,
      question: questionOf(step),
      answer: last ? answerWords(step, last.given) : NOT_YET,
      at: last?.at ?? null,
      by: last?.by ?? null,
      danger: all.some(({ given }) => inDanger(step, given)),
      earlier: earlier.map(({ given, at, by }) => ({ answer: answerWords(step, given), at, by })),
    }
  })
}

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

const rowWords = (row: Row, fields: Readonly<Record<string, FieldType>>): string =>
  Object.entries(row)
    .filter(([name]) => fields[name]?.kind !== 'code')
    .map(([name, value]) => {
      const words = scalarWords(fields[name], value, undefined)
      return typeof value === 'boolean' || fields[name]?.kind === 'date' ? `${name.replaceAll('-', ' ')}: ${words}` : words
    })
    .join(', ')

/** Every total of every scale that is for them, with what the literature calls it, or which questions are missing. */
export const totals = (material: Material, intake: OpenIntake): readonly { readonly name: string; readonly says: string }[] =>
  material.instruments.flatMap((instrument) => {
    const answers = itemAnswers(instrument, intake.answers)
    return Object.keys(answers).length === 0
      ? []
      : scored(instrument, answers).map((one) => ({ name: one.item.text ?? one.item.linkId, says: says(instrument, one) }))
  })

function says(instrument: Questionnaire, one: Scored): string {
  if (one.kind === 'unknown') return `unknown: ${one.missing.length} of ${instrument.title} not answered (${one.missing.join(', ')})`
  if (typeof one.value === 'boolean') return yesNo(one.value)
  const bands = bandsOf(one.item, one.value).map(({ says: words, confirmed }) => (confirmed ? words : `${words}, unconfirmed`))
  return [String(one.value), ...bands].join(', ')
}
