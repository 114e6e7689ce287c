import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Finding, Missing, Severity, Truth, Value, Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'

export type PolicyRef = { readonly id: string; readonly version: string; readonly hash: string }
/** What a patient is considered for: one policy, by name as it was when somebody chose it. */
export type Asked = { readonly policy: string; readonly title: string; readonly indication: string }

/** A finding as it is kept: enough to say later what changed, and because of which facts. */
export type KeptFinding = {
  readonly rule: string
  readonly severity: Severity
  readonly says: string
  readonly truth: Truth
  readonly raised: Finding['raised']
  readonly sentence: string
  readonly because: readonly { readonly fact: string; readonly name: string; readonly value: Value; readonly at: string; readonly from: readonly string[] }[]
  readonly missing: readonly { readonly fact: string; readonly name: string; readonly why: Missing['why'] }[]
}

/** What the rules answered at a moment. With the statements up to `factsSeq` and this policy it can be answered again. */
export type Taken = {
  readonly policy: PolicyRef
  readonly verdict: Verdict['verdict']
  readonly today: Verdict['today']
  readonly factsSeq: number
  readonly findings: readonly KeptFinding[]
  readonly unconfirmed: number
}

/** A finding that somebody accepts although it is raised, or not known, and why. */
export type Override = { readonly rule: string; readonly reason: string }
export type KeptOverride = Override & { readonly severity: Severity; readonly says: string; readonly was: 'raised' | 'unknown' }
export type Outcome = 'accept' | 'decline' | 'defer'

/** How one finding stood before and stands now, and the facts that made the difference. */
export type Difference = {
  readonly rule: string
  readonly severity: Severity
  readonly says: string
  readonly kind: 'changed' | 'other-facts' | 'new-rule' | 'no-longer-a-rule'
  readonly before: { readonly truth: Truth; readonly raised: Finding['raised'] } | null
  readonly after: { readonly truth: Truth; readonly raised: Finding['raised'] } | null
  readonly because: readonly FactChange[]
}
export type FactChange = { readonly fact: string; readonly name: string; readonly before: string; readonly after: string }

/** What can be true of the decision about one patient. One stream each, `decision/<patient id>`. */
export type DecisionFact =
  | Fact<'asked-for', Asked & { readonly reason?: string }>
  | Fact<'verdict-taken', Taken>
  | Fact<'decision-signed', Signing>
  | Fact<'decision-withdrawn', { readonly reason: string }>
  | Fact<'finding-noted', { readonly rule: string; readonly words: string }>
  /** After an acceptance a finding came out otherwise: somebody has to look. `task` is the task it opened. */
  | Fact<'look-needed', { readonly key: string; readonly task: string; readonly changes: readonly Difference[]; readonly factsSeq: number }>
  | Fact<'fact-asked', Asking>
  | Fact<'fact-arrived', { readonly fact: string; readonly task: string }>
export type DecisionRecorded = Recorded<DecisionFact>

type Signing = {
  readonly outcome: Outcome
  readonly reason: string
  readonly overrides: readonly KeptOverride[]
  readonly policy: PolicyRef & { readonly title: string; readonly indication: string }
  /** The statements it was made on: those of the patient's facts up to this number. */
  readonly factsSeq: number
  readonly verdict: Taken
  /** An acceptance holds until then; a deferral is looked at again then. */
  readonly until?: Instant
}
/** A missing fact somebody set going: a question, a measurement or an order. */
export type Asking = {
  readonly fact: string
  readonly name: string
  readonly get: Missing['get']
  readonly task: string
  readonly rules: readonly string[]
}

export type DecisionOrder =
  | { readonly type: 'ask-for'; readonly data: { readonly policy: string; readonly reason?: string } }
  | {
      readonly type: 'sign'
      readonly data: {
        readonly outcome: Outcome
        readonly reason: string
        readonly overrides: readonly Override[]
        /** What was on the screen: the number of statements and the policy it was judged by. */
        readonly seen: { readonly factsSeq: number; readonly hash: string }
        readonly until?: Instant
      }
    }
  | { readonly type: 'withdraw'; readonly data: { readonly reason: string } }
  | { readonly type: 'note-finding'; readonly data: { readonly rule: string; readonly words: string } }
  | { readonly type: 'ask-fact'; readonly data: { readonly fact: string; readonly get: Missing['get'] } }
  | { readonly type: 'ask-all'; readonly data: Record<never, never> }

export type Named = { readonly by: string; readonly at: Instant }
export type Signed = Signing & Named & { readonly id: string; readonly seq: number }
export type Look = Named & { readonly key: string; readonly task: string; readonly changes: readonly Difference[] }
export type Decision = {
  readonly seq: number
  readonly asked: (Asked & Named) | null
  readonly history: readonly (Taken & { readonly at: Instant; readonly seq: number })[]
  /** The last signature, whether it still stands or not, and those before it. */
  readonly signed: Signed | null
  readonly withdrawn: (Named & { readonly reason: string }) | null
  readonly earlier: readonly (Signed & { readonly withdrawn?: Named & { readonly reason: string } })[]
  /** What came out otherwise since the acceptance that stands. */
  readonly looks: readonly Look[]
  readonly notes: readonly (Named & { readonly rule: string; readonly words: string })[]
  readonly askings: readonly (Asking & Named & { readonly arrivedAt?: Instant })[]
}
export const NOTHING_DECIDED: Decision = { seq: 0, asked: null, history: [], signed: null, withdrawn: null, earlier: [], looks: [], notes: [], askings: [] }
