import type { LimitRule } from '../../medicine/limits.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Protocol, Severity } from '../protocol/protocol.ts'
import type { Facts } from './session.state.ts'

export type Rule = LimitRule & { readonly quantity: Quantity; readonly severity: Severity; readonly setBy: string }

export const WEIGHT: Readonly<Record<Severity, number>> = { urgent: 1, warning: 0 }
export const severestFirst = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number => WEIGHT[b.severity] - WEIGHT[a.severity]

/** The limits in force, severest first: the protocol's, each replaced by the last one a clinician set for the same place. */
export function rulesOf(s: Pick<Facts, 'limits'>, p: Protocol): readonly Rule[] {
  if (s.limits.length > 0) return inForce(s, p)
  const known = protocolsOwn.get(p) ?? inForce(s, p)
  protocolsOwn.set(p, known)
  return known
}

/** Asked for with every reading, and for most sessions nobody sets limits of their own. */
const protocolsOwn = new WeakMap<Protocol, readonly Rule[]>()

function inForce(s: Pick<Facts, 'limits'>, p: Protocol): readonly Rule[] {
  const rules = new Map<string, Rule>()
  const put = (rule: Rule) => rules.set(`${rule.quantity} ${rule.side} ${rule.severity}`, rule)
  for (const { quantity, side, severity, at, clearBy } of p.limits)
    put({ quantity, side, severity, at: at.value, clearBy: clearBy.value, setBy: `protocol: ${at.source}` })
  for (const { quantity, side, severity, limit, clearBy, by, reason } of s.limits)
    put({ quantity, side, severity, at: limit, clearBy, setBy: `${by.name}: ${reason}` })
  return [...rules.values()].sort(severestFirst)
}
