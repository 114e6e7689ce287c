import { difference, insert } from './difference.ts'
import type { Modes } from './modes.ts'

const LONGEST = 12
const nodes = new Float64Array(LONGEST)

/**
 * What becomes of the modes in `t` minutes: `into[j * n + i]` is what one unit in mode i has become in mode j.
 * Modes feed only later ones, so that nothing stands above the diagonal.
 */
export function step(modes: Modes, t: number, into: Float64Array): void {
  const { n, rate, chains } = modes
  into.fill(0)
  for (let i = 0; i < n; i += 1) into[i * (n + 1)] = Math.exp(-(rate[i] as number) * t)
  for (let at = 0; at < chains.length; at += (chains[at] as number) + 1) {
    const length = chains[at] as number
    const cell = (chains[at + length] as number) * n + (chains[at + 1] as number)
    const strength = strengthOf(modes, at)
    if (strength !== 0) into[cell] = (into[cell] as number) + strength * difference(nodes, 0, gather(modes, at, 0), t)
  }
}

/** What a constant input (`input`: units per minute into each mode) adds to the modes in `t` minutes. */
export function drive(modes: Modes, t: number, input: Float64Array, into: Float64Array): void {
  const { n, rate, chains } = modes
  nodes[0] = 0
  for (let i = 0; i < n; i += 1) {
    nodes[1] = rate[i] as number
    into[i] = (input[i] as number) === 0 ? 0 : (input[i] as number) * difference(nodes, 0, 2, t)
  }
  for (let at = 0; at < chains.length; at += (chains[at] as number) + 1) {
    const entering = input[chains[at + 1] as number] as number
    if (entering === 0) continue
    const strength = entering * strengthOf(modes, at)
    const last = chains[at + (chains[at] as number)] as number
    nodes[0] = 0
    into[last] = (into[last] as number) + strength * difference(nodes, 0, gather(modes, at, 1), t)
  }
}

/** The rates along the chain that stands at `at`, put behind the `count` nodes that are there, in order; how many there are then. */
function gather({ chains, rate }: Modes, at: number, count: number): number {
  const length = chains[at] as number
  for (let i = 1; i <= length; i += 1) insert(nodes, count + i - 1, rate[chains[at + i] as number] as number)
  return count + length
}

function strengthOf({ n, chains, couple }: Modes, at: number): number {
  let strength = 1
  for (let i = 1; i < (chains[at] as number); i += 1) strength *= couple[(chains[at + i + 1] as number) * n + (chains[at + i] as number)] as number
  return strength
}
