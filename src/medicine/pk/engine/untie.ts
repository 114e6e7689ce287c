import type { Machine } from './machine.ts'
import { blockOf, type Modes } from './modes.ts'
import type { Regimen } from './regimen.ts'
import type { Shape } from './shape.ts'

/**
 * Modes that no longer feed each other, so that every output is a plain sum of exponentials.
 *
 * `into[j * n + k]`: what mode k, alone, shows in mode j of the chain. `out[j * n + k]`: what a unit in mode k of the chain
 * is worth in mode j, alone. `reach`: by output, the modes that show in it, flat, each output's from `first[output]`;
 * `show` beside it, in the machine's scale. `take[u * n + k]`: what a unit into the used channel u gives mode k, its share counted.
 * `near`: `[j, k]` for every mode j that k feeds itself. `far`: those it feeds through others, the nearer first: `[j, k, how
 * many, the modes that feed j itself, ..., how many, the modes that k feeds itself, ...]`.
 */
export type Untied = {
  readonly into: Float64Array
  readonly out: Float64Array
  readonly near: Int32Array
  readonly far: Int32Array
  readonly reach: Int32Array
  readonly first: Int32Array
  readonly show: Float64Array
  readonly take: Float64Array
  /** The channels into which anything goes. */
  readonly used: Int32Array
}

/** Nearer than this, one against the other, two rates are as good as one. */
const APART = 1e-6

export function untied({ modes, watched, channels }: Machine, { amount, rate }: Regimen): Untied {
  const { n, starts, shape } = modes
  const all = Array.from({ length: n }, (_, k) => k)
  const reach = watched.map((compartment) => all.filter((k) => feeds(shape, starts, blockOf(starts, k), blockOf(starts, compartment))))
  const used = [...channels.keys()].filter((c) => [amount, rate].some((cells) => cells.some((x, at) => x !== 0 && at % channels.length === c)))
  const ends = reach.map((_, o) => reach.slice(0, o + 1).flat().length)
  return {
    ...{ into: new Float64Array(n * n), out: new Float64Array(n * n), ...pairsOf(modes) },
    ...{ reach: Int32Array.from(reach.flat()), first: Int32Array.from([0, ...ends]), show: new Float64Array(reach.flat().length) },
    take: new Float64Array(n * used.length),
    used: Int32Array.from(used),
  }
}

/** Whether what is in one block gets into the other, which may be the same. */
function feeds(shape: Shape, starts: readonly number[], above: number, below: number): boolean {
  const next = shape.links.filter(({ from }) => blockOf(starts, from) === above)
  return above === below || next.some(({ to }) => feeds(shape, starts, blockOf(starts, to), below))
}

function pairsOf({ n, starts, shape }: Modes): Pick<Untied, 'near' | 'far'> {
  const block = (mode: number) => blockOf(starts, mode)
  const linked = (k: number, j: number) => shape.links.some(({ from, to }) => block(from) === block(k) && block(to) === block(j))
  const fed = (k: number, j: number) => feeds(shape, starts, block(k), block(j))
  const modes = Array.from({ length: n }, (_, k) => k)
  const pairs = modes.flatMap((k) => modes.filter((j) => block(j) !== block(k) && fed(k, j)).map((j) => [j, k] as const))
  const [near, far] = [pairs.filter(([j, k]) => linked(k, j)), pairs.filter(([j, k]) => !linked(k, j))]
  const inTurn = far.toSorted(([j, k], [i, h]) => block(j) - block(k) - (block(i) - block(h)))
  const through = inTurn.flatMap(([j, k]) => {
    const last = modes.filter((i) => linked(i, j) && fed(k, i))
    const next = modes.filter((i) => linked(k, i) && fed(i, j))
    return [j, k, last.length, ...last, next.length, ...next]
  })
  return { near: Int32Array.from(near.flat()), far: Int32Array.from(through) }
}

/**
 * Unties the modes for the numbers that stand in the machine, which `decompose` has taken apart. Allocates nothing.
 * False when two rates that meet in a chain are as good as one, or a rate is none: then nothing of it may be used.
 *
 * Source: eigenvectors of a triangular matrix, by substitution.
 */
export function untie(m: Machine, u: Untied): boolean {
  const { n, rate, couple } = m.modes
  const { near, far, into, out } = u
  for (let k = 0; k < n; k += 1) {
    if (!((rate[k] as number) > 0)) return false
    into[k * (n + 1)] = out[k * (n + 1)] = 1
  }
  for (let at = 0; at < near.length; at += 2) {
    const gap = gapOf(rate, near[at] as number, near[at + 1] as number)
    if (gap === 0) return false
    const cell = (near[at] as number) * n + (near[at + 1] as number)
    into[cell] = (couple[cell] as number) / gap
    out[cell] = -(into[cell] as number)
  }
  for (let at = 0; at < far.length; ) {
    const j = (far[at] as number) * n
    const k = far[at + 1] as number
    const gap = gapOf(rate, far[at] as number, k)
    if (gap === 0) return false
    let shown = 0
    let end = at + 3 + (far[at + 2] as number)
    for (at += 3; at < end; at += 1) shown += (couple[j + (far[at] as number)] as number) * (into[(far[at] as number) * n + k] as number)
    let worth = 0
    end = at + 1 + (far[at] as number)
    for (at += 1; at < end; at += 1) worth += (out[j + (far[at] as number)] as number) * (couple[(far[at] as number) * n + k] as number)
    into[j + k] = shown / gap
    out[j + k] = -worth / gap
  }
  showing(m, u)
  taking(m, u)
  return true
}

/** How far apart two rates are; 0 when they are as good as one. */
function gapOf(rate: Float64Array, j: number, k: number): number {
  const one = rate[j] as number
  const other = rate[k] as number
  return Math.abs(one - other) <= APART * (one + other) ? 0 : one - other
}

function showing({ modes: { n, weight }, watched, shown, scale }: Machine, { into, reach, first, show }: Untied): void {
  for (let o = 0; o < watched.length; o += 1) {
    const compartment = watched[o] as number
    const start = shown[2 * o] as number
    const end = shown[2 * o + 1] as number
    for (let at = first[o] as number; at < (first[o + 1] as number); at += 1) {
      const k = reach[at] as number
      let sum = 0
      for (let j = Math.max(start, k); j < end; j += 1) sum += (weight[compartment * n + j] as number) * (into[j * n + k] as number)
      show[at] = scale * sum
    }
  }
}

function taking({ modes: { n, starts, weight }, channels, share }: Machine, { used, out, take }: Untied): void {
  for (let u = 0; u < used.length; u += 1) {
    const c = used[u] as number
    const compartment = channels[c] as number
    const b = blockOf(starts, compartment)
    const end = (starts[b + 1] ?? n) as number
    for (let k = 0; k < n; k += 1) {
      let sum = 0
      for (let j = starts[b] as number; j < end && j <= k; j += 1) sum += (out[k * n + j] as number) * (weight[compartment * n + j] as number)
      take[u * n + k] = sum * (share[c] as number)
    }
  }
}
