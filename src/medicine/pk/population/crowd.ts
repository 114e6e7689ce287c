import { march, type Times } from '../engine/march.ts'
import { decompose } from '../engine/modes.ts'
import type { Regimen } from '../engine/regimen.ts'
import { type Records, type Sum, sumOf } from '../engine/sums.ts'
import { type Untied, untie, untied } from '../engine/untie.ts'
import { individual, type Typical } from '../parameter.ts'
import { curve, type Simulator } from '../simulator.ts'
import type { Chance } from './chance.ts'
import { type Drawn, draw } from './draw.ts'

/**
 * Many people, each as a sum of exponentials.
 *
 * `now`, in this order: each output's parts that die away, what they keep in a step, and what of each output lasts.
 * `nature`: each mode's rate and the time it takes, what each part shows, and what each used channel gives each mode.
 * `apart`: the curves of those whose rates stand too near each other for that, drawn one by one.
 */
export type Crowd = {
  readonly people: number
  readonly parts: Untied
  readonly modes: number
  readonly outputs: number
  readonly now: Records
  readonly nature: Records
  /** Each output's own sum, and room for one person's modes. */
  readonly sums: readonly Sum[]
  readonly jump: Float64Array
  readonly stays: Float64Array
  readonly apart: ReadonlyMap<number, readonly Float64Array[]>
}

/** Rounding of a sum whose parts are larger than itself, and how much of the typical person's greatest value it may cost. */
const ROUNDING = 4e-14
const TOLERANCE = 1e-9

/** Draws the people and takes each apart. `step`: minutes. */
export function crowd(ready: Simulator, who: Typical, what: Regimen, times: Times, blocks: readonly Drawn[], by: Chance, people: number): Crowd {
  const { machine, model, parameters } = ready
  const { modes, numbers, share } = machine
  const u = untied(machine, what)
  const count = u.reach.length
  const outputs = machine.watched.length
  const now = records(kept.now, people, 2 * count + outputs)
  const nature = records(kept.nature, people, 2 * modes.n + count + u.used.length * modes.n)
  now.own.fill(0)
  const apart = new Map<number, readonly Float64Array[]>()
  const eta = new Float64Array(model.parameters.length)
  const alone = (effects: Float64Array | null): Float64Array[] => {
    const values = ready.outputs.map(() => new Float64Array(times.at.length))
    if (effects === null) curve(ready, who, null, what, times, { values, from: 0, stride: 1 })
    else march(machine, what, times, { values, from: 0, stride: 1 })
    return values
  }
  const bound = boundOf(u, what, alone(null), modes.n)
  for (let person = 0; person < people; person += 1) {
    draw(blocks, by, eta)
    individual(who, eta, parameters)
    model.structure.fill(parameters, numbers, share)
    decompose(modes)
    if (untie(machine, u) && sound(u, modes.rate, bound)) write(nature, person, modes.rate, u)
    else apart.set(person, alone(eta))
  }
  const sums = ready.outputs.map((_, o) => sumOf((u.first[o + 1] as number) - (u.first[o] as number)))
  return { people, parts: u, modes: modes.n, outputs, now, nature, sums, jump: new Float64Array(modes.n), stays: new Float64Array(modes.n), apart }
}

/** Room for records is kept from one crowd to the next: asking the machine for it takes longer than filling it. */
const kept = { now: { own: new Float64Array(0) }, nature: { own: new Float64Array(0) } }
function records(room: { own: Float64Array }, people: number, size: number): Records {
  if (room.own.length < people * size) room.own = new Float64Array(people * size)
  return { own: room.own, size }
}

function write({ own, size }: Records, person: number, rate: Float64Array, { show, take, used }: Untied): void {
  let at = person * size
  for (let k = 0; k < rate.length; k += 1) own[at++] = rate[k] as number
  for (let k = 0; k < rate.length; k += 1) own[at++] = 1 / (rate[k] as number)
  for (let k = 0; k < show.length; k += 1) own[at++] = show[k] as number
  for (let c = 0; c < used.length * rate.length; c += 1) own[at++] = take[c] as number
}

/** By used channel: all that is given at once, and twice the greatest rate; by mode, how large it may grow; by output, how large its parts may be. */
type Bound = { readonly sizes: Float64Array; readonly amount: Float64Array; readonly rate: Float64Array; readonly parts: Float64Array }

function boundOf({ used }: Untied, { amount, rate, channels }: Regimen, typical: readonly Float64Array[], n: number): Bound {
  const of = (cells: Float64Array, join: (one: number, other: number) => number) =>
    Float64Array.from(used, (channel) => cells.reduce((so, x, at) => (at % channels === channel ? join(so, x) : so), 0))
  return {
    amount: of(amount, (so, x) => so + x),
    rate: of(rate, (so, x) => Math.max(so, 2 * x)),
    sizes: new Float64Array(n),
    parts: Float64Array.from(typical, (values) => (Math.max(...values) * TOLERANCE) / ROUNDING),
  }
}

/** Whether rounding stays within the tolerance, whatever signs the parts have. */
function sound({ used, take, show, reach, first }: Untied, rate: Float64Array, { amount, rate: most, sizes, parts }: Bound): boolean {
  const n = rate.length
  for (let k = 0; k < n; k += 1) {
    const time = 1 / (rate[k] as number)
    let size = 0
    for (let c = 0; c < used.length; c += 1) size += Math.abs(take[c * n + k] as number) * ((amount[c] as number) + (most[c] as number) * time)
    sizes[k] = size
  }
  for (let o = 0; o < parts.length; o += 1) {
    let size = 0
    for (let at = first[o] as number; at < (first[o + 1] as number); at += 1) size += Math.abs(show[at] as number) * (sizes[reach[at] as number] as number)
    if (!(size <= (parts[o] as number))) return false
  }
  return true
}
