import type { Verdict } from '../../medicine/rules/types.ts'
import type { Taken } from './decision.types.ts'
import { counts, isUnknown } from './taken.ts'

export type Gap = Verdict['missing'][number]

/** The missing facts that keep the decision open: those that only today's rules wait for are asked for on the day. */
export function gapsOf({ missing, findings }: Pick<Verdict, 'missing' | 'findings'>): readonly Gap[] {
  const severity = new Map(findings.map((one) => [one.rule, one.severity]))
  return missing.filter(({ rules }) => rules.some((rule) => counts(severity.get(rule) ?? 'note')))
}

/** The same of a verdict that was kept. */
export const missingFacts = ({ findings }: Taken): readonly string[] => [
  ...new Set(findings.filter(isUnknown).flatMap(({ missing }) => missing.map(({ fact }) => fact))),
]
