import type { Modes } from './modes.ts'
import type { Numbers } from './shape.ts'

/** Where the answers go: the value of moment i stands at `from + i * stride`, so that a column of a table can be filled in place. */
export type Into = { readonly values: readonly Float64Array[]; from: number; stride: number }

/** A machine for one shape. Everything it needs is allocated here, nothing while it runs. */
export type Machine = {
  readonly modes: Modes
  readonly numbers: Numbers
  /** What of a channel's amount arrives, filled in with the numbers. */
  readonly share: Float64Array
  /** The compartment each channel leads into. */
  readonly channels: readonly number[]
  readonly watched: readonly number[]
  readonly scale: number
  /** `[output * n + mode]`; `shown` has the first mode of each output and the one after its last. */
  readonly show: Float64Array
  readonly shown: Int32Array
  readonly before: Int32Array
  readonly state: Float64Array
  readonly input: Float64Array
  readonly even: Step
  readonly odd: Step
  readonly kernel: Kernel
}

/** Writes moments `i` up to, not with, `end`: the state as it stands, then even steps. The state ends at the last one written. */
export type Kernel = (m: Machine, into: Into, i: number, end: number) => void

/** The modes' passage over `t` minutes: what they keep, and what they gain from the input that runs since `moment`. */
export type Step = { t: number; readonly keeps: Float64Array; readonly gains: Float64Array; moment: number }

/**
 * Later modes first, so that each still finds the earlier ones as they were. A mode keeps part of itself and takes from
 * modes of earlier blocks, of which there are `before[j]`.
 */
export function advance(state: Float64Array, keeps: Float64Array, gains: Float64Array, before: Int32Array): void {
  const n = before.length
  for (let j = n - 1; j >= 0; j -= 1) {
    const row = j * n
    const earlier = before[j] as number
    let sum = (gains[j] as number) + (keeps[row + j] as number) * (state[j] as number)
    for (let i = 0; i < earlier; i += 1) sum += (keeps[row + i] as number) * (state[i] as number)
    state[j] = sum
  }
}
