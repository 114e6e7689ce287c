import type { Instant } from '../../../medicine/time.ts'
import type { ChartData } from './content.ts'
import { INK, label, line, type Point } from './svg.ts'

export const CHART_WIDTH = 516
export const LEFT = 46
export const RIGHT = CHART_WIDTH - 52

export type Frame = { readonly data: ChartData; readonly x: (at: Instant) => number }
/** One strip of the chart: its height, and its marks when its top is known. */
export type Lane = { readonly height: number; readonly draw: (top: number) => readonly string[] }

export const scale = (low: number, high: number, top: number, height: number) => (value: number) => top + height - ((value - low) / (high - low)) * height
export const grid = (y: number) =>
  line(
    [
      [LEFT, y],
      [RIGHT, y],
    ],
    { stroke: INK.line, width: 0.5 },
  )
export const tick = (text: string, y: number) => label(text, [LEFT - 4, y + 2.2], { anchor: 'end', fill: INK.soft, size: 6 })
export const title = (text: string, top: number) => label(text, [0, top + 8], { size: 6.5, bold: true })
export const soft = (text: string, at: Point) => label(text, at, { size: 5.8, fill: INK.soft })
