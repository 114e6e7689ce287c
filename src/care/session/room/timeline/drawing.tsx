import type uPlot from 'uplot'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { LANES, type Lane, lane } from './lanes.view.ts'
import type { View } from './view.tsx'

/** What the library does not draw: lanes, targets, labels, numbered dots. All in canvas pixels. */

const FONT = '"Inter Variable", system-ui, sans-serif'
const ratio = () => globalThis.devicePixelRatio || 1
const font = (px: number, weight = 400) => `${weight} ${px * ratio()}px ${FONT}`
const y = (u: uPlot, part: number) => u.bbox.top + part * u.bbox.height
const yOf = (u: uPlot, id: string, value: number) => u.valToPos(value, id, true)

const SHADED: readonly { readonly lane: Lane; readonly q: Quantity; readonly low?: Quantity }[] = [
  { lane: lane('bp'), q: 'systolic' },
  { lane: lane('hr'), q: 'heart-rate' },
  { lane: lane('spo2'), q: 'spo2' },
  { lane: lane('rr'), q: 'respiratory-rate' },
]

/** Target ranges as a quiet ground; their ends, where a limit lies in view, as a dashed line with its number. */
export function drawBehind(u: uPlot, { targets, ranges, look }: View): void {
  const { ctx, bbox } = u
  ctx.save()
  for (const { lane, q } of SHADED) {
    const target = targets[q]
    const [lo, hi] = ranges[lane.id]
    const inside = (value: number) => Math.min(hi, Math.max(lo, value))
    const top = yOf(u, lane.id, inside(target?.above ?? hi))
    const bottom = yOf(u, lane.id, inside(target?.below ?? lo))
    ctx.fillStyle = look['accent-tint']
    ctx.globalAlpha = 0.45
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top)
    ctx.globalAlpha = 1
    for (const limit of [target?.above, target?.below]) {
      if (limit === undefined || limit < lo || limit > hi) continue
      ctx.strokeStyle = look.due
      ctx.globalAlpha = 0.7
      ctx.lineWidth = ratio()
      ctx.setLineDash([2 * ratio(), 5 * ratio()])
      line(ctx, bbox.left, yOf(u, lane.id, limit), bbox.left + bbox.width)
      ctx.globalAlpha = 1
    }
  }
  ctx.restore()
}

function line(ctx: CanvasRenderingContext2D, from: number, at: number, to: number) {
  ctx.beginPath()
  ctx.moveTo(from, at)
  ctx.lineTo(to, at)
  ctx.stroke()
}

export function drawOver(u: uPlot, view: View): void {
  const { ctx } = u
  ctx.save()
  for (const lane of LANES) drawLabels(u, lane, view)
  drawScores(u, 'moaas', view)
  drawScores(u, 'dissociation', view)
  drawOrdered(u, view)
  ctx.restore()
}

/** Name and unit of the lane, and a few values, left of the plot. */
function drawLabels(u: uPlot, lane: Lane, { look, ranges }: View) {
  const { ctx, bbox } = u
  const left = bbox.left - 76 * ratio()
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = look.text
  ctx.font = font(12, 600)
  const middle = (y(u, lane.top) + y(u, lane.bottom)) / 2
  const row = lane.bottom - lane.top < 0.06
  const bottom = y(u, lane.bottom) - 8 * ratio()
  ctx.fillText(lane.label, left, row ? middle : lane.id === 'dose' ? bottom : y(u, lane.top) + 6 * ratio())
  ctx.font = font(11)
  ctx.fillStyle = look.soft
  if (lane.unit && lane.ticks.length > 0) ctx.fillText(lane.unit, left, y(u, lane.top) + 21 * ratio())
  ctx.textAlign = 'right'
  const [lo, hi] = ranges[lane.id]
  for (const tick of lane.ticks) if (tick >= lo && tick <= hi) ctx.fillText(String(tick), bbox.left - 5 * ratio(), yOf(u, lane.id, tick))
}

const RADIUS = 9

/** The score itself, in a ring; filled where it lies at or beyond a limit. Too close together, only the dot remains. */
function drawScores(u: uPlot, id: 'moaas' | 'dissociation', { scores, look, span }: View) {
  const { ctx } = u
  const r = RADIUS * ratio()
  const middle = (y(u, lane(id).top) + y(u, lane(id).bottom)) / 2
  let last = Number.NEGATIVE_INFINITY
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.font = font(11, 600)
  for (const { t, value, outside } of scores[id]) {
    if (t < span.from || t > span.to) continue
    const x = u.valToPos(t, 'x', true)
    const roomy = x - last > 1.9 * r
    last = x
    ctx.beginPath()
    ctx.arc(x, middle, roomy ? r : r / 3, 0, 2 * Math.PI)
    ctx.fillStyle = outside ? look.due : look['accent-tint']
    ctx.fill()
    if (!roomy) continue
    ctx.fillStyle = outside ? look.page : look.text
    ctx.fillText(String(value), x, middle + ratio() / 2)
  }
}

/** Where the dose is to end: the ordered amount, named at the right edge. */
function drawOrdered(u: uPlot, { orderedMg, look }: View) {
  if (orderedMg === null) return
  const { ctx, bbox } = u
  const at = yOf(u, 'dose', orderedMg)
  ctx.strokeStyle = look.line
  ctx.lineWidth = ratio()
  line(ctx, bbox.left, at, bbox.left + bbox.width)
  ctx.font = font(11)
  ctx.textAlign = 'right'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = look.soft
  ctx.fillText(`${Number(orderedMg.toFixed(1))} mg`, bbox.left - 5 * ratio(), at + 2 * ratio())
}
