import type { Block, Numbers } from './shape.ts'

const LARGEST = 6
const leaf = { rate: new Float64Array(LARGEST), out: new Float64Array(LARGEST), pull: new Float64Array(LARGEST), back: new Float64Array(LARGEST) }
const poly = new Float64Array(LARGEST + 1)
/** The product of (rate - l) over the leaves so far. */
const others = new Float64Array(LARGEST + 1)
const roots = new Float64Array(LARGEST)

/** A root nearer than this to a leaf's own rate, one against the other, is left to Jacobi's rotations. */
const CLEAR = 1e-4
const STEPS = 60

/** The compartment with which all others of a block, and only it, exchange; -1 when there is none, or too little to gain. */
export function centreOf({ size, flows }: Block): number {
  const centre = flows[0]?.find((one) => flows.every((pair) => pair.includes(one)))
  return size > 2 && size <= LARGEST && flows.length === size - 1 && centre !== undefined ? centre : -1
}

/**
 * A centre and its leaves taken apart by the roots of their own equation, about three times as quick as by rotations:
 * `rate[at + k]`, and `weight[m * n + at + k]` as in modes.ts. False when a root lies so near a leaf's own rate that digits
 * would be lost; then nothing of it may be used.
 *
 * Units:  as `numbers`; `flow` is the block's first among them.
 * Source: the secular equation of an arrow-shaped matrix; first guesses by Newton on its polynomial from below, where all
 *         roots are real and none is missed.
 */
export function starApart(
  { volume, clearance, flow }: Numbers,
  { size, flows }: Block,
  centre: number,
  at: number,
  first: number,
  n: number,
  rate: Float64Array,
  weight: Float64Array,
): boolean {
  const leaves = size - 1
  const v = volume[centre] as number
  const own = (clearance[centre] as number) / v
  for (let i = 0; i < leaves; i += 1) {
    const [one, other] = flows[i] as readonly [number, number]
    const m = one === centre ? other : one
    const q = flow[first + i] as number
    const w = volume[m] as number
    leaf.out[i] = (clearance[m] as number) / w
    leaf.back[i] = q / w
    leaf.rate[i] = (leaf.out[i] as number) + q / w
    leaf.pull[i] = q / v
  }
  guess(own, leaves)
  const root = 1 / Math.sqrt(v)
  for (let k = 0; k < size; k += 1) {
    const slope = polish(own, leaves, k)
    if (!(slope > 0)) return false
    const l = roots[k] as number
    const top = root / Math.sqrt(slope)
    rate[at + k] = l
    weight[centre * n + at + k] = top
    for (let i = 0; i < leaves; i += 1) {
      const [one, other] = flows[i] as readonly [number, number]
      weight[(one === centre ? other : one) * n + at + k] = (top * (leaf.back[i] as number)) / ((leaf.rate[i] as number) - l)
    }
  }
  return true
}

/** Newton on own - l + sum of pull (out - l) / (rate - l), which loses no digit of small roots. The slope, downwards; 0 when it fails. */
function polish(own: number, leaves: number, k: number): number {
  let l = roots[k] as number
  for (let turn = 0; turn < 4; turn += 1) {
    let f = own - l
    let slope = 1
    for (let i = 0; i < leaves; i += 1) {
      const off = (leaf.rate[i] as number) - l
      if (!(Math.abs(off) > CLEAR * l)) return 0
      const pull = (leaf.pull[i] as number) / off
      f += pull * ((leaf.out[i] as number) - l)
      slope += (pull * (leaf.back[i] as number)) / off
    }
    const by = f / slope
    l += by
    if (Math.abs(by) <= 1e-11 * l) {
      roots[k] = l
      return l > 0 ? slope : 0
    }
  }
  return 0
}

/** The roots of the block's polynomial, ascending, to about nine digits. */
function guess(own: number, leaves: number): void {
  expand(own, leaves)
  let l = 0
  for (let degree = leaves + 1; degree > 2; degree -= 1) {
    l = newton(l, degree)
    roots[leaves + 1 - degree] = l
    for (let i = degree - 1; i >= 0; i -= 1) poly[i] = (poly[i] as number) + l * (poly[i + 1] as number)
    for (let i = 0; i < degree; i += 1) poly[i] = poly[i + 1] as number
  }
  const a = poly[2] as number
  const half = -(poly[1] as number) / (2 * a)
  const high = half + Math.sqrt(Math.max(0, half * half - (poly[0] as number) / a))
  roots[leaves] = high
  roots[leaves - 1] = (poly[0] as number) / (a * high)
}

/** (own - l) times all (rate - l), plus for each leaf pull (out - l) times those of the others: leaf after leaf. */
function expand(own: number, leaves: number): void {
  poly.fill(0)
  others.fill(0)
  poly[0] = own
  poly[1] = -1
  others[0] = 1
  for (let i = 0; i < leaves; i += 1) {
    const rate = leaf.rate[i] as number
    const pull = leaf.pull[i] as number
    const out = leaf.out[i] as number
    for (let d = i + 2; d >= 0; d -= 1) {
      const below = d > 0 ? (poly[d - 1] as number) : 0
      const one = others[d] as number
      const one1 = d > 0 ? (others[d - 1] as number) : 0
      poly[d] = rate * (poly[d] as number) - below + pull * (out * one - one1)
      others[d] = rate * one - one1
    }
  }
}

function newton(from: number, degree: number): number {
  let l = from
  for (let turn = 0; turn < STEPS; turn += 1) {
    let p = poly[degree] as number
    let slope = 0
    for (let i = degree - 1; i >= 0; i -= 1) {
      slope = slope * l + p
      p = p * l + (poly[i] as number)
    }
    const by = p / slope
    l -= by
    if (!(Math.abs(by) > 1e-8 * l)) return l
  }
  return l
}
