import { diagonalise } from './diagonalise.ts'
import { type Block, compartments, type Numbers, numbersFor, type Shape } from './shape.ts'
import { centreOf, starApart } from './star.ts'

/**
 * A model taken apart into modes, each of which dies away on its own and feeds modes of later blocks.
 *
 * `rate` by mode. `weight[m * n + k]`: what mode k shows in compartment m as concentration, and, the blocks being
 * symmetric, what one unit put into m gives mode k. `couple[j * n + i]`: how fast mode i feeds mode j.
 * `chains`: every way from one mode to a later one, flat: how many modes, then the modes.
 */
export type Modes = {
  readonly shape: Shape
  readonly n: number
  readonly numbers: Numbers
  readonly rate: Float64Array
  readonly weight: Float64Array
  readonly couple: Float64Array
  readonly chains: Int32Array
  readonly starts: readonly number[]
  /** By block: the compartment in the middle, or -1. */
  readonly centres: readonly number[]
  readonly matrix: Float64Array
  readonly vectors: Float64Array
}

export function modesFor(shape: Shape): Modes {
  const n = compartments(shape)
  const largest = Math.max(...shape.blocks.map(({ size }) => size))
  const starts = shape.blocks.map((_, b) => shape.blocks.slice(0, b).reduce((sum, { size }) => sum + size, 0))
  const square = () => new Float64Array(n * n)
  return {
    ...{ shape, n, starts, centres: shape.blocks.map(centreOf), numbers: numbersFor(shape), rate: new Float64Array(n), weight: square(), couple: square() },
    ...{ chains: Int32Array.from(chainsOf(shape, starts)), matrix: new Float64Array(largest ** 2), vectors: new Float64Array(largest ** 2) },
  }
}

/** The block that a compartment, or a mode, belongs to. */
export function blockOf(starts: readonly number[], compartment: number): number {
  let b = starts.length - 1
  while ((starts[b] as number) > compartment) b -= 1
  return b
}

const sizeOf = (shape: Shape, b: number): number => (shape.blocks[b] as Shape['blocks'][number]).size

/** Takes the model apart anew after its numbers have changed. Allocates nothing. */
export function decompose(modes: Modes): void {
  let flows = 0
  for (let b = 0; b < modes.shape.blocks.length; b += 1) flows = takeApart(modes, b, flows)
  join(modes)
}

function takeApart({ shape, n, starts, centres, numbers, rate, weight, matrix, vectors }: Modes, b: number, flows: number): number {
  const { size, flows: pairs } = shape.blocks[b] as Shape['blocks'][number]
  const start = starts[b] as number
  const centre = centres[b] as number
  if (centre >= 0 && starApart(numbers, shape.blocks[b] as Block, centre, start, flows, n, rate, weight)) return flows + pairs.length
  for (let i = 0; i < size * size; i += 1) matrix[i] = 0
  for (let i = 0; i < size; i += 1) add(matrix, i * (size + 1), (numbers.clearance[start + i] as number) / (numbers.volume[start + i] as number))
  for (let f = 0; f < pairs.length; f += 1) {
    const [one, other] = pairs[f] as readonly [number, number]
    const flow = numbers.flow[flows + f] as number
    const v = numbers.volume[one] as number
    const w = numbers.volume[other] as number
    const i = one - start
    const j = other - start
    add(matrix, i * (size + 1), flow / v)
    add(matrix, j * (size + 1), flow / w)
    const exchange = -flow / Math.sqrt(v * w)
    add(matrix, i * size + j, exchange)
    add(matrix, j * size + i, exchange)
  }
  diagonalise(matrix, vectors, size)
  for (let k = 0; k < size; k += 1) rate[start + k] = Math.max(0, matrix[k * (size + 1)] as number)
  for (let m = 0; m < size; m += 1) {
    const root = Math.sqrt(numbers.volume[start + m] as number)
    for (let k = 0; k < size; k += 1) weight[(start + m) * n + start + k] = (vectors[m * size + k] as number) / root
  }
  return flows + pairs.length
}

function join({ shape, n, starts, numbers, weight, couple }: Modes): void {
  couple.fill(0)
  for (let l = 0; l < shape.links.length; l += 1) {
    const { from, to } = shape.links[l] as Shape['links'][number]
    const flow = numbers.link[l] as number
    const above = blockOf(starts, from)
    const below = blockOf(starts, to)
    const endI = (starts[above] as number) + sizeOf(shape, above)
    const endJ = (starts[below] as number) + sizeOf(shape, below)
    for (let i = starts[above] as number; i < endI; i += 1)
      for (let j = starts[below] as number; j < endJ; j += 1) add(couple, j * n + i, flow * (weight[from * n + i] as number) * (weight[to * n + j] as number))
  }
}

function add(into: Float64Array, at: number, what: number): void {
  into[at] = (into[at] as number) + what
}

/** Block after block along the links, then every choice of one mode in each: `[3, i, k, j]` is mode i feeding k feeding j. */
function chainsOf(shape: Shape, starts: readonly number[]): number[] {
  const below = (b: number) => [...new Set(shape.links.filter(({ from }) => blockOf(starts, from) === b).map(({ to }) => blockOf(starts, to)))]
  const modesOf = (b: number) => Array.from({ length: sizeOf(shape, b) }, (_, k) => (starts[b] as number) + k)
  const chains: number[] = []
  const follow = (b: number, so: readonly number[]): void => {
    for (const next of below(b))
      for (const mode of modesOf(next)) {
        const chain = [...so, mode]
        chains.push(chain.length, ...chain)
        follow(next, chain)
      }
  }
  for (let b = 0; b < shape.blocks.length; b += 1) for (const mode of modesOf(b)) follow(b, [mode])
  return chains
}
