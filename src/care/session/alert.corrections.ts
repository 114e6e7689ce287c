import { afterValue, isBeyond, type LimitState } from '../../medicine/limits.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { type Case, forEachRule, issued, type Naming, openFor, reissued, resolved } from './alert.facts.ts'
import { lateSays } from './alert.readings.ts'
import type { Rule } from './alert.rules.ts'
import type { Known } from './readings.ts'
import type { AlertState, Facts, Reading } from './session.state.ts'
import type { SessionFact } from './session.types.ts'

/**
 * What a correction of one set means: an alert whose condition never was, by what stands now, is over and stays in the
 * record; a corrected value beyond a limit is said. `old` is the set as it stood, `s` the session as it stands after.
 */
export const alertsAfterCorrection = (s: Facts, p: Protocol, old: Reading, naming: Naming): readonly SessionFact[] => {
  const set = s.readings.find(({ event }) => event === old.event)
  const quantities = [...new Set([...Object.keys(old.values), ...Object.keys(set?.values ?? {})])] as Quantity[]
  return forEachRule(s, p, quantities, naming, (it, rule, covered) => {
    const open = openFor(s, rule)
    if (open && standsNow(s, rule) === 'inside') return [resolved(open.alert, open.issuedAt, endOf(it, open, set ?? old))]
    if (covered) return []
    // What stands now may be beyond only because a better value was taken away.
    if (!open && it.newest && isBeyond(it.newest.value, rule)) return [issued(rule, it.name(), it.newest.value, it.newest.set)]
    const [value, before] = [set?.values[it.quantity], old.values[it.quantity]]
    if (!set || value === undefined || !isBeyond(value, rule)) return []
    if (!open) return lateSays(it, rule, covered, value, set)
    const worse = before === undefined || !isBeyond(before, rule)
    return worse && open.acknowledged && it.newest?.set.event === set.event ? [reissued(open.alert, it.newest)] : []
  })
}

const standsNow = (s: Facts, rule: Rule): LimitState =>
  s.readings.flatMap(({ values }) => values[rule.quantity] ?? []).reduce<LimitState>((state, value) => afterValue(state, value, rule), 'inside')

/** The corrected value where there is one; else what is known now; else the alert's own, which was struck. */
function endOf(it: Case, open: AlertState, corrected: Reading): Pick<Known, 'value' | 'set'> {
  const value = it.s.readings.includes(corrected) ? corrected.values[it.quantity] : undefined
  if (value !== undefined && open.reading === corrected.event) return { value, set: corrected }
  return it.newest ?? { value: open.latestValue, set: corrected }
}
