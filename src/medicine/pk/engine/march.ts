import { kernelFor } from './kernels.ts'
import { advance, type Into, type Machine, type Step } from './machine.ts'
import { blockOf, decompose, modesFor } from './modes.ts'
import type { Regimen } from './regimen.ts'
import type { Shape } from './shape.ts'
import { drive, step } from './step.ts'

/** When to look, ascending. `step` > 0 promises that the moments are that far apart; 0 promises nothing. */
export type Times = { readonly at: Float64Array; readonly step: number }

const step0 = (n: number): Step => ({ t: Number.NaN, keeps: new Float64Array(n * n), gains: new Float64Array(n), moment: -1 })

/** `scale` turns mg/L into the unit that is wanted. */
export function machine(shape: Shape, channels: readonly number[], watched: readonly number[], scale = 1): Machine {
  const modes = modesFor(shape)
  const { n } = modes
  const vector = () => new Float64Array(n)
  const ends = [...modes.starts.slice(1), n]
  const range = (compartment: number) => [modes.starts, ends].map((edges) => edges[blockOf(modes.starts, compartment)] as number)
  const before = Int32Array.from({ length: n }, (_, mode) => modes.starts[blockOf(modes.starts, mode)] as number)
  return {
    ...{
      modes,
      numbers: modes.numbers,
      channels,
      watched,
      scale,
      share: new Float64Array(channels.length).fill(1),
      show: new Float64Array(n * watched.length),
    },
    ...{ before, shown: Int32Array.from(watched.flatMap(range)) },
    ...{ state: vector(), input: vector(), even: step0(n), odd: step0(n), kernel: kernelFor(modes, channels, watched) },
  }
}

/**
 * The concentration in each watched compartment at each moment, for the numbers that stand in the machine.
 * Nothing is in the body before the first moment of the regimen; a value asked for at the moment of an amount has it.
 *
 * Units:  numbers as in shape.ts, regimen min, mg and mg/min; out mg/L x scale.
 * Errors: none; the numbers are finite and above zero where a volume stands, times ascend.
 * Source: superposition of the modes' own exact steps; README, "How it works".
 */
export function march(m: Machine, given: Regimen, times: Times, into: Into): void {
  settle(m, times.step)
  const { at } = times
  const moments = given.at.length
  let now = moments > 0 ? (given.at[0] as number) : Number.POSITIVE_INFINITY
  let i = 0
  for (; i < at.length && (at[i] as number) < now; i += 1) for (const values of into.values) values[into.from + i * into.stride] = 0
  for (let moment = 0; moment < moments && i < at.length; moment += 1) {
    const until = moment + 1 < moments ? (given.at[moment + 1] as number) : Number.POSITIVE_INFINITY
    give(m, given, moment)
    while (i < at.length && (at[i] as number) < until) {
      pass(m, (at[i] as number) - now, moment)
      let end = i + 1
      if (times.step > 0) while (end < at.length && (at[end] as number) < until) end += 1
      if (end > i + 1) ready(m, m.even, times.step, moment)
      m.kernel(m, into, i, end)
      now = at[end - 1] as number
      i = end
    }
    if (i < at.length) pass(m, until - now, moment)
    now = until
  }
}

/** Makes the machine ready for the numbers that stand in it now. */
function settle(m: Machine, evenStep: number): void {
  decompose(m.modes)
  const { n, weight } = m.modes
  for (let o = 0; o < m.watched.length; o += 1)
    for (let k = 0; k < n; k += 1) m.show[o * n + k] = m.scale * (weight[(m.watched[o] as number) * n + k] as number)
  m.state.fill(0)
  m.odd.t = Number.NaN
  m.even.t = Number.NaN
  m.even.moment = -1
  m.odd.moment = -1
  if (evenStep > 0) ready(m, m.even, evenStep, -1)
}

/** What is given at this moment, and what runs from it on. */
function give({ modes, state, input, channels, share }: Machine, given: Regimen, moment: number): void {
  input.fill(0)
  const { n, weight } = modes
  for (let c = 0; c < channels.length; c += 1) {
    const amount = (given.amount[moment * channels.length + c] as number) * (share[c] as number)
    const rate = (given.rate[moment * channels.length + c] as number) * (share[c] as number)
    const row = (channels[c] as number) * n
    if (amount !== 0) for (let k = 0; k < n; k += 1) state[k] = (state[k] as number) + amount * (weight[row + k] as number)
    if (rate !== 0) for (let k = 0; k < n; k += 1) input[k] = (input[k] as number) + rate * (weight[row + k] as number)
  }
}

/** Makes a step of `t` minutes ready for what runs from `moment` on; what is ready already stays. */
function ready(m: Machine, one: Step, t: number, moment: number): void {
  if (one.t !== t) {
    step(m.modes, t, one.keeps)
    one.t = t
    one.moment = -1
  }
  if (moment < 0 || one.moment === moment) return
  drive(m.modes, t, m.input, one.gains)
  one.moment = moment
}

/** Lets `t` minutes pass. */
function pass(m: Machine, t: number, moment: number): void {
  if (t === 0) return
  const one = t === m.even.t ? m.even : m.odd
  ready(m, one, t, moment)
  advance(m.state, one.keeps, one.gains, m.before)
}
