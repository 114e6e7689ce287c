/**
 * The lanes of the timeline: one canvas, one time axis, every quantity in its own strip of the height. A lane is made by
 * giving its scale a range so wide that the interesting part falls into the strip.
 */
export type LaneId = 'bp' | 'hr' | 'spo2' | 'rr' | 'moaas' | 'dissociation' | 'dose'
export type Lane = {
  readonly id: LaneId
  readonly label: string
  readonly unit: string
  /** Strip as parts of the height, 0 = top. */
  readonly top: number
  readonly bottom: number
  /** The range always shown, and the values that get a number at the edge. */
  readonly lo: number
  readonly hi: number
  readonly ticks: readonly number[]
}

export const LANES: readonly Lane[] = [
  { id: 'bp', label: 'BP', unit: 'mmHg', top: 0.02, bottom: 0.3, lo: 50, hi: 180, ticks: [60, 100, 140, 180] },
  { id: 'hr', label: 'HR', unit: '/min', top: 0.34, bottom: 0.47, lo: 50, hi: 120, ticks: [60, 100] },
  { id: 'spo2', label: 'SpO₂', unit: '%', top: 0.51, bottom: 0.6, lo: 90, hi: 100, ticks: [90, 100] },
  { id: 'rr', label: 'RR', unit: '/min', top: 0.64, bottom: 0.72, lo: 8, hi: 22, ticks: [10, 20] },
  { id: 'moaas', label: 'MOAA/S', unit: '', top: 0.735, bottom: 0.785, lo: 0, hi: 1, ticks: [] },
  { id: 'dissociation', label: 'Diss', unit: 'of 10', top: 0.8, bottom: 0.85, lo: 0, hi: 1, ticks: [] },
  { id: 'dose', label: 'Dose', unit: 'mg', top: 0.88, bottom: 0.995, lo: 0, hi: 10, ticks: [] },
]

export const lane = (id: LaneId): Lane => LANES.find((one) => one.id === id) as Lane

export type Range = readonly [number, number]

/** The lane's own range, widened to what was measured; a value is never drawn outside its lane. */
export function widened(lane: Lane, values: Iterable<number | null | undefined>): Range {
  let lo = lane.lo
  let hi = lane.hi
  for (const v of values) {
    if (v === null || v === undefined) continue
    if (v < lo) lo = v
    if (v > hi) hi = v
  }
  return [lo, hi]
}

/** The scale of the whole height that puts `range` into the lane's strip. */
export function scaleFor(lane: Pick<Lane, 'top' | 'bottom'>, [lo, hi]: Range): Range {
  const perHeight = (hi - lo) / (lane.bottom - lane.top)
  return [lo - perHeight * (1 - lane.bottom), hi + perHeight * lane.top]
}
