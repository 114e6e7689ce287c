import type { Instant } from '../../medicine/time.ts'
import type { Letter, LetterDecision, LetterKind, Sent } from './letter.ts'

/** What the letter routes answer, as the screens read it. */
export type LettersAnswer = {
  readonly decided: Pick<NonNullable<LetterDecision['decided']>, 'outcome' | 'by' | 'at' | 'until'> | null
  readonly contacts: readonly { readonly id: string; readonly role: string; readonly name: string }[]
  readonly sent: readonly (Sent & { readonly at: Instant })[]
}
export type LetterAnswer = { readonly letter: Letter; readonly grade: number | null }

export const kindWords: Readonly<Record<LetterKind, string>> = {
  referrer: 'To the referrer',
  pcp: 'To primary care',
  patient: 'For the patient, in plain words',
}
export const KINDS: readonly LetterKind[] = ['patient', 'referrer', 'pcp']
export const howWords = { printed: 'Printed', handed: 'Handed over', post: 'Sent by post', fax: 'Sent by fax', email: 'Sent by email' } as const
