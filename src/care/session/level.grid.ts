import type { Dose } from '../../medicine/pk/pk.ts'

/** The stretch of minutes that a picture shows. */
export type Stretch = { readonly from: number; readonly to: number }

/** No more moments than this on a curve: a session left open for days is drawn coarser, not slower. */
const MOST = 480
const MS = 1 / 60_000

/** Whole minutes between the moments of the even grid. */
export const stepFor = ({ from, to }: Stretch): number => Math.max(1, Math.ceil((to - from) / MOST))

/** Even moments from 0 on that lie in the stretch, whole minutes, so that they stay where they are while time passes. */
export function evenMinutes(within: Stretch, step: number): number[] {
  const first = Math.ceil(within.from / step)
  return Array.from({ length: Math.max(0, Math.floor(within.to / step) - first + 1) }, (_, i) => (first + i) * step)
}

/** The even moments, both ends, and every moment at which something was done, so that no peak lies between two points. */
export function drawnMinutes(doses: readonly Dose[], within: Stretch, step: number): readonly number[] {
  const touched = doses.flatMap((dose) => (dose.type === 'infusion' ? [dose.start_min, dose.end_min] : [dose.t_min - MS, dose.t_min]))
  const all = [within.from, ...evenMinutes(within, step), ...touched.filter((at) => at > within.from && at < within.to), within.to]
  return [...new Set(all)].sort((a, b) => a - b)
}
