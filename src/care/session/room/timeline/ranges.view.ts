import { LANES, type Lane, type LaneId, type Range, widened } from './lanes.view.ts'
import type { Columns, SeriesId } from './timeline.view.ts'

/** What each lane must hold: the values drawn in it, and for the dose the ordered amount. */
export function rangesOf({ by }: Columns, orderedMg: number | null): Record<LaneId, Range> {
  const held: Readonly<Record<LaneId, readonly SeriesId[]>> = {
    bp: ['taken:systolic', 'taken:diastolic', 'monitor:systolic', 'monitor:diastolic'],
    hr: ['taken:heart-rate', 'monitor:heart-rate'],
    spo2: ['taken:spo2', 'monitor:spo2'],
    rr: ['taken:respiratory-rate', 'monitor:respiratory-rate'],
    moaas: [],
    dissociation: [],
    dose: ['delivered', 'planned'],
  }
  const whole = (lane: Lane) => (lane.id === 'dose' && orderedMg ? { ...lane, hi: orderedMg } : lane)
  const values = (lane: Lane) => held[lane.id].flatMap((id) => by.get(id) ?? [])
  return Object.fromEntries(LANES.map((lane) => [lane.id, widened(whole(lane), values(lane))])) as Record<LaneId, Range>
}
