import type { Actor, Recorded } from '../../medicine/record.ts'
import type { Catalogue, FactDefinition, Finding, Missing, Policy, Statement, Verdict } from '../../medicine/rules/types.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Around } from './around.ts'
import { decide, type Ordered } from './decision.decide.ts'
import { evolve } from './decision.evolve.ts'
import type { Decision, DecisionRecorded } from './decision.types.ts'
import { NOTHING_DECIDED } from './decision.types.ts'
import { type Looked, review } from './review.ts'

/** A policy of six rules over yes/no facts, made up for the tests; no number in it is a clinical one. */
const RULES = [
  { id: 'aneurysm', severity: 'exclude', kind: 'when', fact: 'aneurysm', says: 'Aneurysm' },
  { id: 'two-trials', severity: 'exclude', kind: 'require', fact: 'two-trials', says: 'Two adequate trials' },
  { id: 'pressure', severity: 'review', kind: 'when', fact: 'hypertension', says: 'High blood pressure' },
  { id: 'relative', severity: 'caution', kind: 'when', fact: 'psychosis-in-family', says: 'First-degree relative with psychosis' },
  { id: 'lamotrigine', severity: 'note', kind: 'when', fact: 'lamotrigine', says: 'Takes lamotrigine' },
  { id: 'fast', severity: 'today', kind: 'require', fact: 'fasted', says: 'Has fasted' },
] as const
export const FACTS = RULES.map(({ fact }) => fact)
export type Known = Partial<Record<(typeof FACTS)[number], boolean>>

export const HEALTHY: Known = { aneurysm: false, 'two-trials': true, hypertension: false, 'psychosis-in-family': false, lamotrigine: false, fasted: true }

export const policy: Policy = {
  id: 'made-up',
  version: '1',
  hash: 'h1',
  title: 'Made-up protocol',
  indication: 'Depression',
  offLabel: true,
  rules: [],
  notRules: [],
  sources: { TAG: { title: 'A made-up source' } },
}
const definition = (id: string, says: string): FactDefinition => ({
  id,
  name: says.toLowerCase(),
  section: 'made up',
  type: { kind: 'yes-no' },
  freshFor: 'always',
  from: ['patient', 'clinician', 'import'],
  ask: { patient: `${says}?`, clinician: `${says}?` },
  get: id === 'hypertension' ? 'measure' : 'ask',
  meet: 'latest',
})
export const catalogue: Catalogue = { version: '1', facts: RULES.map(({ fact, says }) => definition(fact, says)), sources: {} }

export const at = (minutes: number): Instant => instant(Date.UTC(2026, 10, 24, 14) + minutes * 60_000)
export const said = (fact: string, value: boolean, id = `${fact}-${value}`): Statement => ({
  id,
  fact,
  value,
  at: '2026-11-24',
  source: { kind: 'patient', by: 'Robin Example' },
})
export const statementsOf = (known: Known): Statement[] => Object.entries(known).map(([fact, value]) => said(fact, value))

