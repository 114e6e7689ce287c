import { chance } from '../../src/medicine/chance.ts'

/** A stream of numbers in [0, 1) of its own, the same for the same seed and channel. */
export type Dice = { next(): number; between(low: number, high: number): number; of<T>(choices: readonly T[]): T }

export function dice(seed: number, channel: number): Dice {
  const draw = chance(seed)
  let thrown = 0
  const next = () => draw(channel, thrown++)
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    of: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
  }
}
