import { minus, toNumber } from '../../medicine/exact.ts'
import { type CurvePoint, deliveredCurve, type PumpChange } from '../../medicine/infusion.ts'
import type { Dose } from '../../medicine/pk/pk.ts'
import { type Instant, minutesBetween } from '../../medicine/time.ts'

/**
 * What an account of a pump gave up to `to`, as doses on an axis of minutes from `zero`. It reads the exact corners of the
 * account, so that what the account knows (pauses, an empty bag, a weaker bag, a stop) is in the curve, and nothing else.
 *
 * Units:  minutes from `zero`, mg/h, mg.
 * Errors: as `deliveredCurve`; nothing before the start.
 * Source: arithmetic only, medicine/infusion.ts.
 */
export function dosesOf(changes: readonly PumpChange[], zero: Instant, to: Instant): readonly Dose[] {
  const corners = deliveredCurve(changes, to)
  return corners.slice(1).flatMap((corner, i) => between(corners[i] as CurvePoint, corner, zero))
}

function between(from: CurvePoint, to: CurvePoint, zero: Instant): readonly Dose[] {
  const mg = toNumber(minus(to.mg, from.mg))
  if (mg <= 0) return []
  const [start_min, end_min] = [minutesBetween(zero, from.at), minutesBetween(zero, to.at)]
  if (end_min === start_min) return [{ type: 'bolus', t_min: end_min, mg }]
  const ran = end(toNumber(minus(to.ml, from.ml)), toNumber(from.rate), start_min, end_min)
  return [{ type: 'infusion', start_min, end_min: ran, mg_per_h: (mg * 60) / (ran - start_min) }]
}

/** A corner is a whole millisecond; a bag may run empty within it, and its last drops are not spread over the rest. */
function end(ml: number, mlPerHour: number, start: number, corner: number): number {
  const exact = start + (ml / mlPerHour) * 60
  return exact < corner - SAME ? exact : corner
}
const SAME = 1e-9
