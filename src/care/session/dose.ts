import { compare, type Exact, fraction, isZero, over, parseDecimal, rounded, text, times, whole } from '../../medicine/exact.ts'
import { account, plan } from '../../medicine/infusion.ts'
import type { Instant } from '../../medicine/time.ts'
import { isPositive, kg, mgPerMl } from '../../medicine/units.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { type Finding, no, really, when } from './findings.ts'
import type { PumpChange } from './session.state.ts'
import type { DecimalText, Order } from './session.types.ts'
import { orderReads } from './totals.ts'
import { amount, sourced } from './words.ts'

/**
 * The dose and the pump against the order. Nothing here suggests a number; it says what does not fit the order.
 *
 * Units:  mL/h, mg/mL, mL, mg, mg/kg; compared exactly.
 * Errors: never throws; a text that is no decimal above zero is refused.
 * Source: the signed order; protocol.dose.
 */
export const notANumber = (field: string, typed: string, unit: string): readonly Finding[] =>
  when(!isPositive(typed), () => no('not-a-number', `"${typed}" is not a number of ${unit} above zero, such as 12.5.`, field))

/**
 * More drug an hour than the order's by more than the protocol's room: time lost in a pause is never caught up. In mg an
 * hour, so that a stronger bag at the old mL/h shows too.
 */
export function rateOverOrder(order: Order, pump: readonly PumpChange[], at: Instant, p: Protocol): readonly Finding[] {
  const { rate, bag } = account(pump, at)
  if (!orderReads(order) || !bag || isZero(bag.strength)) return []
  const room = p.dose.maxRateOverOrder
  // What the ordered mg an hour are in mL/h of the bag that hangs.
  const ordered = over<'mL/h'>(times(plan(order).rate, mgPerMl(order.concentrationMgPerMl)), bag.strength)
  return when(compare(rate, times<'mL/h'>(ordered, fraction(100 + room.value, 100))) > 0, () =>
    no(
      'rate-over-order',
      `${text(rate)} mL/h is faster than the order’s ${rounded(ordered, 1)} mL/h by more than ${sourced(room, p)}. Lost time is not caught up; a faster rate needs a new order from the physician.`,
      'rateMlPerHour',
    ),
  )
}

export const concentrationDiffers = (order: Order, concentrationMgPerMl: DecimalText): readonly Finding[] => {
  const [bag, ordered] = [parseDecimal(concentrationMgPerMl), parseDecimal(order.concentrationMgPerMl)]
  return when(Boolean(bag && ordered && !bag.eq(ordered)), () =>
    no(
      'concentration-differs',
      `The bag holds ${concentrationMgPerMl} mg/mL, the order says ${order.concentrationMgPerMl} mg/mL. The rate would give another dose: use the ordered bag, or have the order changed.`,
      'concentrationMgPerMl',
    ),
  )
}

/** What would be given with this change, at the latest of its own time and now. `runsOn`: the pump would go on past it. */
export function overDose(order: Order, pump: readonly PumpChange[], at: Instant, runsOn: boolean, p: Protocol): readonly Finding[] {
  if (!orderReads(order)) return []
  const given = account(pump, at).mg
  const hardMax = times<'mg'>(whole(p.dose.hardMax.value), kg(order.weightKg))
  const ordered = plan(order).mg
  const said = `${rounded(given, 1)} mg given`
  if (past(given, hardMax, false))
    return [
      no('over-hard-maximum', `${said} would be over the hard maximum of ${sourced(p.dose.hardMax, p)} (${rounded(hardMax, 1)} mg for ${order.weightKg} kg).`),
    ]
  return when(past(given, ordered, runsOn), () =>
    really('over-order', `${said} with this, and the order is ${rounded(ordered, 1)} mg${runsOn ? ': the infusion would go on past it' : ''}.`),
  )
}

const past = (given: Exact<'mg'>, limit: Exact<'mg'>, orAt: boolean): boolean => compare(given, limit) > (orAt ? -1 : 0)

/** An order against the protocol: outside the usual range it needs its reason, above the hard maximum nothing helps. */
export function outsideProtocol(order: Order, p: Protocol): readonly Finding[] {
  const { usual, durationUsual, hardMax } = p.dose
  const [dose, duration] = [Number(order.doseMgPerKg), Number(order.durationMin)]
  if (dose > hardMax.value) return [no('over-hard-maximum', `${order.doseMgPerKg} mg/kg is above the hard maximum of ${sourced(hardMax, p)}.`, 'doseMgPerKg')]
  const unusual = [
    ...(dose < usual.min.value || dose > usual.max.value
      ? [`The dose of ${order.doseMgPerKg} mg/kg is outside the usual ${usual.min.value} to ${amount(usual.max)}`]
      : []),
    ...(duration < durationUsual.min.value || duration > durationUsual.max.value
      ? [`The duration of ${order.durationMin} min is outside the usual ${durationUsual.min.value} to ${amount(durationUsual.max)}`]
      : []),
  ]
  return when(unusual.length > 0 && !order.reason?.trim(), () => no('reason-for-unusual', `${unusual.join('. ')}. The order needs the reason.`, 'reason'))
}
