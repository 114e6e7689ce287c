import type { Actor, Reason } from '../../medicine/record.ts'
import type { Policy, Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'

export type PolicyHead = Pick<Policy, 'id' | 'version' | 'hash' | 'title' | 'indication' | 'offLabel' | 'decisionValidFor'>

/** What the decision needs to know besides its own stream. */
export type Around = {
  readonly now: Instant
  readonly by: Actor
  /** The policies there are. */
  readonly policies: readonly PolicyHead[]
  /** What the rules answer now of what the patient is asked for; null when nothing was asked, or that policy is gone. */
  readonly verdict: Verdict | null
  /** The number of the last statement the verdict knows. */
  readonly factsSeq: number
  /** Whether this clinic put the policy into force. */
  readonly active: boolean
  /** The id of the task for a missing fact; the same command and fact give the same id. */
  readonly task: (fact: string) => string
}

export const emptyReason = (reason: string): readonly Reason[] => (reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : [])

/** A physician who is here in person; never a script, never Waymark itself. */
export const notPhysician = (by: Actor): readonly Reason[] =>
  by.kind === 'staff' && by.roles.includes('physician') ? [] : [{ code: 'not-a-physician', message: 'Only a physician decides, in their own name.' }]
