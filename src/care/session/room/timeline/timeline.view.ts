import { addMs, type Instant, msOf } from '../../../../medicine/time.ts'
import type { Quantity, Values } from '../../../../medicine/vitals.ts'
import { type Live, totals } from '../../session.ts'

/** The session as columns over one time axis, in the form the chart library reads: seconds, then one array a series. */
export type Column = (number | null | undefined)[]
export type SeriesId = `${'monitor' | 'taken'}:${Quantity}` | 'delivered' | 'planned'
export type Columns = { readonly x: number[]; readonly by: ReadonlyMap<SeriesId, Column> }

export const DRAWN = ['systolic', 'diastolic', 'heart-rate', 'spo2', 'respiratory-rate'] as const satisfies readonly Quantity[]
export const SERIES: readonly SeriesId[] = [...DRAWN.map((q): SeriesId => `monitor:${q}`), ...DRAWN.map((q): SeriesId => `taken:${q}`), 'delivered', 'planned']

/** A monitor silent for longer than this leaves a gap in its line; it is never drawn as if it had gone on. */
const GAP_S = 90

const seconds = (at: Instant): number => msOf(at) / 1000

type Point = { readonly t: number; readonly id: SeriesId; readonly value: number | null }

/**
 * `undefined` in a column: nothing belongs there, the line goes on; `null`: a gap.
 *
 * Units:  x in seconds; values as the quantities; dose in mg.
 * Errors: none; what was not measured has no point.
 * Source: the session's facts; dose by `totals`.
 */
export function columns(s: Live, now: Instant): Columns {
  const points = [...monitorPoints(s), ...takenPoints(s), ...dosePoints(s, now)].sort((a, b) => a.t - b.t)
  const x: number[] = []
  const by = new Map<SeriesId, Column>(SERIES.map((id) => [id, []]))
  for (const { t, id, value } of points) {
    if (x.at(-1) !== t) x.push(t)
    const column = by.get(id)
    if (column) column[x.length - 1] = value
  }
  for (const column of by.values()) column.length = x.length
  return { x, by }
}

function* valuePoints(kind: 'monitor' | 'taken', t: number, values: Values): Generator<Point> {
  for (const q of DRAWN) {
    const value = values[q]
    if (value !== undefined) yield { t, id: `${kind}:${q}`, value }
  }
}

function* takenPoints(s: Live): Generator<Point> {
  for (const reading of s.readings) yield* valuePoints('taken', seconds(reading.at), reading.values)
}

function* monitorPoints(s: Live): Generator<Point> {
  const last = new Map<SeriesId, number>()
  for (const sample of s.samples) {
    for (const point of valuePoints('monitor', seconds(sample.at), sample.values)) {
      const before = last.get(point.id)
      const cuff = point.id === 'monitor:systolic' || point.id === 'monitor:diastolic'
      if (!cuff && before !== undefined && point.t - before > GAP_S) yield { t: before + 1, id: point.id, value: null }
      last.set(point.id, point.t)
      yield point
    }
  }
}

/** The dose is a broken straight line: it bends only where somebody touched the pump, and ends now. */
function* dosePoints(s: Live, now: Instant): Generator<Point> {
  const start = s.pump.find((change) => change.kind === 'started')?.at
  if (!start) return
  // A bolus is a step: the moment before it is a point of its own.
  const bends = [...new Set(s.pump.flatMap(({ at }) => (at > start ? [addMs(at, -1), at] : [at])))].filter((at) => at <= now).sort()
  for (const at of [...bends, now]) {
    const given = totals(s, at)
    if (!given) continue
    yield { t: seconds(at), id: 'delivered', value: Number(given.deliveredMg) }
  }
  const end = plannedEnd(s)
  const whole = totals(s, now)
  if (end === null || !whole) return
  yield { t: seconds(start), id: 'planned', value: 0 }
  yield { t: end, id: 'planned', value: Number(whole.orderedMg) }
}

/** When the order would be complete without any pause, in seconds; null before the start. */
export function plannedEnd(s: Live): number | null {
  const start = s.pump.find((change) => change.kind === 'started')?.at
  return start && s.order ? seconds(start) + Number(s.order.durationMin) * 60 : null
}

/** Where the axis begins: the first thing anybody saw or did here. */
export function firstMoment(s: Live, now: Instant): number {
  const start = s.pump[0]?.at
  const earliest = [s.arrived?.at, s.readings[0]?.at, start, s.samples[0]?.at].filter((at) => at !== undefined).sort()[0]
  // Of a long wait before the infusion only the last half hour is worth the room.
  const from = seconds(earliest ?? now)
  return start ? Math.max(from, seconds(start) - 1800) : from
}
