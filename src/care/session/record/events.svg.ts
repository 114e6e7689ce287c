import type { ChartData } from './content.ts'
import { CHART_WIDTH, type Frame, type Lane } from './frame.svg.ts'
import { GLYPHS } from './glyphs.svg.ts'
import { box, INK, label, line, widthOf } from './svg.ts'

type Placed = ChartData['events'][number] & { readonly px: number; readonly row: number; readonly flips: boolean; readonly width: number }

/** In as many rows as keep the words apart; near the right edge the words stand before their glyph. */
function placed({ data, x }: Frame): readonly Placed[] {
  const ends: number[] = []
  return data.events.map((event) => {
    const px = x(event.at)
    const width = widthOf(event.label, 6.2) + 6
    const flips = px + width > CHART_WIDTH
    const left = flips ? px - width : px - 4
    const free = ends.findIndex((end) => end < left)
    const row = free < 0 ? ends.length : free
    ends[row] = flips ? px + 4 : px + width
    return { ...event, px, row, flips, width }
  })
}

/** Glyphs with their words above the chart, each with a thread down through it; the time the pump ran is faint behind. */
export function events(frame: Frame, depth: number): Lane | null {
  const { data, x } = frame
  if (data.events.length === 0) return null
  const all = placed(frame)
  const height = (Math.max(...all.map(({ row }) => row)) + 1) * 10 + 6
  return {
    height,
    draw: (top) => {
      const y = (row: number) => top + 5 + row * 10
      return [
        ...data.running.map(({ from, to }) => box(x(from), top + height, x(to) - x(from), depth, { fill: INK.faint })),
        ...all.map(({ px, row }) =>
          line(
            [
              [px, y(row)],
              [px, top + height + depth],
            ],
            { stroke: INK.line, width: 0.5 },
          ),
        ),
        ...all.map(({ px, row, flips, width }) => box(flips ? px - width : px + 3, y(row) - 4, width - 3, 8, { fill: INK.paper })),
        ...all.map(({ glyph, px, row }) => GLYPHS[glyph]([px, y(row)])),
        ...all.map(({ label: words, px, row, flips }) => label(words, [flips ? px - 5 : px + 5, y(row) + 2.3], { anchor: flips ? 'end' : 'start', size: 6.2 })),
      ]
    },
  }
}
