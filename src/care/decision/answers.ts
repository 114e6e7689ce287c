import type { Finding, Missing, Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Decision, Difference, PolicyRef, Signed } from './decision.types.ts'
import type { Standing } from './standing.ts'

/** What the decision routes answer, as the screens read it. */
export type Citation = { readonly tag: string; readonly title: string; readonly trust?: string }
export type ShownUsed = Finding['because'][number] & { readonly unit?: string }
export type ShownFinding = Omit<Finding, 'because'> & { readonly because: readonly ShownUsed[]; readonly citations: readonly Citation[] }
export type ShownGap = Missing & { readonly rules: readonly string[]; readonly ways: readonly Missing['get'][]; readonly question?: string }
export type ShownPolicy = PolicyRef & {
  readonly title: string
  readonly indication: string
  readonly offLabel: boolean
  readonly active: boolean
  readonly validFor?: { readonly value: number; readonly unit: string }
}
type ShownSigned = Omit<Signed, 'verdict' | 'id' | 'seq'> & { readonly withdrawn?: Decision['withdrawn'] & {} }

export type DecisionPage = {
  readonly person: {
    readonly name: string
    readonly birthDate: string
    readonly mrn?: string
    readonly restricted: boolean
    readonly allergies: { readonly status: 'unknown' | 'none-known' | 'listed'; readonly substances: readonly string[] }
  }
  readonly seq: number
  readonly factsSeq: number
  readonly policies: readonly ShownPolicy[]
  readonly asked: Decision['asked']
  readonly standing: Standing
  readonly verdict: (Omit<Verdict, 'findings' | 'missing'> & { readonly findings: readonly ShownFinding[] }) | null
  readonly missing: readonly ShownGap[]
  readonly signed: ShownSigned | null
  readonly earlier: readonly ShownSigned[]
  readonly looks: Decision['looks']
  readonly notes: Decision['notes']
  readonly askings: Decision['askings']
  /** Newest first, each with what changed since the one before it. */
  readonly history: readonly Turn[]
  readonly serverTime: Instant
}
export type Turn = {
  readonly at: Instant
  readonly policy: PolicyRef
  readonly verdict: Verdict['verdict']
  readonly missing: number
  readonly changes: readonly Difference[]
}

export type Waiting = {
  readonly patient: string
  readonly name: string
  readonly birthDate: string
  readonly title: string
  readonly indication: string
  readonly verdict: Verdict['verdict'] | null
  readonly missing: number
  /** How many of the missing facts somebody has asked for. */
  readonly asked: number
  readonly standing: Standing
  readonly askedAt: Instant
  readonly until?: Instant
}
export type DecisionsPage = { readonly people: readonly Waiting[]; readonly more: boolean; readonly serverTime: Instant }
