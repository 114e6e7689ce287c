import type uPlot from 'uplot'
import { labelPlaces, type Point } from './labels.view.ts'
import type { LevelLine } from './level.ts'
import { spanOf } from './level.view.ts'
import { strokeOf } from './strokes.ts'
import { STRIP, strips, type View } from './view.ts'

/** What the library does not draw: the zero line, doses, now, and the lines' names. All in canvas pixels. */
const ratio = () => globalThis.devicePixelRatio || 1
const font = (px: number, weight: number) => `${weight} ${px * ratio()}px "Inter Variable", system-ui, sans-serif`

export function drawOver(u: uPlot, view: View): void {
  u.ctx.save()
  drawZero(u, view)
  drawDoses(u, view)
  drawNow(u, view)
  drawNames(u, view)
  u.ctx.restore()
}

function stroke({ ctx }: uPlot, colour: string, width: number, ...points: readonly Point[]) {
  ctx.strokeStyle = colour
  ctx.lineWidth = width * ratio()
  ctx.setLineDash([])
  ctx.beginPath()
  for (const [i, [x, y]] of points.entries())
    if (i === 0) ctx.moveTo(x, y)
    else ctx.lineTo(x, y)
  ctx.stroke()
}

function drawZero(u: uPlot, { look }: View) {
  const zero = Math.round(u.valToPos(0, 'y', true)) + 0.5
  stroke(u, look.edge, 1, [u.bbox.left, zero], [u.bbox.left + u.bbox.width, zero])
}

/** Each regimen in its strip under the axis: the rate as an area, what was given at once as a mark. */
function drawDoses(u: uPlot, view: View) {
  const { look, picture } = view
  const zero = u.valToPos(0, 'y', true)
  const [from, to] = spanOf(picture)
  const x = (minute: number) => u.valToPos(Math.min(to, Math.max(from, minute)), 'x', true)
  for (const [i, { label, rates, amounts, kind }] of strips(picture).entries()) {
    const colour = look[strokeOf({ kind: kind ?? (i === 0 ? 'first' : 'compared') }).colour]
    const floor = zero + (i + 1) * STRIP * ratio() - 2 * ratio()
    const room = (STRIP - 8) * ratio()
    const most = Math.max(...rates.map(({ mgPerHour }) => mgPerHour), 0)
    for (const piece of rates) {
      if (piece.to <= from || piece.from >= to) continue
      const height = (room * piece.mgPerHour) / most
      u.ctx.fillStyle = `color-mix(in srgb, ${colour} ${i === 0 ? 34 : 22}%, transparent)`
      u.ctx.fillRect(x(piece.from), floor - height, Math.max(ratio(), x(piece.to) - x(piece.from)), height)
      stroke(u, colour, 1, [x(piece.from), floor - height], [Math.max(x(piece.from) + ratio(), x(piece.to)), floor - height])
    }
    for (const { at } of amounts.filter(({ at }) => at >= from && at <= to)) drawMark(u, x(at), floor, room, colour)
    stroke(u, look.line, 1, [u.bbox.left, floor], [u.bbox.left + u.bbox.width, floor])
    const last = Math.max(...rates.map((piece) => piece.to), ...amounts.map(({ at }) => at))
    nameDose(u, view, label, x(last), floor - room / 2)
  }
}

/** A drop: a stem with a filled head. */
function drawMark(u: uPlot, x: number, floor: number, room: number, colour: string) {
  stroke(u, colour, 1.5, [x, floor], [x, floor - room * 0.55])
  u.ctx.fillStyle = colour
  u.ctx.beginPath()
  u.ctx.arc(x, floor - room * 0.7, 3.6 * ratio(), 0, 2 * Math.PI)
  u.ctx.fill()
}

/** Right of the last dose where there is room, otherwise at the right edge with a ground under it. */
function nameDose(u: uPlot, { look }: View, label: string, after: number, y: number) {
  const { ctx, bbox } = u
  ctx.font = font(12, 450)
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  const width = ctx.measureText(label).width
  const left = Math.max(bbox.left + 2 * ratio(), Math.min(after + 8 * ratio(), bbox.left + bbox.width - width))
  if (left < after) {
    ctx.fillStyle = look.card
    ctx.globalAlpha = 0.8
    ctx.fillRect(left - 3 * ratio(), y - 9 * ratio(), width + 6 * ratio(), 18 * ratio())
    ctx.globalAlpha = 1
  }
  ctx.fillStyle = look.soft
  ctx.fillText(label, left, y)
}

function drawNow(u: uPlot, { look, picture: { now, ...picture } }: View) {
  const [from, to] = spanOf(picture)
  if (now === undefined || now < from || now > to) return
  const x = Math.round(u.valToPos(now, 'x', true)) + 0.5
  stroke(u, look.accent, 1.5, [x, u.bbox.top], [x, u.bbox.top + u.bbox.height])
  u.ctx.font = font(12, 600)
  u.ctx.fillStyle = look.accent
  u.ctx.textBaseline = 'top'
  const right = x > u.bbox.left + u.bbox.width - 40 * ratio()
  u.ctx.textAlign = right ? 'right' : 'left'
  u.ctx.fillText('now', x + (right ? -4 : 4) * ratio(), u.bbox.top)
}

/** A line's own name, on the line. */
function drawNames(u: uPlot, { look, picture }: View) {
  const { ctx, bbox } = u
  const [from, to] = spanOf(picture)
  const zero = u.valToPos(0, 'y', true)
  ctx.font = font(13, 600)
  const named = [...picture.lines, ...(picture.bands ?? []).map((band) => ({ ...band, ngPerMl: band.upper, analyte: undefined }))]
  const points = named.map((line) => pixels(u, line, from, to))
  const sizes = named.map(({ label }) => ctx.measureText(label).width)
  const plot = { left: bbox.left, top: bbox.top - 4 * ratio(), width: bbox.width + 10 * ratio(), height: zero - bbox.top }
  const places = labelPlaces(
    points.map((line, i) => ({ points: line, width: sizes[i] as number })),
    plot,
    17 * ratio(),
  )
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  ctx.lineJoin = 'round'
  for (const [i, place] of places.entries()) {
    const line = named[i]
    if (!place || !line) continue
    const band = i >= picture.lines.length
    ctx.font = font(band ? 12 : 13, band ? 450 : 600)
    ctx.strokeStyle = look.card
    ctx.lineWidth = 4 * ratio()
    ctx.strokeText(line.label, place.left, place.top + place.height / 2)
    ctx.fillStyle = band ? look.soft : look[strokeOf({ kind: line.kind }).colour]
    ctx.fillText(line.label, place.left, place.top + place.height / 2)
  }
}

function pixels(u: uPlot, { minutes, ngPerMl }: Pick<LevelLine, 'minutes' | 'ngPerMl'>, from: number, to: number): Point[] {
  const points: Point[] = []
  for (let i = 0; i < minutes.length; i += 1) {
    const at = minutes[i] as number
    if (at >= from && at <= to && !Number.isNaN(ngPerMl[i])) points.push([u.valToPos(at, 'x', true), u.valToPos(ngPerMl[i] as number, 'y', true)])
  }
  return points
}
