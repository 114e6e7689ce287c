import type { Instant } from '../time.ts'
import { type Compiled, SEVERITIES } from './compile.ts'
import type { Finding, Missing, Verdict } from './types.ts'

const ORDER = ['yes', 'unknown', 'no'] as const

/** What the findings come to together. They arrive by severity and id; within a severity the raised ones go first. */
export function verdictOf({ policy, unconfirmed }: Compiled, at: Instant, findings: readonly Finding[]): Verdict {
  const { id, version, hash } = policy
  return {
    policy: { id, version, hash },
    at,
    verdict: courseOf(findings),
    today: todayOf(findings),
    findings: SEVERITIES.flatMap((severity) => ORDER.flatMap((raised) => findings.filter((one) => one.severity === severity && one.raised === raised))),
    missing: missingOf(findings),
    unconfirmed,
  }
}

function courseOf(findings: readonly Finding[]): Verdict['verdict'] {
  let so: Verdict['verdict'] = 'eligible'
  for (const { severity, raised } of findings) {
    if (severity === 'today' || raised === 'no') continue
    if (severity === 'exclude' && raised === 'yes') return 'excluded'
    if (raised === 'unknown') so = 'undecided'
    else if (severity === 'review' && so === 'eligible') so = 'review'
  }
  return so
}

function todayOf(findings: readonly Finding[]): Verdict['today'] {
  const raised = findings.filter(({ severity }) => severity === 'today').map((one) => one.raised)
  if (raised.includes('yes')) return 'held'
  return raised.includes('unknown') ? 'undecided' : 'clear'
}

function missingOf(findings: readonly Finding[]): Verdict['missing'] {
  const found = new Map<string, Missing & { readonly rules: string[] }>()
  for (const { rule, missing } of findings)
    for (const one of missing) {
      const known = found.get(one.fact)
      if (known) known.rules.push(rule)
      else found.set(one.fact, { ...one, rules: [rule] })
    }
  return [...found.values()]
}
