/** Where the name of a line stands: on the line, where it covers no other. Pixels, y downwards. */
export type Point = readonly [x: number, y: number]
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
type Named = { readonly points: readonly Point[]; readonly width: number }

const GAP = 5
const NEAR = 14
const CANDIDATES = 36

/**
 * One box for each line, in the order given; null where there is nothing to stand on. Boxes do not overlap each other
 * where that can be helped, cover as little of any line as can be, and stay inside `plot`.
 */
export function labelPlaces(lines: readonly Named[], plot: Box, height: number): readonly (Box | null)[] {
  const dense = lines.map(({ points }) => filled(points))
  const placed: Box[] = []
  return lines.map(({ points, width }, own) => {
    const top = points.reduce<Point | null>((best, one) => (best === null || one[1] < best[1] ? one : best), null)
    if (!top) return null
    let best: { box: Box; cost: number } | null = null
    for (const at of thinned(points, CANDIDATES))
      for (const box of around(at, width, height)) {
        if (!inside(box, plot)) continue
        const cost = costOf(box, at, dense, own, placed) + Math.abs(at[0] - top[0]) / plot.width
        if (best === null || cost < best.cost) best = { box, cost }
      }
    if (!best) return null
    placed.push(best.box)
    return best.box
  })
}

/** Beside the point: right and left of it, above and below. */
const around = ([x, y]: Point, width: number, height: number): readonly Box[] => [
  { left: x + GAP + 2, top: y - height - GAP, width, height },
  { left: x + GAP + 4, top: y - height / 2, width, height },
  { left: x - width / 2, top: y - height - GAP, width, height },
  { left: x - width - GAP - 2, top: y - height - GAP, width, height },
  { left: x + GAP + 2, top: y + GAP, width, height },
  { left: x - width - GAP - 2, top: y + GAP, width, height },
]

function costOf(box: Box, at: Point, lines: readonly (readonly Point[])[], own: number, placed: readonly Box[]): number {
  let cost = 0
  for (const other of placed) if (touch(other, box)) cost += 1000
  for (const [i, points] of lines.entries())
    for (const point of points) {
      if (within(point, box, i === own ? 1 : 7)) cost += 6
      // Near a second line nobody knows which of the two is meant.
      else if (i !== own && Math.abs(point[0] - at[0]) < NEAR && Math.abs(point[1] - at[1]) < NEAR) cost += 2
    }
  return cost
}

const touch = (a: Box, b: Box): boolean => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
const within = ([x, y]: Point, { left, top, width, height }: Box, by: number): boolean =>
  x > left - by && x < left + width + by && y > top - by && y < top + height + by
const inside = (box: Box, plot: Box): boolean =>
  box.left >= plot.left && box.top >= plot.top && box.left + box.width <= plot.left + plot.width && box.top + box.height <= plot.top + plot.height

const thinned = (points: readonly Point[], most: number): readonly Point[] =>
  points.length <= most ? points : Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))] as Point)

/** Points no more than a few pixels apart, so that a steep piece is not stepped over. */
function filled(points: readonly Point[]): readonly Point[] {
  const all: Point[] = []
  for (const [i, to] of thinned(points, 160).entries()) {
    const from = all.at(-1) ?? to
    const steps = i === 0 ? 1 : Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 5))
    for (let s = 1; s <= steps; s += 1) all.push([from[0] + ((to[0] - from[0]) * s) / steps, from[1] + ((to[1] - from[1]) * s) / steps])
  }
  return all
}
