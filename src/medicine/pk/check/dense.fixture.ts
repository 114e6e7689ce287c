import type { Regimen } from '../engine/regimen.ts'
import { compartments, type Numbers, type Shape } from '../engine/shape.ts'

/** The rates at which amounts move, compartment by compartment: `[to * n + from]`, 1/min. Nothing of the engine's modes. */
export function dense(shape: Shape, { volume, clearance, flow, link }: Numbers): Float64Array {
  const n = compartments(shape)
  const a = new Float64Array(n * n)
  const move = (from: number, to: number | null, litres: number) => {
    const rate = litres / (volume[from] as number)
    a[from * n + from] = (a[from * n + from] as number) - rate
    if (to !== null) a[to * n + from] = (a[to * n + from] as number) + rate
  }
  for (let i = 0; i < n; i += 1) move(i, null, clearance[i] as number)
  for (const [f, [one, other]] of shape.blocks.flatMap(({ flows }) => flows).entries()) {
    move(one, other, flow[f] as number)
    move(other, one, flow[f] as number)
  }
  for (const [l, { from, to }] of shape.links.entries()) a[to * n + from] = (a[to * n + from] as number) + (link[l] as number) / (volume[from] as number)
  return a
}

/** Lets a stretch of `minutes` pass with this input by compartment (mg/min); changes the amounts in place. */
export type Pass = (amounts: Float64Array, input: Float64Array, minutes: number) => void

/** Amounts by moment, for a way of passing time. Channel c leads into compartment c of `channels`. */
export function integrate(n: number, channels: readonly number[], given: Regimen, times: readonly number[], pass: Pass): Float64Array[] {
  const amounts = new Float64Array(n)
  const input = new Float64Array(n)
  const found: Float64Array[] = []
  let now = Math.min(given.at[0] ?? 0, times[0] ?? 0)
  let moment = 0
  for (const t of times) {
    while (moment < given.at.length && (given.at[moment] as number) <= t) {
      if ((given.at[moment] as number) > now) pass(amounts, input, (given.at[moment] as number) - now)
      now = given.at[moment] as number
      input.fill(0)
      for (const [c, into] of channels.entries()) {
        amounts[into] = (amounts[into] as number) + (given.amount[moment * channels.length + c] as number)
        input[into] = (input[into] as number) + (given.rate[moment * channels.length + c] as number)
      }
      moment += 1
    }
    if (t > now) pass(amounts, input, t - now)
    now = t
    found.push(amounts.slice())
  }
  return found
}
