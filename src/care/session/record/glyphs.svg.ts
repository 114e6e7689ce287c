import type { ChartGlyph } from './content.ts'
import { box, dot, INK, line, type Point, shape } from './svg.ts'

const INKED = { fill: INK.mark, stroke: INK.mark, width: 0.6 }
const OPEN = { fill: INK.paper, stroke: INK.mark, width: 0.8 }

/** Each kind of event has a form of its own; none is told by colour. */
export const GLYPHS: Readonly<Record<ChartGlyph, (at: Point) => string>> = {
  start: ([x, y]) => right(x, y, INKED),
  resume: ([x, y]) => right(x, y, OPEN),
  pause: ([x, y]) => box(x - 2.2, y - 2.6, 1.5, 5.2, INKED) + box(x + 0.7, y - 2.6, 1.5, 5.2, INKED),
  stop: ([x, y]) => box(x - 2.4, y - 2.4, 4.8, 4.8, INKED),
  rate: ([x, y]) => diamond(x, y, OPEN),
  bolus: ([x, y]) => diamond(x, y, INKED),
  bag: ([x, y]) => box(x - 2.4, y - 2.4, 4.8, 4.8, OPEN),
  drug: ([x, y]) =>
    dot([x, y], 2.8, OPEN) +
    line(
      [
        [x - 1.5, y],
        [x + 1.5, y],
      ],
      { stroke: INK.mark },
    ) +
    line(
      [
        [x, y - 1.5],
        [x, y + 1.5],
      ],
      { stroke: INK.mark },
    ),
  event: ([x, y]) => up(x, y, OPEN),
  alert: ([x, y]) => up(x, y, INKED),
  emergency: ([x, y]) =>
    dot([x, y], 3, INKED) +
    line(
      [
        [x - 1.6, y],
        [x + 1.6, y],
      ],
      { stroke: INK.paper, width: 1.2 },
    ) +
    line(
      [
        [x, y - 1.6],
        [x, y + 1.6],
      ],
      { stroke: INK.paper, width: 1.2 },
    ),
}

type Ink = Parameters<typeof shape>[1]
const right = (x: number, y: number, ink: Ink) =>
  shape(
    [
      [x - 2.2, y - 2.8],
      [x + 2.8, y],
      [x - 2.2, y + 2.8],
    ],
    ink,
  )
const up = (x: number, y: number, ink: Ink) =>
  shape(
    [
      [x - 2.9, y + 2.3],
      [x, y - 2.8],
      [x + 2.9, y + 2.3],
    ],
    ink,
  )
const diamond = (x: number, y: number, ink: Ink) =>
  shape(
    [
      [x, y - 3],
      [x + 3, y],
      [x, y + 3],
      [x - 3, y],
    ],
    ink,
  )
