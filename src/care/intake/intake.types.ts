import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Value } from '../../medicine/rules/types.ts'
import type { Questionnaire } from '../../medicine/scales/questionnaire.ts'
import type { Instant } from '../../medicine/time.ts'

/**
 * What was given to a question: a value of the catalogue, an option of a scale, or that they do not know or would rather
 * not say. The last two are answers, and leave the fact unknown.
 */
export type Given =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'option'; readonly code: string | boolean }
  | { readonly kind: 'unknown'; readonly why: 'does-not-know' | 'rather-not-say' }

export type Person = { readonly patient: string; readonly givenName: string; readonly familyName: string; readonly birthDate?: string }

/** What can be true of one intake. One stream each, `intake/<id>`. */
export type IntakeFact =
  | Fact<'intake-opened', Person & { readonly referral?: string }>
  /** A new link ends the one before. Only the SHA-256 of its secret is kept, in hex. */
  | Fact<'link-made', { readonly hash: string; readonly until: Instant }>
  | Fact<'link-revoked', { readonly reason: string }>
  /** A phone or computer that proved the birth date. `device`: SHA-256 of what its cookie holds. */
  | Fact<'device-entered', { readonly device: string; readonly birthDate: string }>
  | Fact<'answered', { readonly step: string; readonly given: Given }>
  | Fact<'finished', Record<never, never>>
  /** In the one stream `intake/instruments`: a clinic put its own copy where the text does not come with Waymark. */
  | Fact<'instrument-filled', { readonly instrument: string; readonly questionnaire: Questionnaire; readonly notice: string }>
export type IntakeRecorded = Recorded<IntakeFact>

export type IntakeOrder =
  | { readonly type: 'open'; readonly data: Person & { readonly referral?: string; readonly hash: string; readonly until: Instant } }
  | { readonly type: 'make-link'; readonly data: { readonly hash: string; readonly until: Instant } }
  | { readonly type: 'revoke-link'; readonly data: { readonly reason: string } }
  | { readonly type: 'enter'; readonly data: { readonly device: string; readonly birthDate: string } }
  | { readonly type: 'answer'; readonly data: { readonly step: string; readonly given: Given } }
  | { readonly type: 'finish'; readonly data: Record<never, never> }

export type Answer = { readonly step: string; readonly given: Given; readonly at: Instant; readonly by: string; readonly recordedAt: Instant }
export type Link = { readonly hash: string; readonly until: Instant; readonly revoked?: string }
export type Intake =
  | { readonly status: 'none'; readonly seq: 0 }
  | (Person & {
      readonly status: 'open' | 'finished'
      readonly seq: number
      readonly referral?: string
      readonly openedAt: Instant
      readonly openedBy: string
      readonly link: Link
      readonly devices: readonly string[]
      /** The last answer to each question, by step. */
      readonly answers: Readonly<Record<string, Answer>>
      /** Every answer that was ever given, the first first. */
      readonly history: readonly Answer[]
      readonly lastAt?: Instant
      readonly finishedAt?: Instant
    })
export type OpenIntake = Exclude<Intake, { status: 'none' }>
