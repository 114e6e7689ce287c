import type { Caution, Model } from '../../medicine/pk/pk.ts'
import { axisWords, captionLines, NOT_FOR_DOSING, UNIT } from './caption.ts'
import { labelPlaces, type Point } from './labels.view.ts'
import { mixedSites, type Picture } from './level.ts'
import { niceSteps, spanOf, timeTicks, timeUnit, topOf } from './level.view.ts'
import { strokeOf } from './strokes.ts'
import { STRIP, strips } from './view.ts'

/** One axis of the drawing, and what has to be read with it. */
export type Sheet = {
  readonly picture: Picture
  readonly analyte: string
  readonly models: readonly Model[]
  readonly cautions?: readonly Caution[]
  readonly notes?: readonly string[]
}

const WIDTH = 960
const EDGE = 24
const GUTTER = 52
const PLOT = { left: EDGE + GUTTER, width: WIDTH - 2 * EDGE - GUTTER, height: 320 }
/** Ink on white, whatever the screen was. */
const INK = { text: '#1d1b18', soft: '#504a43', line: '#ddd8d0', edge: '#79726a', accent: '#0f766e', device: '#1c5d99', due: '#8a4b08' } as const

/**
 * The picture as a file of its own: SVG 1.1 that refers to nothing. It carries its models, sampling sites, sources, limits
 * and the sentence that it is not for dosing.
 *
 * Units:  minutes and ng/mL in; pixels of a drawing 960 wide.
 * Errors: throws RangeError for a sheet of mixed sampling sites; the screen has refused it before.
 */
export function levelSvg(title: string, sheets: readonly Sheet[], made: string): string {
  const head = wrapped(title, 74)
  const parts = head.map((line, i) => text(EDGE, EDGE + 22 + i * 26, line, { size: 20, weight: 600 }))
  let y = EDGE + 10 + head.length * 26
  for (const sheet of sheets) {
    const drawn = sheetAt(sheet, y)
    parts.push(...drawn.parts)
    y = drawn.end + 12
  }
  const foot = wrapped(`${NOT_FOR_DOSING}. ${made}`, 128)
  parts.push(...foot.map((line, i) => text(EDGE, y + 18 + i * 18, line, { size: 13, weight: i === 0 ? 600 : 400 })))
  const height = y + 18 * foot.length + EDGE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="Inter, 'Segoe UI', Roboto, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(`${NOT_FOR_DOSING}. ${made}`)}</desc>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n')
}

function sheetAt(sheet: Sheet, from: number): { readonly parts: readonly string[]; readonly end: number } {
  const refused = mixedSites(sheet.picture)
  if (refused) throw new RangeError(refused)
  const { picture, analyte } = sheet
  const top = from + 44
  const zero = top + PLOT.height
  const floor = zero + strips(picture).length * STRIP
  const scale = scales(picture, top)
  const caption = captionLines(sheet.models, picture.site, sheet.cautions ?? [], sheet.notes ?? []).flatMap((line) => wrapped(line, 140))
  const captionAt = floor + 58
  return {
    parts: [
      text(EDGE, from + 24, `${analyte}${axisWords(picture)}${UNIT}`, { size: 14, weight: 600 }),
      ...grid(picture, scale, floor),
      ...(picture.bands ?? []).map((band) => bandPath(band, scale)),
      ...picture.lines.map((line) => linePath(line, scale)),
      ...doses(picture, scale, zero),
      ...names(picture, scale, top, zero),
      ...caption.map((line, i) => text(EDGE, captionAt + i * 18, line, { size: 12.5, fill: INK.soft })),
    ],
    end: captionAt + caption.length * 18,
  }
}

type Scale = ReturnType<typeof scales>
function scales(picture: Picture, top: number) {
  const [from, to] = spanOf(picture)
  const [step, end] = niceSteps(topOf(picture))
  const x = (minute: number) => PLOT.left + ((Math.min(to, Math.max(from, minute)) - from) / (to - from)) * PLOT.width
  const y = (ngPerMl: number) => top + (1 - ngPerMl / end) * PLOT.height
  const points = (minutes: ArrayLike<number>, values: ArrayLike<number>): Point[] =>
    Array.from(minutes, (minute, i): Point => [minute, values[i] as number])
      .filter(([minute, value]) => minute >= from && minute <= to && !Number.isNaN(value))
      .map(([minute, value]) => [x(minute), y(value)])
  return { x, y, step, end, from, to, points }
}

function grid(picture: Picture, { x, y, step, end, from, to }: Scale, floor: number): string[] {
  const levels = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => Number((i * step).toPrecision(12)))
  const unit = timeUnit([from, to])
  const right = PLOT.left + PLOT.width
  return [
    ...levels.map((level) => line([PLOT.left, y(level)], [right, y(level)], level === 0 ? INK.edge : INK.line)),
    ...levels.map((level) => text(PLOT.left - 8, y(level) + 4, `${level}`, { size: 12, anchor: 'end', fill: INK.soft })),
    ...strips(picture).map((_, i) => line([PLOT.left, y(0) + (i + 1) * STRIP - 2], [right, y(0) + (i + 1) * STRIP - 2], INK.line)),
    ...timeTicks([from, to], 13).map((minute) =>
      text(x(minute), floor + 16, `${Number((minute / unit.minutes).toFixed(2))}`, { size: 12, anchor: 'middle', fill: INK.soft }),
    ),
    text(PLOT.left + PLOT.width / 2, floor + 34, `${unit.word} from the first dose`, { size: 12, anchor: 'middle', fill: INK.soft }),
  ]
}

