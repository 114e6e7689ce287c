/** A signature as the path of an SVG, in a box of 300 by 100: small, exact, drawn anywhere. */
export type Point = { readonly x: number; readonly y: number }
export const BOX = { width: 300, height: 100 } as const

const round = (n: number) => Math.round(n * 10) / 10
const inBox = ({ x, y }: Point): Point => ({ x: Math.min(BOX.width, Math.max(0, x)), y: Math.min(BOX.height, Math.max(0, y)) })

export const begun = (path: string, at: Point): string => {
  const { x, y } = inBox(at)
  return `${path}M${round(x)} ${round(y)}`
}
export const drawn = (path: string, at: Point): string => {
  const { x, y } = inBox(at)
  return `${path}L${round(x)} ${round(y)}`
}
