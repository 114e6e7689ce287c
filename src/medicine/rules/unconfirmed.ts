import type { Catalogue, CodeBook, Policy } from './types.ts'

/**
 * What is in force under a policy and nobody has confirmed: rules by their id, numbers by the rule and where they stand in
 * it (`liver.when.any.1.atLeast`), and what the rules lean on: `fact weight.freshFor`, `set maoi`, `table least-effective-dose`.
 */
export function unconfirmedOf(policy: Policy, catalogue: Catalogue, codes: CodeBook): readonly string[] {
  const found: string[] = []
  const named = { fact: new Set<string>(), set: new Set<string>(), table: new Set<string>() }
  const walk = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null) return
    const one = value as Readonly<Record<string, unknown>>
    if ('unit' in one && one.confirmed === false) found.push(name)
    for (const key of ['fact', 'count'] as const) if (typeof one[key] === 'string') named.fact.add(one[key])
    if (typeof one.in === 'string') named.set.add(one.in)
    if (typeof one.table === 'string') named.table.add(one.table)
    for (const [key, child] of Object.entries(one)) walk(child, `${name}.${key}`)
  }
  for (const rule of [...policy.rules].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!rule.confirmed) found.push(rule.id)
    if (rule.when) walk(rule.when, `${rule.id}.when`)
    if (rule.require) walk(rule.require, `${rule.id}.require`)
  }
  for (const { id, freshFor } of catalogue.facts) if (named.fact.has(id) && freshFor !== 'always' && !freshFor.confirmed) found.push(`fact ${id}.freshFor`)
  for (const [id, { confirmed }] of Object.entries(codes.sets)) if (named.set.has(id) && !confirmed) found.push(`set ${id}`)
  for (const [id, { values }] of Object.entries(codes.tables))
    if (named.table.has(id) && Object.values(values).some(({ confirmed }) => !confirmed)) found.push(`table ${id}`)
  return found
}
