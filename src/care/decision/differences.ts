import type { Difference, FactChange, KeptFinding, Taken } from './decision.types.ts'
import { counts } from './taken.ts'
import { inWords } from './values.ts'

/**
 * Which findings came out otherwise between two verdicts, and because of which facts; in the order of the later one,
 * what is no longer a rule last. The order of findings and of facts within them makes no difference.
 */
export function differences(before: Taken, after: Taken): readonly Difference[] {
  const earlier = new Map(before.findings.map((one) => [one.rule, one]))
  const later = new Set(after.findings.map(({ rule }) => rule))
  const changed = after.findings.flatMap((now): Difference[] => {
    const then = earlier.get(now.rule)
    const head = { rule: now.rule, severity: now.severity, says: now.says, after: stood(now) }
    if (!then) return [{ ...head, kind: 'new-rule', before: null, because: factChanges(undefined, now) }]
    if (then.truth !== now.truth || then.raised !== now.raised || then.severity !== now.severity)
      return [{ ...head, kind: 'changed', before: stood(then), because: factChanges(then, now) }]
    const because = now.raised === 'yes' ? valueChanges(then, now) : []
    return because.length > 0 ? [{ ...head, kind: 'other-facts', before: stood(then), because }] : []
  })
  const gone = before.findings.filter(({ rule }) => !later.has(rule))
  return [
    ...changed,
    ...gone.map(
      (then): Difference => ({
        rule: then.rule,
        severity: then.severity,
        says: then.says,
        kind: 'no-longer-a-rule',
        before: stood(then),
        after: null,
        because: [],
      }),
    ),
  ]
}

/** Whether two verdicts say the same: then the later one is no news and is not kept. */
export const same = (before: Taken, after: Taken): boolean =>
  before.policy.hash === after.policy.hash &&
  before.verdict === after.verdict &&
  before.today === after.today &&
  differences(before, after).length === 0 &&
  gaps(before) === gaps(after)

const gaps = ({ findings }: Taken): string =>
  findings
    .map(({ rule, missing }) => `${rule}:${missing.map(({ fact, why }) => `${fact} ${why}`).sort()}`)
    .sort()
    .join(';')

/**
 * Those that question an acceptance: a finding that now speaks or is no longer known, or that speaks because of other
 * facts. What only grew old does not: the date on which the acceptance ends is there for that, and the door of each day.
 */
export const questioning = (signed: Taken, now: Taken): readonly Difference[] =>
  differences(signed, now).filter(({ rule, severity, kind, after }) => {
    if (!counts(severity) || !after || after.raised === 'no') return false
    if (after.raised === 'yes') return kind !== 'other-facts' || severity === 'exclude' || severity === 'review'
    const found = now.findings.find((one) => one.rule === rule)
    return !found || found.missing.length === 0 || found.missing.some(({ why }) => why !== 'stale')
  })

/** The same change has the same key however often it is found, and another change another one. */
export const keyOf = (changes: readonly Difference[]): string =>
  changes
    .map(({ rule, after, because }) => `${rule}=${after?.raised}(${because.map(({ fact, after: now }) => `${fact}:${now}`).sort()})`)
    .sort()
    .join(';')

const stood = ({ truth, raised }: KeptFinding) => ({ truth, raised })

function factChanges(then: KeptFinding | undefined, now: KeptFinding): readonly FactChange[] {
  const names = new Map([...(then ? [then] : []), now].flatMap((one) => [...one.because, ...one.missing].map(({ fact, name }) => [fact, name] as const)))
  return [...names].flatMap(([fact, name]) => {
    const [before, after] = [then ? factIn(then, fact) : '', factIn(now, fact)]
    return before === after ? [] : [{ fact, name, before, after }]
  })
}
const valueChanges = (then: KeptFinding, now: KeptFinding) => factChanges({ ...then, missing: [] }, { ...now, missing: [] })

function factIn({ because, missing }: KeptFinding, fact: string): string {
  const used = because.find((one) => one.fact === fact)
  if (used) return inWords(used.value)
  const gap = missing.find((one) => one.fact === fact)
  return gap ? WHY[gap.why] : ''
}

const WHY = {
  'never-said': 'not known',
  stale: 'too old',
  conflict: 'sources disagree',
  'list-not-complete': 'list not known to be complete',
  'not-exact-enough': 'not exact enough',
} as const
