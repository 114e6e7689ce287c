import type { Actor, Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Contact } from '../patient/patient.ts'

export type LetterKind = 'referrer' | 'pcp' | 'patient'

/** A finding in words, as the signed decision has it. `restricted`: rests on notes that are not for everybody; it leaves in no letter. */
export type Finding = { readonly says: string; readonly severity?: string; readonly restricted?: boolean }

/** The physician's decision, in words alone. The capability of decisions makes it; a letter says nothing that does not stand here. */
export type LetterDecision = {
  readonly indication: string
  readonly protocol: { readonly title: string; readonly version: string }
  /** Null: nobody has signed anything, and then there is no letter. */
  readonly decided: {
    readonly outcome: 'accept' | 'decline' | 'defer'
    readonly by: string
    readonly at: Instant
    readonly until?: Instant
    readonly reason: string
    readonly withdrawn?: string
  } | null
  /** What was to be weighed, and what is not known yet. */
  readonly raised: readonly Finding[]
  readonly unknown: readonly (Finding & { readonly missing: readonly string[] })[]
  /** Medicines to watch, and what happens next, where somebody said so. */
  readonly medicines?: readonly string[]
  readonly next?: readonly string[]
}

export type LetterInput = {
  readonly patient: { readonly givenName: string; readonly familyName: string; readonly birthDate: string; readonly mrn?: string }
  readonly clinic: { readonly name: string; readonly zone: string }
  readonly decision: LetterDecision
  /** Absent for the patient's own. */
  readonly to?: Contact
  readonly crisis: readonly { readonly name: string; readonly call?: string; readonly text?: string }[]
  readonly asOf: Instant
}

/** A letter as content, for screen and paper. */
export type Letter = {
  readonly kind: LetterKind
  readonly title: string
  readonly from: string
  readonly to: readonly string[]
  readonly date: string
  readonly about: string
  readonly parts: readonly { readonly title?: string; readonly says: readonly string[]; readonly list?: true }[]
  readonly signed: string
  readonly foot: string
  readonly madeOf: Instant
}

export const HOW = ['printed', 'handed', 'post', 'fax', 'email'] as const
export type How = (typeof HOW)[number]
/** What went out: to whom, by which way, and the SHA-256 of the very bytes. One stream a patient, `letter/<patient>`. */
export type LetterFact = Fact<
  'letter-sent',
  {
    readonly letter: string
    readonly kind: LetterKind
    readonly to: { readonly name: string; readonly role: string }
    readonly how: How
    readonly sha256: string
    readonly decidedAt: Instant
  }
>
export type LetterRecorded = Recorded<LetterFact>
export type Sent = LetterFact['data'] & { readonly at: Instant; readonly by: Pick<Actor, 'id' | 'name'> }
export type Letters = { readonly seq: number; readonly sent: readonly Sent[] }
