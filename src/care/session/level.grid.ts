import type { Dose } from '../../medicine/pk/pk.ts'

/** The stretch of minutes that a picture shows. */
export type Stretch = { readonly from: number; readonly to: number }

/** No more moments than this on a curve: a session left open for days is drawn coarser, not slower. */
const MOST = 600
const MS = 1 / 60_000
/** Between even moments: the eye needs a quarter of a minute where a level falls fast, a spread between people does not. */
export const [FOR_LINES, FOR_BANDS] = [0.25, 1]

/** Minutes between the moments of the even grid, in whole steps of the finest. */
export const stepFor = ({ from, to }: Stretch, finest: number): number => finest * Math.max(1, Math.ceil((to - from) / MOST / finest))

/** Even moments that lie in the stretch, counted from 0, so that they stay where they are while time passes. */
function evenMinutes(within: Stretch, step: number): number[] {
  const first = Math.ceil(within.from / step)
  return Array.from({ length: Math.max(0, Math.floor(within.to / step) - first + 1) }, (_, i) => (first + i) * step)
}

/** The even moments, both ends, and every moment at which something was done, so that no peak lies between two points. */
export function drawnMinutes(doses: readonly Dose[], within: Stretch, step: number): readonly number[] {
  const touched = doses.flatMap((dose) => (dose.type === 'infusion' ? [dose.start_min, dose.end_min] : [dose.t_min - MS, dose.t_min]))
  const all = [within.from, ...evenMinutes(within, step), ...touched.filter((at) => at > within.from && at < within.to), within.to]
  return [...new Set(all)].sort((a, b) => a - b)
}
