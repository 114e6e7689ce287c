/** The few marks of a chart as SVG text, in points. Ink is grey and dark teal, so that a copy in grey loses nothing. */
export const INK = {
  text: '#2b2a27',
  soft: '#77736b',
  line: '#dedad2',
  band: '#dfe8e6',
  strong: '#1f4a46',
  dose: '#cfdedb',
  faint: '#f5f7f6',
  mark: '#4a4741',
  paper: '#ffffff',
} as const

export type Point = readonly [x: number, y: number]
type Look = { readonly fill?: string; readonly stroke?: string; readonly width?: number; readonly dash?: string }

const n = (value: number): string => (Math.round(value * 100) / 100).toString()
const look = ({ fill = 'none', stroke = 'none', width = 0.75, dash }: Look): string =>
  `fill="${fill}" stroke="${stroke}" stroke-width="${n(width)}"${dash ? ` stroke-dasharray="${dash}"` : ''}`
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
const path = (points: readonly Point[]): string => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join(' ')

export const line = (points: readonly Point[], how: Look): string =>
  points.length < 2 ? '' : `<path d="${path(points)}" ${look(how)} stroke-linejoin="round"/>`
export const shape = (points: readonly Point[], how: Look): string => (points.length < 3 ? '' : `<path d="${path(points)} Z" ${look(how)}/>`)
export const box = (x: number, y: number, width: number, height: number, how: Look): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}" ${look(how)}/>`
export const dot = ([x, y]: Point, r: number, how: Look): string => `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${look(how)}/>`

export type TextLook = { readonly size?: number; readonly anchor?: 'start' | 'middle' | 'end'; readonly fill?: string; readonly bold?: boolean }
export const label = (text: string, [x, y]: Point, { size = 6.5, anchor = 'start', fill = INK.text, bold = false }: TextLook = {}): string =>
  `<text x="${n(x)}" y="${n(y)}" font-family="Roboto" font-size="${n(size)}"${bold ? ' font-weight="bold"' : ''} text-anchor="${anchor}" fill="${fill}">${escaped(text)}</text>`

/** About how wide a text is set, for keeping labels apart; a little generous. */
export const widthOf = (text: string, size = 6.5): number => text.length * size * 0.53

export const picture = (width: number, height: number, marks: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">${marks.join('')}</svg>`
