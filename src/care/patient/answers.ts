import type { Instant } from '../../medicine/time.ts'
import type { Status } from '../session/session.ts'
import type { Patient, Sex } from './patient.ts'

/** What the patient routes answer, as the screens read it. */
export type PatientSummary = {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly sex: Sex
  readonly mrn?: string
  readonly restricted?: boolean
}
export type PatientPage = { readonly patients: readonly PatientSummary[]; readonly next: string | null }

export type ChartSession = {
  readonly id: string
  readonly plannedFor: Instant
  readonly status: Status
  readonly chair: string
  readonly doseMg?: string
}
export type Chart = {
  readonly patient: Extract<Patient, { status: 'registered' }>
  readonly sessions: readonly ChartSession[]
  /** Set while the chart is open to this person by break-glass only. */
  readonly openUntil?: Instant
}
