import { afterValue, isBeyond, isCleared, type LimitRule } from '../../medicine/limits.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Protocol, Severity } from '../protocol/protocol.ts'
import { earlierFirst } from './acts.ts'
import { type Known, newestOf } from './readings.ts'
import type { AlertState, Facts, Live, Reading } from './session.state.ts'
import type { SessionFact } from './session.types.ts'

export type Rule = LimitRule & { readonly quantity: Quantity; readonly severity: Severity; readonly setBy: string }
export type OpenAlert = AlertState & { readonly needs: 'acknowledge' | 'watch' | 'reminder' }

const WEIGHT: Readonly<Record<Severity, number>> = { urgent: 1, warning: 0 }
const severestFirst = (a: { severity: Severity }, b: { severity: Severity }): number => WEIGHT[b.severity] - WEIGHT[a.severity]

/**
 * What still wants somebody: unacknowledged alerts (also those that are over: nobody has seen them), and acknowledged
 * ones whose condition persists. Urgent first, then the oldest. Unacknowledged for the protocol's time: a reminder.
 */
export function openAlerts(s: Live, p: Protocol, now: Instant): readonly OpenAlert[] {
  const gone = s.status === 'discharged' || s.status === 'signed' || s.status === 'abandoned'
  return s.alerts
    .filter((alert) => !alert.acknowledged || !(alert.resolvedAt || gone))
    .map((alert): OpenAlert => ({ ...alert, needs: alert.acknowledged ? 'watch' : now >= remindAt(alert, p) ? 'reminder' : 'acknowledge' }))
    .sort((a, b) => severestFirst(a, b) || earlierFirst({ at: a.issuedAt }, { at: b.issuedAt }))
}

export const remindAt = (alert: AlertState, p: Protocol): Instant => addMinutes(alert.reissuedAt.at(-1) ?? alert.issuedAt, p.alerts.remindAfter.value)
export const unacknowledged = (s: Pick<Facts, 'alerts'>): readonly AlertState[] => s.alerts.filter(({ acknowledged }) => !acknowledged)

/** The limits in force, severest first: the protocol's, each replaced by the last one a clinician set for the same place. */
export function rulesOf(s: Pick<Facts, 'limits'>, p: Protocol): readonly Rule[] {
  const rules = new Map<string, Rule>()
  const put = (rule: Rule) => rules.set(`${rule.quantity} ${rule.side} ${rule.severity}`, rule)
  for (const { quantity, side, severity, at, clearBy } of p.limits)
    put({ quantity, side, severity, at: at.value, clearBy: clearBy.value, setBy: `protocol: ${at.source}` })
  for (const { quantity, side, severity, limit, clearBy, by, reason } of s.limits)
    put({ quantity, side, severity, at: limit, clearBy, setBy: `${by.name}: ${reason}` })
  return [...rules.values()].sort(severestFirst)
}

type Naming = (n: number) => string
type Case = { readonly s: Facts; readonly quantity: Quantity; readonly newest: Known | undefined; readonly name: () => string }
const SIDES = ['above', 'below'] as const

