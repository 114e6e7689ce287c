import type { Decimal } from 'decimal.js'
import { ceiling, type Exact, fraction, least, over, plus, times, whole } from './exact.ts'
import { beginning, emptyAt, inTime, MS_PER_HOUR, type PumpChange, type PumpStatus, pass, type Running, runTo, turn } from './pump.ts'
import { addMs, type Instant, msBetween } from './time.ts'
import { kg, type Mg, type MgPerKg, type Ml, type MlPerHour, mgPerKg, mgPerMl, minutes } from './units.ts'

export type { PumpChange } from './pump.ts'

/** The account of an infusion at a moment. Fractions are exact; see `exact.ts` for texts. */
export type Account = {
  readonly status: PumpStatus
  readonly runningMs: number
  readonly pausedMs: number
  readonly ml: Ml
  readonly mg: Mg
  /** 0 unless running. */
  readonly rate: MlPerHour
  readonly bag: Bag | null
  /** What the pump record would have given beyond the bags it was fed from: above zero means that record and bag disagree. */
  readonly beyondBag: Ml
}

/** The bag that hangs. `emptyAt`: when it ran empty by the record, or will at the present rate; null when the pump stands. */
type Bag = { readonly held: Ml; readonly left: Ml; readonly strength: Exact<'mg/mL'>; readonly emptyAt: Instant | null }

const volume = (hoursOfFlow: Decimal): Ml => fraction(hoursOfFlow, MS_PER_HOUR)

function bagOf(s: Running): Bag | null {
  if (s.status === 'not-started') return null
  return { held: volume(s.held), left: volume(s.held.minus(s.used)), strength: whole(s.strength), emptyAt: s.emptyAt ?? emptyAt(s) }
}

/**
 * What an infusion has given by `now`: the integral of the rate over what happened, plus boluses.
 *
 * Changes may come in any order and in any batches; two of the same moment count in the order given (the journal's).
 * A change at `now` has happened; later ones have not. A bag gives no more than it held: past that the pump is still
 * "running" (no stop is invented), the account stands, `bag.emptyAt` says since when and `beyondBag` how far.
 *
 * Units:  rate mL/h, concentration mg/mL, bag and bolus mL; out mL, mg, ms, exact and unrounded.
 * Errors: throws NoQuantity for a text that is no decimal; a change that does not fit changes nothing.
 * Source: arithmetic only (clinical.md section 2: mg = mL x mg/mL, mL = mL/h x h).
 */
export function account(changes: readonly PumpChange[], now: Instant): Account {
  const s = runTo(changes, now)
  return {
    status: s.status,
    runningMs: s.runningMs,
    pausedMs: s.pausedMs,
    ml: volume(s.volume),
    mg: fraction(s.mass, MS_PER_HOUR),
    rate: whole(s.status === 'running' ? s.rate : 0),
    bag: bagOf(s),
    beyondBag: volume(s.beyond),
  }
}

export type Given = { readonly ml: Ml; readonly mg: Mg; readonly runningMs: number }

/** What was given after `from`, up to and with `to`. Intervals that touch add up exactly. */
export function givenBetween(changes: readonly PumpChange[], from: Instant, to: Instant): Given {
  const [a, b] = [runTo(changes, from), runTo(changes, to)]
  return { ml: volume(b.volume.minus(a.volume)), mg: fraction(b.mass.minus(a.mass), MS_PER_HOUR), runningMs: b.runningMs - a.runningMs }
}

export type CurvePoint = { readonly at: Instant; readonly ml: Ml; readonly mg: Mg; readonly rate: MlPerHour }

/** The delivered curve as its corners: every change, an empty bag, and `now`; straight between them. A bolus is two corners at one moment. */
export function deliveredCurve(changes: readonly PumpChange[], now: Instant): readonly CurvePoint[] {
  const point = (s: Running): CurvePoint => ({
    at: s.at,
    ml: volume(s.volume),
    mg: fraction(s.mass, MS_PER_HOUR),
    rate: whole(s.status === 'running' ? s.rate : 0),
  })
  const until = (s: Running, to: Instant): Running[] => {
    const empties = emptyAt(s)
    return empties && s.at < empties && empties < to && !s.emptyAt ? [pass(s, empties), pass(s, to)] : [pass(s, to)]
  }
  const points: CurvePoint[] = []
  let s = beginning(now)
  for (const change of inTime(changes).filter(({ at }) => at <= now)) {
    const before = s.status === 'not-started' ? [{ ...s, at: change.at }] : until(s, change.at)
    s = turn(before.at(-1) ?? s, change)
    points.push(...before.map(point), point(s))
  }
  return s.status === 'not-started' ? [] : [...points, ...until(s, now).map(point)]
}

/** An order as a prescriber writes it. */
export type InfusionOrder = {
  readonly doseMgPerKg: string
  readonly weightKg: string
  readonly durationMin: string
  readonly concentrationMgPerMl: string
}
export type Plan = { readonly mg: Mg; readonly ml: Ml; readonly rate: MlPerHour; readonly durationMs: Exact<'ms'> }

/**
 * What an order comes to: total, volume and the rate the pump is set to.
 *
 * Units:  dose mg/kg, weight kg, duration min, concentration mg/mL; total mg, volume mL, rate mL/h, unrounded.
 * Errors: throws NoQuantity for anything that is not a decimal above zero; limits of the clinic are checked elsewhere.
 * Source: clinical.md section 2: mg = kg x mg/kg; mL/h = mL / min x 60.
 */
export function plan(order: InfusionOrder): Plan {
  const total: Mg = times(mgPerKg(order.doseMgPerKg), kg(order.weightKg))
  const amount: Ml = over(total, mgPerMl(order.concentrationMgPerMl))
  const duration = minutes(order.durationMin)
  return { mg: total, ml: amount, rate: over(times(amount, whole(60)), duration), durationMs: times(duration, whole(60_000)) }
}

/** What the order's own course, started then and never paused, would have given by `now`. */
export function plannedMg(order: InfusionOrder, startedAt: Instant, now: Instant): Mg {
  const { mg, durationMs } = plan(order)
  const elapsed = whole<'ms'>(Math.max(0, msBetween(startedAt, now)))
  return over(times(mg, least(elapsed, durationMs)), durationMs)
}

/** mg per kg of the weight the order was written for. */
export const perKg = (mg: Mg, weightKg: string): MgPerKg => over(mg, kg(weightKg))

/**
 * When the ordered dose will have been given if the pump runs on as it stands; the first whole millisecond.
 *
 * Errors: null when the pump stands, when the dose is already given, or when the bag will not last for it.
 */
export function completeAt(order: InfusionOrder, changes: readonly PumpChange[], now: Instant): Instant | null {
  const s = runTo(changes, now)
  if (s.status !== 'running' || s.rate.isZero() || s.strength.isZero()) return null
  const missing = plus<'mg'>(plan(order).mg, fraction(s.mass.neg(), MS_PER_HOUR))
  if (missing.n.lte(0)) return null
  const wanted = over<'mL'>(missing, whole(s.strength))
  if (wanted.n.times(MS_PER_HOUR).gt(s.held.minus(s.used).times(wanted.d))) return null
  return addMs(now, ceiling(over(times(wanted, whole(MS_PER_HOUR)), whole(s.rate))))
}
