import type uPlot from 'uplot'
import { instant } from '../../../../medicine/time.ts'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { clock } from '../../../../ui/words.ts'
import { drawBehind, drawOver } from './drawing.tsx'
import { LANES, type LaneId, scaleFor } from './lanes.view.ts'
import { SERIES, type SeriesId } from './timeline.view.ts'
import type { View } from './view.tsx'

export const GUTTER = 78
export const RIGHT = 24
export const AXIS = 30

const LANE_OF: Readonly<Partial<Record<Quantity, LaneId>>> = { systolic: 'bp', diastolic: 'bp', 'heart-rate': 'hr', spo2: 'spo2', 'respiratory-rate': 'rr' }

const laneOf = (id: SeriesId): LaneId => LANE_OF[id.split(':')[1] as Quantity] ?? 'dose'

function seriesOf(id: SeriesId, view: View): uPlot.Series {
  const { look } = view
  const scale = laneOf(id)
  if (id === 'delivered') return { scale, stroke: look.accent, width: 1.5, fill: look['accent-tint'], points: { show: false } }
  if (id === 'planned') return { scale, stroke: look.faint, width: 1, dash: [3, 4], points: { show: false } }
  if (id.startsWith('monitor:')) return { scale, stroke: look.device, width: 0.8, points: { show: false } }
  return { scale, stroke: look.text, width: 1.2, points: { show: true, size: 6, fill: look.text, stroke: look.text, width: 1 } }
}

const ranges = (view: View): Record<string, uPlot.Scale> =>
  Object.fromEntries(LANES.map((lane) => [lane.id, { auto: false, range: () => [...scaleFor(lane, view.ranges[lane.id])] as [number, number] }]))

/** One canvas: seven lanes over one time axis, few lines, labels where the eye is. */
export function chartOptions(size: { width: number; height: number }, view: View): uPlot.Options {
  const { look } = view
  const band = (upper: SeriesId, lower: SeriesId, fill: string): uPlot.Band => ({ series: [SERIES.indexOf(upper) + 1, SERIES.indexOf(lower) + 1], fill })
  return {
    ...size,
    padding: [0, RIGHT, 0, GUTTER],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, auto: false, range: () => [view.span.from, view.span.to] }, ...ranges(view) },
    series: [{}, ...SERIES.map((id) => seriesOf(id, view))],
    bands: [band('taken:systolic', 'taken:diastolic', `color-mix(in srgb, ${look.text} 14%, transparent)`)],
    axes: [
      {
        stroke: look.soft,
        size: AXIS,
        gap: 6,
        font: '13px "Inter Variable", system-ui',
        grid: { stroke: look.line, width: 1 },
        ticks: { show: false },
        space: 76,
        incrs: [60, 120, 300, 600, 900, 1800, 3600],
        values: (_, splits) => splits.map((s) => clock(instant(s * 1000), view.zone)),
      },
    ],
    hooks: { drawClear: [(u) => drawBehind(u, view)], draw: [(u) => drawOver(u, view)] },
  }
}