/** For each quantity and side, what its limits say. A severer alert that is open or issued covers the lesser ones: one condition, one thing to acknowledge. */
function forEach(
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

const openFor = (s: Facts, { quantity, side, severity }: Rule): AlertState | undefined =>
  s.alerts.findLast((alert) => alert.quantity === quantity && alert.side === side && alert.severity === severity && !alert.resolvedAt)

/** Whether an alert at least as severe stood at that moment, or stands now. */
const coveredAt = (s: Facts, rule: Rule, at: Instant): boolean =>
  s.alerts.some(
    ({ quantity, side, severity, issuedAt, resolvedAt }) =>
      quantity === rule.quantity && side === rule.side && WEIGHT[severity] >= WEIGHT[rule.severity] && (!resolvedAt || (issuedAt <= at && resolvedAt > at)),
  )

const issued = (rule: Rule, alert: string, value: number, set: Reading): SessionFact => ({
  type: 'alert-issued',
  at: set.at,
  data: { ...{ alert, value, reading: set.event, limit: rule.at }, ...pick(rule) },
})
const pick = ({ quantity, side, severity, clearBy, setBy }: Rule) => ({ quantity, side, severity, clearBy, setBy })
const resolved = (alert: string, { value, set }: Pick<Known, 'value' | 'set'>): SessionFact => ({
  type: 'alert-resolved',
  at: set.at,
  data: { alert, value, reading: set.event },
})
const reissued = (alert: string, { value, set }: Known): SessionFact => ({ type: 'alert-reissued', at: set.at, data: { alert, value, reading: set.event } })

/** What a new set of readings means for the alerts. `s` holds the set already. */
export const alertsAfterReading = (s: Facts, p: Protocol, set: Reading, naming: Naming): readonly SessionFact[] =>
  forEach(s, p, Object.keys(set.values) as Quantity[], naming, (it, rule, covered) => {
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
  return open && isCleared(newest.value, rule) ? [resolved(open.alert, newest)] : []
}

/** A late value never ends or repeats a newer alert; one that nobody was alerted to is still said, and ends with what is known since. */
function lateSays(it: Case, rule: Rule, covered: boolean, value: number, set: Reading): readonly SessionFact[] {
  if (covered || !isBeyond(value, rule) || coveredAt(it.s, rule, set.at)) return []
  const alert = it.name()
  const over = it.newest && isCleared(it.newest.value, rule)
  return [issued(rule, alert, value, set), ...(over && it.newest ? [resolved(alert, it.newest)] : [])]
}

/** What a new limit means for what is known now: it may begin or end an alert, but does not repeat one. */
export const alertsAfterLimit = (s: Facts, p: Protocol, quantity: Quantity, naming: Naming): readonly SessionFact[] =>
  forEach(s, p, [quantity], naming, (it, rule, covered) =>
    it.newest ? newestSays(it, rule, covered, it.newest).filter(({ type }) => type !== 'alert-reissued') : [],
  )

/**
 * What a correction of one set means: an alert whose condition never was, by what stands now, is over and stays in the
 * record; a corrected value beyond a limit is said. `old` is the set as it stood, `s` the session as it stands after.
 */
export const alertsAfterCorrection = (s: Facts, p: Protocol, old: Reading, naming: Naming): readonly SessionFact[] => {
  const set = s.readings.find(({ event }) => event === old.event)
  const quantities = [...new Set([...Object.keys(old.values), ...Object.keys(set?.values ?? {})])] as Quantity[]
  return forEach(s, p, quantities, naming, (it, rule, covered) => {
    const open = openFor(s, rule)
    if (open && standsNow(s, rule) === 'inside') return [resolved(open.alert, endOf(it, open, set ?? old))]
    const [value, before] = [set?.values[it.quantity], old.values[it.quantity]]
    if (!set || value === undefined || !isBeyond(value, rule) || covered) return []
    if (!open) return lateSays(it, rule, covered, value, set)
    const worse = before === undefined || !isBeyond(before, rule)
    return worse && open.acknowledged && it.newest?.set.event === set.event ? [reissued(open.alert, it.newest)] : []
  })
}

const standsNow = (s: Facts, rule: Rule) =>
  s.readings
    .flatMap(({ values }) => values[rule.quantity] ?? [])
    .reduce((state, value) => afterValue(state, value, rule), 'inside' as ReturnType<typeof afterValue>)

/** The corrected value where there is one; else what is known now; else the alert's own, which was struck. */
function endOf(it: Case, open: AlertState, corrected: Reading): Pick<Known, 'value' | 'set'> {
  const value = it.s.readings.includes(corrected) ? corrected.values[it.quantity] : undefined
  if (value !== undefined && open.reading === corrected.event) return { value, set: corrected }
  return it.newest ?? { value: open.latestValue, set: corrected }
}

/** Names for the alerts of one command, the same wherever it is decided. A command's id is a UUID; its last group is counted on. */
export const alertNames =
  (command: string): Naming =>
  (n) => {
    const last = command.slice(-12)
    if (!/^[0-9a-f]{12}$/i.test(last)) return `${command}.${n + 1}`
    return command.slice(0, -12) + ((Number.parseInt(last, 16) + n + 1) % 2 ** 48).toString(16).padStart(12, '0')
  }
