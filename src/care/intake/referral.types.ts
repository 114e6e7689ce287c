import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/** Somebody asks for a consultation. They gave their name, how to reach them, and what they chose to share of the self-check. */
export type Asking = {
  readonly name: string
  readonly contact: string
  readonly message?: string
  readonly shared: readonly { readonly question: string; readonly answer: string }[]
}
export type ReferralFact =
  | Fact<'referral-received', Asking>
  | Fact<'referral-taken', { readonly intake: string; readonly patient: string }>
  | Fact<'referral-declined', { readonly reason: string }>
export type ReferralRecorded = Recorded<ReferralFact>

export type ReferralOrder =
  | { readonly type: 'receive'; readonly data: Asking }
  | { readonly type: 'take'; readonly data: { readonly intake: string; readonly patient: string } }
  | { readonly type: 'decline'; readonly data: { readonly reason: string } }

export type Referral =
  | { readonly status: 'none'; readonly seq: 0 }
  | (Asking & {
      readonly status: 'waiting' | 'taken' | 'declined'
      readonly seq: number
      readonly at: Instant
      readonly settledAt?: Instant
      readonly settledBy?: string
      readonly reason?: string
      readonly intake?: string
      readonly patient?: string
    })
