import uPlot from 'uplot'
import type { Look } from '../look.ts'
import type { Picture } from './level.ts'
import { niceSteps, spanOf, timeTicks, timeUnit, topOf } from './level.view.ts'
import { drawOver } from './paint.ts'
import { strokeOf } from './strokes.ts'
import { AXIS, GUTTER, levelRange, RIGHT, TOP, type View } from './view.ts'

const FONT = '13px "Inter Variable", system-ui, sans-serif'

function levelSplits({ picture }: View): number[] {
  const [step, end] = niceSteps(topOf(picture))
  return Array.from({ length: Math.round(end / step) + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

const ticks = (u: uPlot, { picture, tick }: View) => [...timeTicks(spanOf(picture), Math.floor((u.width - GUTTER - RIGHT) / (tick ? 84 : 62)))]

function tickWords(minutes: readonly number[], { picture, tick }: View): string[] {
  const unit = timeUnit(spanOf(picture))
  return minutes.map((minute) => (tick ? tick(minute) : `${Number((minute / unit.minutes).toFixed(2))}`))
}

/** One axis of levels, one of time, few lines; doses, labels and the now line are painted over. */
export function chartOptions(size: { width: number; height: number }, view: View): uPlot.Options {
  const { lines, bands = [] } = view.picture
  const { look } = view
  return {
    ...size,
    padding: [TOP, RIGHT, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, auto: false, range: () => [...spanOf(view.picture)] as [number, number] },
      y: { auto: false, range: (u) => levelRange(u.height, view.picture) },
    },
    series: [{}, ...bands.flatMap((band) => bandSeries(band.kind, look)), ...lines.map((line) => lineSeries(line, look))],
    bands: bands.map((band, i) => ({ series: [3 * i + 2, 3 * i + 1], fill: mixed(look[strokeOf(band).colour], band.kind === 'compared' ? 11 : 15) })),
    axes: [
      {
        ...{ stroke: look.soft, size: AXIS, gap: 6, font: FONT, ticks: { show: false }, grid: { show: false } },
        splits: (u) => ticks(u, view),
        values: (_, found) => tickWords(found, view),
      },
      {
        ...{ stroke: look.soft, size: GUTTER, gap: 8, font: FONT, ticks: { show: false }, grid: { stroke: look.line, width: 1 } },
        splits: () => levelSplits(view),
        values: (_, found) => found.map(String),
      },
    ],
    hooks: { draw: [(u) => drawOver(u, view)] },
  }
}

function lineSeries(line: Picture['lines'][number], look: Look): uPlot.Series {
  const { colour, width, dash } = strokeOf(line)
  return { stroke: look[colour], width, dash: [...dash], points: { show: false }, pxAlign: 0 }
}

/** Lower edge, upper edge, middle: the edges faint, the middle fine. */
function bandSeries(kind: Picture['lines'][number]['kind'], look: Look): uPlot.Series[] {
  const colour = look[strokeOf({ kind }).colour]
  const edge: uPlot.Series = { stroke: mixed(colour, 45), width: 0.8, dash: kind === 'compared' ? [4, 3] : [], points: { show: false }, pxAlign: 0 }
  return [edge, edge, { ...edge, stroke: mixed(colour, 70), width: 1, dash: [1, 3] }]
}

const mixed = (colour: string, part: number): string => `color-mix(in srgb, ${colour} ${part}%, transparent)`

/** Every line and band over one common column of minutes. */
export function columns({ lines, bands = [] }: Picture): uPlot.AlignedData {
  const tables = [
    ...bands.map(({ minutes, lower, upper, middle }) => [...[minutes, lower, upper, middle].map(plain)]),
    ...lines.map(({ minutes, ngPerMl }) => [plain(minutes), plain(ngPerMl)]),
  ] as uPlot.AlignedData[]
  return tables.length === 0 ? [[]] : uPlot.join(tables)
}

const plain = (values: ArrayLike<number>): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : value))
