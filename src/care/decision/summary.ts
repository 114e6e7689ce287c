import type { Severity, Verdict } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Decision, KeptOverride, Outcome } from './decision.types.ts'
import { counts } from './taken.ts'

/** What was decided and why, in words alone, for letters and for the patient's summary. */
export type Summary = {
  readonly indication: string
  readonly protocol: { readonly title: string; readonly version: string }
  readonly decided: {
    readonly outcome: Outcome
    readonly by: string
    readonly at: Instant
    readonly until?: Instant
    readonly reason: string
    readonly withdrawn?: string
  } | null
  readonly raised: readonly Said[]
  readonly unknown: readonly (Said & { readonly missing: readonly string[] })[]
  readonly answered: readonly Said[]
  readonly overrides: readonly Pick<KeptOverride, 'says' | 'severity' | 'was' | 'reason'>[]
}
type Said = { readonly severity: Severity; readonly says: string; readonly sentence: string }

/**
 * With a signature it tells what was signed, on the findings it was signed on; before that what the rules answer now.
 *
 * Errors: null when nothing was asked for and nothing decided.
 */
export function summaryOf({ asked, signed, withdrawn }: Decision, verdict: Verdict | null): Summary | null {
  const findings = (signed?.verdict ?? verdict)?.findings.filter(({ severity }) => counts(severity)) ?? []
  const protocol = signed
    ? { title: signed.policy.title, version: signed.policy.version }
    : { title: asked?.title ?? '', version: verdict?.policy.version ?? '' }
  const indication = signed?.policy.indication ?? asked?.indication
  if (indication === undefined) return null
  return {
    indication,
    protocol,
    decided: signed && {
      outcome: signed.outcome,
      by: signed.by,
      at: signed.at,
      reason: signed.reason,
      ...(signed.until ? { until: signed.until } : {}),
      ...(withdrawn ? { withdrawn: withdrawn.reason } : {}),
    },
    raised: findings.filter(({ raised }) => raised === 'yes').map(said),
    unknown: findings.filter(({ raised }) => raised === 'unknown').map((one) => ({ ...said(one), missing: one.missing.map(({ name }) => name) })),
    answered: findings.filter(({ raised }) => raised === 'no').map(said),
    overrides: signed?.overrides.map(({ says, severity, was, reason }) => ({ says, severity, was, reason })) ?? [],
  }
}

const said = ({ severity, says, sentence }: Said): Said => ({ severity, says, sentence })
