import type { Look } from '../look.ts'
import type { Picture } from './level.ts'
import { doseShape, niceSteps, topOf } from './level.view.ts'

/** What the canvas is drawn from; a plain object that the chart reads at each drawing. */
export type View = {
  picture: Picture
  look: Look
  /** A moment as the time axis writes it; left out, numbers in the unit of the axis. */
  tick: ((minute: number) => string) | undefined
}

export const GUTTER = 44
export const RIGHT = 14
export const TOP = 10
export const AXIS = 28
/** Height of one strip of doses under the axis, with the gap above it. */
export const STRIP = 30

export const strips = ({ doses = [] }: Picture) => doses.filter(({ events }) => events.length > 0).map((dose) => ({ ...dose, ...doseShape(dose.events) }))

/** Zero stands above the strips: so much of the height, in pixels, lies below it. */
export function levelRange(height: number, picture: Picture): [number, number] {
  const [, end] = niceSteps(topOf(picture))
  const plot = Math.max(40, height - AXIS - TOP)
  const below = Math.min(plot / 2, strips(picture).length * STRIP)
  return [(-end * below) / (plot - below), end]
}