/** What a rule engine would answer for it, newest statement first; `stale` are facts whose statements are too old. */
export function made(
  statements: readonly Statement[],
  now: Instant = at(0),
  { stale = [], ref = policy }: { stale?: readonly string[]; ref?: Policy } = {},
): Verdict {
  const findings = RULES.map((rule): Finding => {
    const have = statements.findLast(({ fact }) => fact === rule.fact)
    const gap: Missing | null =
      have && !stale.includes(rule.fact)
        ? null
        : {
            fact: rule.fact,
            name: rule.says.toLowerCase(),
            get: rule.fact === 'hypertension' ? 'measure' : 'ask',
            why: have ? 'stale' : 'never-said',
            have: have ? [have] : [],
          }
    const met = gap ? null : have?.value === true
    return {
      rule: rule.id,
      severity: rule.severity,
      says: rule.says,
      source: ['TAG'],
      confirmed: rule.id !== 'relative',
      kind: rule.kind,
      truth: met === null ? 'unknown' : met ? 'met' : 'not-met',
      raised: met === null ? 'unknown' : met === (rule.kind === 'when') ? 'yes' : 'no',
      because: gap || !have ? [] : [{ fact: rule.fact, name: rule.says.toLowerCase(), value: have.value, at: have.at, ageDays: 0, from: [have] }],
      missing: gap ? [gap] : [],
      sentence: `${rule.says}: ${met === null ? 'not known' : met ? 'yes' : 'no'}.`,
      resolvedBy: 'Ask.',
    }
  })
  const counted = findings.filter(({ severity }) => severity !== 'today')
  const has = (test: (one: Finding) => boolean) => counted.some(test)
  return {
    policy: { id: ref.id, version: ref.version, hash: ref.hash },
    at: now,
    verdict: has((one) => one.severity === 'exclude' && one.raised === 'yes')
      ? 'excluded'
      : has((one) => one.raised === 'unknown')
        ? 'undecided'
        : has((one) => one.severity === 'review' && one.raised === 'yes')
          ? 'review'
          : 'eligible',
    today: 'clear',
    findings,
    missing: findings.flatMap(({ rule, missing }) => missing.map((one) => ({ ...one, rules: [rule] }))),
    unconfirmed: ['relative'],
  }
}

export const physician: Extract<Actor, { kind: 'staff' }> = { kind: 'staff', id: 's1', name: 'Dr. Mara Lindqvist', roles: ['physician'] }
export const nurse: Extract<Actor, { kind: 'staff' }> = { kind: 'staff', id: 's2', name: 'Kim Lee', roles: ['nurse'] }
export const UNTIL = at(90 * 24 * 60)

/** A decision and what is known, as the tests move both on. */
export class Case {
  state: Decision = NOTHING_DECIDED
  known: Statement[]
  minute = 0
  stale: readonly string[] = []
  ref = policy
  constructor(known: Known = HEALTHY) {
    this.known = statementsOf(known)
    this.order({ type: 'ask-for', data: { policy: policy.id } })
    this.review()
  }
  get seq() {
    return this.known.length
  }
  get now(): Instant {
    return at(this.minute)
  }
  get verdict() {
    return made(this.known, this.now, { stale: this.stale, ref: this.ref })
  }
  get seen() {
    return { factsSeq: this.seq, hash: this.ref.hash }
  }
  learns(fact: (typeof FACTS)[number], value: boolean) {
    this.known.push(said(fact, value, `${fact}-${this.known.length}`))
    return this
  }
  around(change: Partial<Around> = {}): Around {
    const asked = this.state.asked ? this.verdict : null
    return { now: this.now, by: physician, policies: [this.ref], verdict: asked, factsSeq: this.seq, active: true, task: (fact) => `task-${fact}`, ...change }
  }
  try(order: Ordered, change: Partial<Around> = {}) {
    return decide(this.state, order, this.around(change))
  }
  order(order: Ordered, change: Partial<Around> = {}) {
    const answer = this.try(order, change)
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer))
    return this.take(answer.facts, change.by ?? physician)
  }
  sign(data: Partial<Extract<Ordered, { type: 'sign' }>['data']> = {}, confirmed: string[] = []): Ordered {
    return { type: 'sign', data: { outcome: 'accept', reason: 'Weighed.', overrides: [], seen: this.seen, until: UNTIL, ...data }, confirmed }
  }
  review() {
    const verdict = this.verdict
    const looked: Looked = { now: this.now, factsSeq: this.seq, verdict, standing: verdict, task: (key) => `look-${key}` }
    const answer = review(this.state, looked)
    const facts = answer.kind === 'accepted' ? answer.facts : []
    this.take(facts, { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] })
    return facts
  }
  private take(facts: readonly object[], by: Actor) {
    for (const fact of facts) {
      const seq = this.state.seq + 1
      const recorded = { id: `e${seq}`, seq, version: 1, at: this.now, recordedAt: this.now, by, via: {}, ...fact } as Recorded as DecisionRecorded
      this.state = evolve(this.state, recorded)
    }
    return this
  }
}
