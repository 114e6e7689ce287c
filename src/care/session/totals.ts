import { parseDecimal, text } from '../../medicine/exact.ts'
import { account, completeAt, perKg, plan, plannedMg } from '../../medicine/infusion.ts'
import type { Instant } from '../../medicine/time.ts'
import { isPositive } from '../../medicine/units.ts'
import type { Facts, PumpChange, Totals } from './session.state.ts'
import type { Order } from './session.types.ts'
import { startedAt } from './status.ts'

/**
 * What the infusion has given and what the order would have given by `now`.
 *
 * Units:  mL, mg, mg/kg (of the order's weight), mL/h, ms; decimal texts, unrounded.
 * Errors: null before an order exists, or when a number of the record cannot be read (never a 0 in its place).
 * Source: arithmetic of medicine/infusion.ts.
 */
export function totals(s: Pick<Facts, 'order' | 'pump'>, now: Instant): Totals | null {
  const { order, pump } = s
  if (!order || !orderReads(order) || !pump.every(changeReads)) return null
  const given = account(pump, now)
  const planned = plan(order)
  const started = startedAt(s)
  const complete = completeAt(order, pump, now)
  return {
    runningMs: given.runningMs,
    deliveredMl: text(given.ml),
    deliveredMg: text(given.mg),
    deliveredMgPerKg: text(perKg(given.mg, order.weightKg)),
    orderedMg: text(planned.mg),
    orderedMl: text(planned.ml),
    plannedMg: started ? text(plannedMg(order, started, now)) : '0',
    plannedRateMlPerHour: text(planned.rate),
    currentRateMlPerHour: text(given.rate),
    ...(complete && { completeAt: complete }),
  }
}

export const orderReads = (order: Order): boolean => [order.doseMgPerKg, order.weightKg, order.durationMin, order.concentrationMgPerMl].every(isPositive)

const NUMBERS: ReadonlySet<string> = new Set(['rateMlPerHour', 'concentrationMgPerMl', 'bagMl', 'ml'])
const changeReads = (change: PumpChange): boolean =>
  Object.entries(change).every(([name, value]) => !NUMBERS.has(name) || (typeof value === 'string' && parseDecimal(value) !== null))
