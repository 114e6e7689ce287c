import { bandsOf, type Questionnaire } from '../../medicine/scales/questionnaire.ts'
import { type Scored, scored } from '../../medicine/scales/score.ts'
import { answerWords, questionOf } from './answerWords.ts'
import { inDanger } from './danger.ts'
import type { OpenIntake } from './intake.types.ts'
import { itemAnswers, type Material, stepsOf } from './steps.ts'

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
  if (typeof one.value === 'boolean') return one.value ? 'yes' : 'no'
  const bands = bandsOf(one.item, one.value).map(({ says: words, confirmed }) => (confirmed ? words : `${words}, unconfirmed`))
  return [String(one.value), ...bands].join(', ')
}
