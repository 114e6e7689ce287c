import type { Instant } from '../../medicine/time.ts'
import type { Shown } from './shown.ts'

/** What the staff routes of the intake answer, as the screens read it. */
export type ListedIntake = {
  readonly id: string
  readonly patient: string
  readonly name: string
  readonly status: 'open' | 'finished'
  readonly linkUntil: Instant
  readonly linkEnded: boolean
  readonly openedAt: Instant
  readonly openedBy: string
  readonly lastAt: Instant | null
  readonly finishedAt: Instant | null
  readonly answered: number
}
export type PatientIntake = ListedIntake & {
  readonly of: number
  readonly shown: readonly Shown[]
  readonly totals: readonly { readonly name: string; readonly says: string }[]
}
export type Made = { readonly intake: string; readonly patient: string; readonly path: string; readonly until: Instant }
export type ListedReferral = {
  readonly id: string
  readonly status: 'waiting' | 'taken' | 'declined'
  readonly at: Instant
  readonly name: string
  readonly contact: string
  readonly message: string | null
  readonly shared: readonly { readonly question: string; readonly answer: string }[]
  readonly settledAt: Instant | null
  readonly settledBy: string | null
  readonly reason: string | null
  readonly patient: string | null
}
export type ListedInstrument = {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly questions: number
  readonly state: 'ships' | 'empty' | 'filled'
  readonly notice: string
  readonly filledBy: string | null
  readonly filledAt: Instant | null
}
