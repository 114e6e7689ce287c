import type { Reason } from '../../medicine/record.ts'
import { isSlot, type Questionnaire, questionsOf } from '../../medicine/scales/questionnaire.ts'

/** Kinds of question the phone can show. */
const SHOWN: ReadonlySet<string> = new Set(['boolean', 'choice'])

/** Why a clinic's own copy cannot stand in this place. */
export function fillObjections(slot: Questionnaire | undefined, brought: Questionnaire): readonly Reason[] {
  if (!slot || !isSlot(slot)) return [{ code: 'no-such-slot', message: 'There is no place here for this instrument.' }]
  const questions = questionsOf(brought)
  const odd = questions.filter(({ item }) => !SHOWN.has(item.type))
  const bare = questions.filter(({ item }) => item.type === 'choice' && (item.answerOption ?? []).length === 0)
  const unworded = questions.filter(({ item }) => !item.text?.trim())
  const doubled = questions.length - new Set(questions.map(({ item }) => item.linkId)).size
  const wrong = (code: string, message: string): Reason => ({ code, field: 'questionnaire', message })
  return [
    ...(questions.length === 0 ? [wrong('no-questions', 'This Questionnaire has no questions.')] : []),
    ...odd.slice(0, 1).map(({ item }) => wrong('cannot-be-shown', `The question ${item.linkId} is of a kind (${item.type}) that a phone cannot show here.`)),
    ...bare.slice(0, 1).map(({ item }) => wrong('no-options', `The question ${item.linkId} has no answers to choose from.`)),
    ...unworded.slice(0, 1).map(({ item }) => wrong('no-words', `The question ${item.linkId} has no words.`)),
    ...(doubled > 0 ? [wrong('same-id', 'Two questions have one linkId.')] : []),
  ]
}

/** The clinic's text under the slot's own name and marks: what is positive stays what the slot says. */
export const filledWith = (slot: Questionnaire, brought: Questionnaire): Questionnaire => ({
  ...brought,
  id: slot.id,
  url: slot.url,
  status: 'active',
  ...(slot.copyright ? { copyright: slot.copyright } : {}),
  extension: (slot.extension ?? []).filter(({ url }) => url !== 'urn:waymark:slot'),
})
