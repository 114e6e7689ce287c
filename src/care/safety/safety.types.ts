import type { Fact, Recorded, Role } from '../../medicine/record.ts'
import type { Quantified } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'

// ---- the clinic's policy, a document --------------------------------------------------------------------------------

/** An answer that may tell of suicidal thoughts, and from where on it does. */
export type Item = {
  readonly id: string
  readonly name: string
  readonly positive: { readonly above: Quantified<'{score}'> } | { readonly is: true }
}
/** What came of looking after the person. One that does not close leaves the concern open: "not reached" is no answer. */
export type Step = { readonly id: string; readonly says: string; readonly closes: boolean }
export type CrisisLine = { readonly name: string; readonly call?: string; readonly text?: string; readonly says?: string }

export type SafetyDocument = {
  readonly kind: 'safety'
  readonly id: string
  readonly version: string
  readonly effective: string
  readonly approvedBy: string | null
  readonly title: string
  readonly summary: string
  readonly items: readonly Item[]
  readonly clock: {
    /** At the latest; the end of the clinic's day if that is sooner. */
    readonly dueWithin: Quantified<'h'>
    readonly escalateAfter: Quantified<'min'>
    /** An imported answer older than this is history and no concern of today. */
    readonly importOlderThan: Quantified<'d'>
    /** The same answer told by two ways within this time is one. */
    readonly sameAnswerWithin: Quantified<'min'>
  }
  readonly escalateTo: readonly Role[]
  readonly steps: readonly Step[]
  readonly crisis: readonly CrisisLine[]
  readonly sources: Readonly<Record<string, { readonly title: string; readonly trust?: string }>>
}

// ---- what can be true -----------------------------------------------------------------------------------------------

export type Answer = number | boolean | string
export type Where = { readonly kind: 'intake' | 'clinic' | 'session' | 'import'; readonly id?: string }

/** One positive answer. `reading`: by a rule of the document, or of an item or a form of answer that it does not know, which is never "no". */
export type Raising = {
  readonly id: string
  readonly item: string
  readonly answer: Answer
  readonly where: Where
  readonly words?: string
  /** The statement among the person's facts that says the same. */
  readonly statement?: string
  readonly reading: 'positive' | 'unlisted' | 'unreadable'
}
export type OnCall = { readonly staff: string; readonly name: string; readonly until?: Instant }
export type Assessment = { readonly finding: string; readonly step: string; readonly assessedBy: string; readonly assessedAt: Instant }

/** One stream a patient, `safety/<patient id>`; the clinic's own settings are `safety/settings`. */
export type SafetyFact =
  | Fact<
      'concern-raised',
      {
        readonly concern: string
        readonly raising: Raising
        readonly dueAt: Instant
        readonly escalateAt: Instant
        readonly onCall: OnCall | null
        readonly policy: { readonly id: string; readonly version: string }
      }
    >
  /** While it is open. `escalateAt`: it says more than was known when somebody acknowledged, so it must be acknowledged again. */
  | Fact<'concern-repeated', { readonly concern: string; readonly raising: Raising; readonly escalateAt?: Instant }>
  /** A statement that says what was raised already by another way. */
  | Fact<'statement-matched', { readonly statement: string; readonly raising: string }>
  /** An imported answer too old to be a concern of today. */
  | Fact<'statement-passed-over', { readonly statement: string; readonly item: string; readonly answer: Answer; readonly said: string }>
  | Fact<'concern-acknowledged', { readonly concern: string }>
  | Fact<'concern-escalated', { readonly concern: string; readonly to: readonly Role[] }>
  /** Somebody looked after it and it stays open. */
  | Fact<'concern-tried', Assessment & { readonly concern: string }>
  | Fact<'concern-answered', Assessment & { readonly concern: string }>
  | Fact<'answer-corrected', Assessment & { readonly concern: string; readonly reason: string }>
  | Fact<'on-call-set', { readonly onCall: OnCall | null }>
  | Fact<'crisis-lines-set', { readonly lines: readonly CrisisLine[] }>
export type SafetyRecorded = Recorded<SafetyFact>

export type RaiseOrder = {
  readonly type: 'raise'
  readonly data: Omit<Raising, 'reading'> & {
    /** When the statement was true, as far as it is known: a year, a month, a day, a moment. */
    readonly said?: string
  }
}
export type SafetyOrder =
  | RaiseOrder
  | { readonly type: 'acknowledge'; readonly data: { readonly concern: string } }
  | { readonly type: 'escalate'; readonly data: { readonly concern: string } }
  | { readonly type: 'answer'; readonly data: Assessment & { readonly concern: string } }
  | { readonly type: 'correct'; readonly data: Assessment & { readonly concern: string; readonly reason: string } }
  | { readonly type: 'set-on-call'; readonly data: { readonly onCall: OnCall | null } }
  | { readonly type: 'set-lines'; readonly data: { readonly lines: readonly CrisisLine[] } }

export type By = { readonly at: Instant; readonly id: string; readonly name: string }
export type Answered = Assessment & { readonly by: By; readonly corrects?: string; readonly reason?: string }
export type Concern = {
  readonly id: string
  readonly status: 'open' | 'answered'
  readonly raisedAt: Instant
  readonly raisings: readonly (Raising & { readonly at: Instant; readonly by: string })[]
  readonly dueAt: Instant
  readonly escalateAt: Instant
  readonly onCall: OnCall | null
  readonly policy: { readonly id: string; readonly version: string }
  readonly acknowledged?: By
  /** Everybody who ever did, the first first: a worse answer asks again. */
  readonly acknowledgements: readonly By[]
  readonly escalatedAt?: Instant
  readonly tries: readonly Answered[]
  /** The last one stands; what it corrects stays. */
  readonly answers: readonly Answered[]
}
export type Safety = {
  readonly seq: number
  /** The first first; at most the last is open. */
  readonly concerns: readonly Concern[]
  /** Statements that were looked at, whatever came of it. */
  readonly seen: readonly string[]
  /** Raisings that a statement has been matched with. */
  readonly matched: readonly string[]
  readonly passedOver: readonly { readonly item: string; readonly answer: Answer; readonly said: string; readonly at: Instant }[]
  readonly onCall: OnCall | null
  readonly lines: readonly CrisisLine[]
}
