import type { Answer, Concern, Raising, SafetyDocument } from './safety.types.ts'

type Items = Pick<SafetyDocument, 'items'>

export const itemName = ({ items }: Items, id: string): string => items.find((item) => item.id === id)?.name ?? id.replaceAll('-', ' ')
export const answerWords = (answer: Answer): string => (answer === true ? 'yes' : answer === false ? 'no' : String(answer))

/** "PHQ-9 item 9: 2", "Plan or intent: yes (not on the policy's list)". */
export function raisingWords(document: Items, { item, answer, reading }: Pick<Raising, 'item' | 'answer' | 'reading'>): string {
  const odd = reading === 'unlisted' ? ' (not on the policy’s list)' : reading === 'unreadable' ? ' (could not be read as an answer)' : ''
  return `${itemName(document, item)}: ${answerWords(answer)}${odd}`
}

const FROM: Readonly<Record<Raising['where']['kind'], string>> = {
  intake: 'on the intake link',
  clinic: 'in the clinic',
  session: 'during the visit',
  import: 'in an imported record',
}
export const whereWords = ({ kind }: Pick<Raising['where'], 'kind'>): string => FROM[kind]

/** What the task says: the answers, without a name. */
export const concernWords = (document: Items, { raisings }: Pick<Concern, 'raisings'>): string =>
  [...new Set(raisings.map((raising) => `${raisingWords(document, raising)}, ${whereWords(raising.where)}`))].join('; ')

/** The answers alone, for a line that has little room. */
export const answersWords = (document: Items, { raisings }: Pick<Concern, 'raisings'>): string =>
  [...new Set(raisings.map((raising) => raisingWords(document, raising)))].join('; ')

export const stepWords = ({ steps }: Pick<SafetyDocument, 'steps'>, id: string): string => steps.find((step) => step.id === id)?.says ?? id
