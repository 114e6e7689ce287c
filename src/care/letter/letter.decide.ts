import { readingGrade } from '../../medicine/reading/grade.ts'
import type { Decision, Reason } from '../../medicine/record.ts'
import type { How, Letter, LetterFact, LetterRecorded, Letters } from './letter.types.ts'

export const NO_LETTERS: Letters = { seq: 0, sent: [] }
export const fold = (facts: readonly LetterRecorded[]): Letters => facts.reduce(evolve, NO_LETTERS)
export const evolve = ({ sent }: Letters, { seq, data, at, by }: LetterRecorded): Letters => ({
  seq,
  sent: [...sent, { ...data, at, by: { id: by.id, name: by.name } }],
})

export type SendOrder = {
  readonly letter: Letter | null
  readonly id: string
  readonly role: string
  readonly how: How
  readonly sha256: string
  readonly decidedAt: LetterFact['data']['decidedAt'] | null
}

/** What goes out is kept with who sent it, to whom and by which way. What nobody decided is told to nobody. */
export function decide(letters: Letters, { letter, id, role, how, sha256, decidedAt }: SendOrder): Decision<LetterFact> {
  if (!letter || decidedAt === null) return refused('no-decision', 'No decision is signed, so there is nothing to tell.')
  if (letters.sent.some((one) => one.letter === id)) return refused('already-sent', 'This letter was sent already.')
  const name = letter.to[0] ?? ''
  return { kind: 'accepted', facts: [{ type: 'letter-sent', data: { letter: id, kind: letter.kind, to: { name, role }, how, sha256, decidedAt } }] }
}

const refused = (code: string, message: string): Decision<LetterFact> => ({ kind: 'refused', because: [{ code, message } satisfies Reason] })

/** The US school grade of a letter as it is read; null when it has no words. */
export const gradeOf = ({ title, parts }: Letter): number | null => {
  const found = readingGrade([title, ...parts.flatMap((part) => [part.title ?? '', ...part.says])].join('\n'))
  return found.words === 0 ? null : Math.round(found.grade * 10) / 10
}
