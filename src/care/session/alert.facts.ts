import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { later } from './acts.ts'
import { type Rule, rulesOf, WEIGHT } from './alert.rules.ts'
import { type Known, newestOf } from './readings.ts'
import type { AlertState, Facts, Reading } from './session.state.ts'
import type { SessionFact } from './session.types.ts'

export type Naming = (n: number) => string
/** One quantity as it is known now. */
export type Case = { readonly s: Facts; readonly quantity: Quantity; readonly newest: Known | undefined; readonly name: () => string }
const SIDES = ['above', 'below'] as const

/** For each quantity and side, what its limits say. A severer alert that is open or issued covers the lesser ones: one condition, one thing to acknowledge. */
export function forEachRule(
  s: Facts,
  p: Protocol,
  quantities: readonly Quantity[],
  naming: Naming,
  look: (it: Case, rule: Rule, covered: boolean) => readonly SessionFact[],
): readonly SessionFact[] {
  let named = 0
  const rules = rulesOf(s, p)
  return quantities.flatMap((quantity) => {
    const it: Case = { s, quantity, newest: newestOf(s, quantity), name: () => naming(named++) }
    return SIDES.flatMap((side) => {
      let covered = false
      return rules
        .filter((rule) => rule.quantity === quantity && rule.side === side)
        .flatMap((rule) => {
          const facts = look(it, rule, covered)
          const resolved = facts.some(({ type }) => type === 'alert-resolved')
          covered ||= facts.some(({ type }) => type === 'alert-issued') || (openFor(s, rule) !== undefined && !resolved)
          return facts
        })
    })
  })
}

export const openFor = (s: Facts, { quantity, side, severity }: Rule): AlertState | undefined =>
  s.alerts.findLast((alert) => alert.quantity === quantity && alert.side === side && alert.severity === severity && !alert.resolvedAt)

/** Whether an alert at least as severe stood at that moment, or stands now. */
export const coveredAt = (s: Facts, rule: Rule, at: Instant): boolean =>
  s.alerts.some(
    ({ quantity, side, severity, issuedAt, resolvedAt }) =>
      quantity === rule.quantity && side === rule.side && WEIGHT[severity] >= WEIGHT[rule.severity] && (!resolvedAt || (issuedAt <= at && resolvedAt > at)),
  )

export const issued = (rule: Rule, alert: string, value: number, set: Reading): SessionFact => ({
  type: 'alert-issued',
  at: set.at,
  data: { ...{ alert, value, reading: set.event, limit: rule.at }, ...pick(rule) },
})
const pick = ({ quantity, side, severity, clearBy, setBy }: Rule) => ({ quantity, side, severity, clearBy, setBy })
/** Never before it was issued: a condition that never was ends at once. */
export const resolved = (alert: string, since: Instant, { value, set }: Pick<Known, 'value' | 'set'>): SessionFact => ({
  type: 'alert-resolved',
  at: later(since, set.at),
  data: { alert, value, reading: set.event },
})
export const reissued = (alert: string, { value, set }: Known): SessionFact => ({
  type: 'alert-reissued',
  at: set.at,
  data: { alert, value, reading: set.event },
})
