import { isBeyond, isCleared } from '../../medicine/limits.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { type Case, coveredAt, forEachRule, issued, type Naming, openFor, reissued, resolved } from './alert.facts.ts'
import type { Rule } from './alert.rules.ts'
import type { Known } from './readings.ts'
import type { Facts, Reading } from './session.state.ts'
import type { SessionFact } from './session.types.ts'

/** What a new set of readings means for the alerts. `s` holds the set already. */
export const alertsAfterReading = (s: Facts, p: Protocol, set: Reading, naming: Naming): readonly SessionFact[] =>
  forEachRule(s, p, Object.keys(set.values) as Quantity[], naming, (it, rule, covered) => {
    const value = set.values[it.quantity]
    if (value === undefined) return []
    return it.newest?.set.event === set.event ? newestSays(it, rule, covered, it.newest) : lateSays(it, rule, covered, value, set)
  })

function newestSays(it: Case, rule: Rule, covered: boolean, newest: Known): readonly SessionFact[] {
  const open = openFor(it.s, rule)
  if (isBeyond(newest.value, rule)) {
    if (covered) return []
    if (!open) return [issued(rule, it.name(), newest.value, newest.set)]
    return open.acknowledged ? [reissued(open.alert, newest)] : []
  }
  return open && isCleared(newest.value, rule) ? [resolved(open.alert, open.issuedAt, newest)] : []
}

/** A late value never ends or repeats a newer alert; one that nobody was alerted to is still said, and ends with what is known since. */
export function lateSays(it: Case, rule: Rule, covered: boolean, value: number, set: Reading): readonly SessionFact[] {
  if (covered || !isBeyond(value, rule) || coveredAt(it.s, rule, set.at)) return []
  const alert = it.name()
  const over = it.newest && isCleared(it.newest.value, rule)
  return [issued(rule, alert, value, set), ...(over && it.newest ? [resolved(alert, set.at, it.newest)] : [])]
}

/** What a new limit means for what is known now: it may begin or end an alert, but does not repeat one. */
export const alertsAfterLimit = (s: Facts, p: Protocol, quantity: Quantity, naming: Naming): readonly SessionFact[] =>
  forEachRule(s, p, [quantity], naming, (it, rule, covered) =>
    it.newest ? newestSays(it, rule, covered, it.newest).filter(({ type }) => type !== 'alert-reissued') : [],
  )
