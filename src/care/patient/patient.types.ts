import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

export type Sex = 'female' | 'male' | 'other' | 'unknown'
export type Allergy = { readonly substance: string; readonly reaction?: string }
/** Somebody outside this clinic who cares for the patient: to whom letters go. */
export type Contact = {
  readonly id: string
  readonly role: 'referrer' | 'pcp' | 'therapist' | 'other'
  readonly name: string
  readonly practice?: string
  readonly phone?: string
  readonly fax?: string
  readonly email?: string
  readonly address?: string
}
export type Demographics = {
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly sex: Sex
  readonly phone?: string
  readonly email?: string
  readonly mrn?: string
}

/** What can be true of a patient's minimal chart. One stream each, `patient/<id>`. */
export type PatientFact =
  | Fact<'patient-registered', Demographics>
  | Fact<'demographics-corrected', Demographics & { readonly reason: string }>
  | Fact<'allergy-recorded', Allergy>
  | Fact<'allergy-withdrawn', { readonly substance: string; readonly reason: string }>
  | Fact<'no-known-allergies', Record<never, never>>
  | Fact<'contact-recorded', Contact>
  | Fact<'contact-withdrawn', { readonly contact: string; readonly reason: string }>
  | Fact<'chart-restricted', { readonly staff: readonly string[]; readonly reason: string }>
  | Fact<'chart-unrestricted', { readonly reason: string }>
export type PatientRecorded = Recorded<PatientFact>

export type PatientOrder =
  | { readonly type: 'register'; readonly data: Demographics }
  | { readonly type: 'correct-demographics'; readonly data: Demographics & { readonly reason: string } }
  | { readonly type: 'record-allergy'; readonly data: Allergy }
  | { readonly type: 'withdraw-allergy'; readonly data: { readonly substance: string; readonly reason: string } }
  | { readonly type: 'no-known-allergies'; readonly data: Record<never, never> }
  | { readonly type: 'record-contact'; readonly data: Contact }
  | { readonly type: 'withdraw-contact'; readonly data: { readonly contact: string; readonly reason: string } }
  | { readonly type: 'restrict-chart'; readonly data: { readonly staff: readonly string[]; readonly reason: string } }
  | { readonly type: 'unrestrict-chart'; readonly data: { readonly reason: string } }

export type Patient =
  | { readonly status: 'none'; readonly seq: 0 }
  | (Demographics & {
      readonly status: 'registered'
      readonly seq: number
      readonly registeredAt: Instant
      readonly allergies: readonly (Allergy & { readonly at: Instant; readonly by: string })[]
      /** unknown: nobody has asked yet; that is never "none". */
      readonly allergyStatus: 'unknown' | 'none-known' | 'listed'
      readonly contacts: readonly Contact[]
      readonly restrictedTo?: readonly string[]
    })
export type Registered = Extract<Patient, { status: 'registered' }>
