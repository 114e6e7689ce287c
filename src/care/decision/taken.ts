import type { Finding, Severity, Verdict } from '../../medicine/rules/types.ts'
import type { KeptFinding, Taken } from './decision.types.ts'

/** A verdict as it is kept beside the decision. */
export const takenOf = ({ policy, verdict, today, findings, unconfirmed }: Verdict, factsSeq: number): Taken => ({
  policy,
  verdict,
  today,
  factsSeq,
  findings: findings.map(keptFinding),
  unconfirmed: unconfirmed.length,
})

const keptFinding = ({ rule, severity, says, truth, raised, sentence, because, missing }: Finding): KeptFinding => ({
  rule,
  severity,
  says,
  truth,
  raised,
  sentence,
  because: because.map(({ fact, name, value, at, from }) => ({ fact, name, value, at, from: from.map(({ id }) => id) })),
  missing: missing.map(({ fact, name, why }) => ({ fact, name, why })),
})

type Weighed = Pick<KeptFinding, 'severity' | 'raised'>
/** What holds for one day only is asked at the door of that day, not by this decision. */
export const counts = (severity: Severity): boolean => severity !== 'today'
export const isUnknown = ({ severity, raised }: Weighed): boolean => counts(severity) && raised === 'unknown'
/** What stands in the way of an acceptance until somebody says why it does not. */
export const needsOverride = (finding: Weighed): boolean => isUnknown(finding) || (finding.severity === 'exclude' && finding.raised === 'yes')
/** What may be overridden: anything that speaks or is not known. */
export const mayOverride = (finding: Weighed): boolean => counts(finding.severity) && finding.raised !== 'no'
