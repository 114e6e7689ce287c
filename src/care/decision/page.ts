import type { Catalogue, FactDefinition, Missing, Policy, Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { DecisionPage, ShownFinding, ShownGap, ShownPolicy, Turn } from './answers.ts'
import type { Decision, Signed, Taken } from './decision.types.ts'
import { differences } from './differences.ts'
import { gapsOf, missingFacts } from './gaps.ts'
import { standing } from './standing.ts'

type About = {
  readonly person: DecisionPage['person']
  readonly decision: Decision
  readonly factsSeq: number
  readonly verdict: Verdict | null
  readonly policy: Policy | null
  readonly policies: readonly ShownPolicy[]
  readonly catalogue: Catalogue
  readonly now: Instant
}

/** Everything the physician's screen shows, in the words of the protocol and the catalogue. */
export function pageOf({ person, decision, factsSeq, verdict, policy, policies, catalogue, now }: About): DecisionPage {
  const facts = new Map(catalogue.facts.map((one) => [one.id, one]))
  const { missing: _, findings, ...judged } = verdict ?? { missing: [], findings: [] }
  return {
    person,
    seq: decision.seq,
    factsSeq,
    policies,
    asked: decision.asked,
    standing: standing(decision, now),
    verdict: verdict && { ...(judged as Omit<Verdict, 'missing' | 'findings'>), findings: findings.map((one) => shown(one, facts, policy, catalogue)) },
    missing: verdict ? gapsOf(verdict).map((gap) => shownGap(gap, facts.get(gap.fact))) : [],
    signed: decision.signed && { ...shownSigned(decision.signed), ...(decision.withdrawn ? { withdrawn: decision.withdrawn } : {}) },
    earlier: decision.earlier.map((one) => ({ ...shownSigned(one), ...(one.withdrawn ? { withdrawn: one.withdrawn } : {}) })).reverse(),
    looks: decision.looks,
    notes: decision.notes,
    askings: decision.askings,
    history: historyOf(decision.history),
    serverTime: now,
  }
}

function shown(finding: Verdict['findings'][number], facts: ReadonlyMap<string, FactDefinition>, policy: Policy | null, catalogue: Catalogue): ShownFinding {
  const title = (tag: string) => policy?.sources[tag] ?? catalogue.sources[tag] ?? { title: tag }
  return {
    ...finding,
    because: finding.because.map((used) => ({ ...used, ...unitOf(facts.get(used.fact)) })),
    citations: finding.source.map((tag) => ({ tag, ...title(tag) })),
  }
}

const unitOf = (definition: FactDefinition | undefined) => (definition?.type.kind === 'number' ? { unit: definition.type.unit } : {})

function shownGap(gap: Verdict['missing'][number], definition: FactDefinition | undefined): ShownGap {
  const asks = definition?.ask.patient !== undefined && definition.from.includes('patient')
  const ways = [...new Set<Missing['get']>([gap.get, ...(asks ? ['ask' as const] : [])])]
  const question = definition?.ask.patient ?? definition?.ask.clinician
  return { ...gap, ways, ...(question ? { question } : {}) }
}

function shownSigned({ verdict: _verdict, id: _id, seq: _seq, ...rest }: Signed) {
  return rest
}

function historyOf(history: Decision['history']): readonly Turn[] {
  return history
    .map((taken, i): Turn => ({ at: taken.at, policy: taken.policy, verdict: taken.verdict, missing: missingFacts(taken).length, changes: since(history, i) }))
    .reverse()
}

/** Against the one before under the same policy: between two protocols everything would be a change. */
function since(history: Decision['history'], i: number) {
  const taken = history[i] as Taken
  const before = history.slice(0, i).findLast(({ policy }) => policy.id === taken.policy.id)
  return before ? differences(before, taken) : []
}
