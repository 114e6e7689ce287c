import type { Placed, Problem } from '../../medicine/rules/problem.ts'
import type { Policy, Rule } from '../../medicine/rules/types.ts'

/** What an overlay document says, beside its own head. */
export type Overlay = Pick<Policy, 'id' | 'version' | 'title' | 'offLabel' | 'sources'> & {
  readonly eligibility: {
    readonly indication: string
    readonly remove?: readonly { readonly rule: string; readonly because: string }[]
    readonly change?: readonly Rule[]
    readonly add?: readonly Rule[]
    readonly notRules?: Policy['notRules']
  }
}
export type Laid =
  | { readonly kind: 'laid'; readonly policy: Omit<Policy, 'hash'>; readonly rules: readonly Placed[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/**
 * Lays a document over its base: rules go with a reason, others take their place, others come. Every other rule of the
 * base stays, so that whoever mends the base mends its variants.
 *
 * Errors: refused where it removes or changes what the base has not, or adds what it has.
 */
export function laidOver(base: Policy, { id, version, title, offLabel, sources, eligibility }: Overlay): Laid {
  const { indication, remove = [], change = [], add = [], notRules = [] } = eligibility
  const has = new Set(base.rules.map((rule) => rule.id))
  const gone = new Set(remove.map(({ rule }) => rule))
  const problems = [
    ...missing(
      remove.map(({ rule }) => rule),
      has,
      (i) => ['eligibility', 'remove', i, 'rule'],
      base.id,
    ),
    ...missing(
      change.map((rule) => rule.id),
      has,
      (i) => ['eligibility', 'change', i, 'id'],
      base.id,
    ),
    ...change.flatMap((rule, i) =>
      gone.has(rule.id) ? [{ path: ['eligibility', 'change', i, 'id'], message: `the rule ${rule.id} is removed above; it cannot be changed, too` }] : [],
    ),
    ...add.flatMap((rule, i) =>
      has.has(rule.id) && !gone.has(rule.id)
        ? [{ path: ['eligibility', 'add', i, 'id'], message: `${base.id} has a rule ${rule.id} already: put it under \`change\`` }]
        : [],
    ),
  ]
  if (problems.length > 0) return { kind: 'refused', problems }

  const kept = base.rules.filter((rule) => !gone.has(rule.id))
  const rules = [
    ...kept.map((rule): Placed => {
      const i = change.findIndex((one) => one.id === rule.id)
      return i < 0 ? { rule, path: ['extends', 'id'] } : { rule: change[i] as Rule, path: ['eligibility', 'change', i] }
    }),
    ...add.map((rule, i): Placed => ({ rule, path: ['eligibility', 'add', i] })),
  ]
  const over = { id: base.id, version: base.version, removed: remove, changed: change.map((rule) => rule.id) }
  const policy = { id, version, title, indication, offLabel, base: over, rules: rules.map(({ rule }) => rule) }
  return { kind: 'laid', rules, policy: { ...policy, notRules: [...base.notRules, ...notRules], sources: { ...base.sources, ...sources } } }
}

const missing = (named: readonly string[], has: ReadonlySet<string>, path: (i: number) => Problem['path'], base: string): readonly Problem[] =>
  named.flatMap((rule, i) => (has.has(rule) ? [] : [{ path: path(i), message: `${base} has no rule ${rule}` }]))
