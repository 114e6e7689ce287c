import { compare, toNumber } from '../../medicine/exact.ts'
import { account, completeAt, type PumpChange, plan } from '../../medicine/infusion.ts'
import type { Dose } from '../../medicine/pk/pk.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { dosesOf } from './level.doses.ts'
import type { Facts } from './session.state.ts'
import type { Order } from './session.types.ts'
import { startedAt } from './status.ts'

/**
 * One way the infusion went, was meant to go, or could go from now on.
 *
 * `on`: nothing is changed, or, while it stands paused, resumed now. `if-paused`: now (or still) paused for some minutes,
 * then on at the rate before. `if-stopped`: nothing more is given; left paused for good is the same curve, and is said to be.
 */
export type CourseKind = 'given' | 'planned' | 'on' | 'if-paused' | 'if-stopped'
export type Course = { readonly kind: CourseKind; readonly doses: readonly Dose[]; readonly end: CourseEnd | null }
/** Where a course that goes on comes to its end, and by what. */
export type CourseEnd = { readonly at: Instant; readonly by: 'dose-complete' | 'bag-empty' }

export type Asked = { readonly now: Instant; readonly until: Instant; readonly pauseMin: number }
type Told = Pick<Facts, 'order' | 'pump'>

/**
 * The courses there are at this moment, for a pump whose changes all lie before it.
 *
 * Units:  doses in minutes from the start of the infusion, before it from `now`.
 * Errors: none for a session whose numbers read (`totals` says so); a course that cannot be is absent.
 * Source: medicine/infusion.ts; the future courses are accounts of changes that nobody has made.
 */
export function courses(s: Told, asked: Asked): readonly Course[] {
  const start = startedAt(s)
  const planned = s.order?.signed ? [{ kind: 'planned', doses: [plannedDose(s.order)], end: null } as const] : []
  if (!start) return planned
  const given: Course = { kind: 'given', doses: dosesOf(s.pump, start, asked.now), end: null }
  return [given, ...planned, ...futures(s.order, s.pump, start, asked)]
}

/** The order's own course, begun when the infusion began, never paused. */
const plannedDose = (order: Order): Dose => {
  const [mg, minutes] = [toNumber(plan(order).mg), Number(order.durationMin)]
  return { type: 'infusion', start_min: 0, end_min: minutes, mg_per_h: (mg / minutes) * 60 }
}

function futures(order: Order | undefined, pump: readonly PumpChange[], start: Instant, { now, until, pauseMin }: Asked): readonly Course[] {
  const { status } = account(pump, now)
  const course = (kind: CourseKind, changes: readonly PumpChange[], end: CourseEnd | null): Course => ({ kind, doses: dosesOf(changes, start, until), end })
  const stopped = course('if-stopped', [...pump, { kind: 'stopped', at: now }], null)
  if (status !== 'running' && status !== 'paused') return [stopped]
  const rateMlPerHour = lastRate(pump)
  const going = (kind: CourseKind, changes: readonly PumpChange[], at: Instant): Course => {
    const { changes: all, end } = untilDone(order, changes, at)
    return course(kind, all, end)
  }
  const paused: readonly PumpChange[] = status === 'running' ? [{ kind: 'paused', at: now }] : []
  const resumed = (at: Instant): PumpChange => ({ kind: 'resumed', at, rateMlPerHour })
  const later = addMinutes(now, pauseMin)
  return [
    going('on', status === 'running' ? pump : [...pump, resumed(now)], now),
    ...(left(order, pump, now) ? [going('if-paused', [...pump, ...paused, resumed(later)], later)] : []),
    stopped,
  ]
}

/** Whether anything of the ordered dose has still to be given. */
const left = (order: Order | undefined, pump: readonly PumpChange[], now: Instant): boolean =>
  order !== undefined && compare(plan(order).mg, account(pump, now).mg) > 0

/** Run on from `at` until the ordered dose is in and somebody stops it; past the dose, or with too small a bag, until that is empty. */
function untilDone(order: Order | undefined, changes: readonly PumpChange[], at: Instant): { changes: readonly PumpChange[]; end: CourseEnd | null } {
  const complete = order ? completeAt(order, changes, at) : null
  if (complete) return { changes: [...changes, { kind: 'stopped', at: complete }], end: { at: complete, by: 'dose-complete' } }
  const empty = account(changes, at).bag?.emptyAt
  return { changes, end: empty ? { at: empty, by: 'bag-empty' } : null }
}

/** The rate the pump ran at last; what a resume goes back to. */
const lastRate = (pump: readonly PumpChange[]): string => pump.reduce((rate, change) => ('rateMlPerHour' in change ? change.rateMlPerHour : rate), '0')