function linePath(drawn: Picture['lines'][number], { points }: Scale): string {
  const { colour, width, dash } = strokeOf(drawn)
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''
  return `<path d="${path(points(drawn.minutes, drawn.ngPerMl))}" fill="none" stroke="${ink(colour)}" stroke-width="${width.toFixed(2)}" stroke-linejoin="round"${dashes}/>`
}

function bandPath({ kind, minutes, lower, upper }: NonNullable<Picture['bands']>[number], { points }: Scale): string {
  const around = [...points(minutes, upper), ...points(minutes, lower).reverse()]
  const colour = ink(strokeOf({ kind }).colour)
  return `<path d="${path(around)} Z" fill="${colour}" fill-opacity="0.13" stroke="${colour}" stroke-opacity="0.4" stroke-width="0.6"/>`
}

function doses(picture: Picture, { x, from, to }: Scale, zero: number): string[] {
  return strips(picture).flatMap(({ label, rates, amounts, kind }, i) => {
    const floor = zero + (i + 1) * STRIP - 2
    const colour = ink(strokeOf({ kind: kind ?? (i === 0 ? 'first' : 'compared') }).colour)
    const most = Math.max(...rates.map(({ mgPerHour }) => mgPerHour), 0)
    const seen = rates.filter((piece) => piece.to > from && piece.from < to)
    const bars = seen.map(({ from: start, to: stop, mgPerHour }) => {
      const height = (22 * mgPerHour) / most
      return `<rect x="${n(x(start))}" y="${n(floor - height)}" width="${n(Math.max(1, x(stop) - x(start)))}" height="${n(height)}" fill="${colour}" fill-opacity="0.4"/>`
    })
    const marks = amounts
      .filter(({ at }) => at >= from && at <= to)
      .map(({ at }) => `${line([x(at), floor], [x(at), floor - 12], colour, 1.5)}<circle cx="${n(x(at))}" cy="${n(floor - 15)}" r="3.6" fill="${colour}"/>`)
    const after = Math.max(...rates.map((piece) => piece.to), ...amounts.map(({ at }) => at))
    const left = Math.min(x(after) + 8, PLOT.left + PLOT.width - widthOf(label, 12))
    return [...bars, ...marks, text(left, floor - 8, label, { size: 12, fill: INK.soft, halo: true })]
  })
}

function names(picture: Picture, { points }: Scale, top: number, zero: number): string[] {
  const named = [
    ...picture.lines.map((one) => ({ label: one.label, kind: one.kind, size: 13, on: points(one.minutes, one.ngPerMl) })),
    ...(picture.bands ?? []).map((one) => ({ label: one.label, kind: null, size: 12, on: points(one.minutes, one.upper) })),
  ]
  const places = labelPlaces(
    named.map(({ label, on, size }) => ({ points: on, width: widthOf(label, size) })),
    { left: PLOT.left, top, width: PLOT.width, height: zero - top },
    17,
  )
  return named.flatMap(({ label, kind, size }, i) => {
    const place = places[i]
    const fill = kind ? ink(strokeOf({ kind }).colour) : INK.soft
    return place ? [text(place.left, place.top + 13, label, { size, weight: kind ? 600 : 400, fill, halo: true })] : []
  })
}

const ink = (name: string): string => (name in INK ? INK[name as keyof typeof INK] : INK.text)
const n = (value: number): string => String(Number(value.toFixed(2)))
const path = (points: readonly Point[]): string => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join(' ')
const line = ([x1, y1]: Point, [x2, y2]: Point, colour: string, width = 1): string =>
  `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}" stroke-width="${width}"/>`
/** Near enough to keep names apart; a viewer's own font decides in the end. */
const widthOf = (words: string, size: number): number => words.length * size * 0.56

type Type = { readonly size: number; readonly weight?: number; readonly fill?: string; readonly anchor?: 'middle' | 'end'; readonly halo?: boolean }
function text(x: number, y: number, words: string, { size, weight = 400, fill = INK.text, anchor, halo = false }: Type): string {
  const at = `x="${n(x)}" y="${n(y)}" font-size="${size}"${weight === 400 ? '' : ` font-weight="${weight}"`} fill="${fill}"${anchor ? ` text-anchor="${anchor}"` : ''}`
  return `<text ${at}${halo ? ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' : ''}>${escaped(words)}</text>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
const escaped = (words: string): string => words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (one) => ENTITIES[one] as string)

function wrapped(words: string, most: number): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
