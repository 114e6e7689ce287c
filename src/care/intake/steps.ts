import type { FactDefinition, Value } from '../../medicine/rules/types.ts'
import {
  askedOf,
  computedOf,
  factOf,
  focusOf,
  type Item,
  type ItemAnswers,
  isSlot,
  type Questionnaire,
  questionsOf,
} from '../../medicine/scales/questionnaire.ts'
import { applies } from './applies.ts'
import type { Answer, Given } from './intake.types.ts'

/** What an intake is made of: the catalogue of facts and the scales. */
export type Material = { readonly facts: readonly FactDefinition[]; readonly instruments: readonly Questionnaire[] }
export type Answers = Readonly<Record<string, Pick<Answer, 'given'>>>

/** One screen: a fact of the catalogue, or a question of a scale. Its id is the same in every version of the order. */
export type Step =
  | { readonly kind: 'fact'; readonly id: string; readonly section: string; readonly fact: FactDefinition }
  | { readonly kind: 'item'; readonly id: string; readonly section: string; readonly instrument: Questionnaire; readonly item: Item; readonly stem?: string }

export const factStep = (fact: string): string => `fact:${fact}`
export const itemStep = (instrument: string, linkId: string): string => `item:${instrument}/${linkId}`

/** Asked on the day of a session, not before. */
const ANOTHER_DAY = 'today'
/** Proved at the door. */
const KNOWN_ALREADY = new Set(['birth-date'])
/** What somebody comes for; a scale may be for those alone. */
const REASON = 'primary-diagnosis'

/**
 * Every question for this person in its order, answered or not: the sections as they come in the catalogue, the scales
 * where their totals stand. What does not apply is left out; what may apply stays.
 */
export function stepsOf(material: Material, answers: Answers): readonly Step[] {
  const scales = material.instruments.filter((one) => !isSlot(one) && forThem(one, answers))
  const computed = new Set(material.instruments.flatMap(factsOfScale))
  const asked = material.facts.filter((fact) => isAsked(fact) && !computed.has(fact.id))
  const sections = [...new Set(material.facts.map(({ section }) => section))]
  const place = placeOfScales(material.facts, computed)
  return sections.flatMap((section): readonly Step[] => [
    ...asked
      .filter((fact) => fact.section === section && isForThem(fact, answers))
      .map((fact): Step => ({ kind: 'fact', id: factStep(fact.id), section, fact })),
    ...(section === place ? scales.flatMap((one) => itemsOf(one, section, answers)) : []),
  ])
}

/** The question of this name, whether or not it is for them now: what was answered is kept also when it no longer applies. */
export function stepNamed(material: Material, id: string): Step | null {
  const fact = material.facts.find((one) => factStep(one.id) === id && isAsked(one))
  if (fact) return { kind: 'fact', id, section: fact.section, fact }
  for (const instrument of material.instruments) {
    const asked = questionsOf(instrument).find(({ item }) => itemStep(instrument.id, item.linkId) === id)
    if (asked) return { kind: 'item', id, section: instrument.title, instrument, ...asked }
  }
  return null
}

/** The facts that the scales give: their totals, and PHQ-9's ninth question. */
const factsOfScale = (one: Questionnaire): readonly string[] =>
  [...computedOf(one), ...questionsOf(one).map(({ item }) => item)].flatMap((item) => factOf(item) ?? [])

const placeOfScales = (facts: readonly FactDefinition[], computed: ReadonlySet<string>): string | undefined =>
  (facts.find(({ id }) => computed.has(id)) ?? facts.find(({ id }) => id === REASON) ?? facts.at(-1))?.section

const isAsked = ({ id, section, from, ask, type }: FactDefinition): boolean =>
  ask.patient !== undefined && from.includes('patient') && section.toLowerCase() !== ANOTHER_DAY && !KNOWN_ALREADY.has(id) && !isTotal(type)

/** The total of a scale is worked out from its questions, never typed in. */
const isTotal = (type: FactDefinition['type']): boolean => type.kind === 'number' && type.unit === '{score}'

const isForThem = ({ askedOf: condition }: FactDefinition, answers: Answers): boolean =>
  !condition || applies(condition, (fact) => saidValue(answers[factStep(fact)]?.given)) !== 'not-met'

function forThem(instrument: Questionnaire, answers: Answers): boolean {
  const focus = focusOf(instrument)
  const reason = saidValue(answers[factStep(REASON)]?.given)
  return focus.length === 0 || (typeof reason === 'string' && focus.includes(reason))
}

const itemsOf = (instrument: Questionnaire, section: string, answers: Answers): readonly Step[] =>
  askedOf(instrument, itemAnswers(instrument, answers)).map(({ item, stem }) => ({
    kind: 'item',
    id: itemStep(instrument.id, item.linkId),
    section,
    instrument,
    item,
    ...(stem ? { stem } : {}),
  }))

/** What was answered of one scale, by link id. "I would rather not say" leaves it open. */
export const itemAnswers = (instrument: Questionnaire, answers: Answers): ItemAnswers =>
  Object.fromEntries(
    questionsOf(instrument).flatMap(({ item }) => {
      const given = answers[itemStep(instrument.id, item.linkId)]?.given
      return given?.kind === 'option' ? [[item.linkId, given.code]] : []
    }),
  )

const saidValue = (given: Given | undefined): Value | undefined => (given?.kind === 'value' ? given.value : undefined)

/** The first question without an answer; null when there is none left. */
export const nextStep = (steps: readonly Step[], answers: Answers): Step | null => steps.find(({ id }) => !Object.hasOwn(answers, id)) ?? null

/** "6 of 14": which question this is, of those that are for them as far as is known now. */
export const progress = (steps: readonly Step[], id: string): { readonly at: number; readonly of: number } => ({
  at: steps.findIndex((step) => step.id === id) + 1,
  of: steps.length,
})

/** How far somebody is: questions for them, and those with an answer. */
export const howFar = (material: Material, answers: Answers): { readonly answered: number; readonly of: number } => {
  const steps = stepsOf(material, answers)
  return { answered: steps.filter(({ id }) => Object.hasOwn(answers, id)).length, of: steps.length }
}
