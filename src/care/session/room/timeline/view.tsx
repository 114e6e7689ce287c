import type { Look } from '../../../../ui/look.ts'
import type { LaneId, Range } from './lanes.view.ts'
import type { Scores, Targets } from './targets.view.ts'
import type { Span } from './window.view.ts'

/** What the canvas is drawn from; a plain object that the chart reads at each drawing. */
export type View = {
  span: Span
  ranges: Readonly<Record<LaneId, Range>>
  targets: Targets
  scores: Scores
  look: Look
  zone: string
  orderedMg: number | null
}
