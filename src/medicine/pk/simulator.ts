import type { Into, Machine } from './engine/machine.ts'
import { machine, march, type Times } from './engine/march.ts'
import { type Regimen, regimen } from './engine/regimen.ts'
import { compartments, type Shape } from './engine/shape.ts'
import type { Dose, Model } from './model.ts'
import { individual, type Person, type Typical, typical } from './parameter.ts'

const NG_PER_ML = 1000

/** A model made ready to run, with an effect site or without. It allocates here and not in `curve`. */
export type Simulator = {
  readonly model: Model
  readonly machine: Machine
  readonly parameters: Float64Array
  /** What `curve` fills, in this order: the parent, then the metabolite or the effect site. */
  readonly outputs: readonly ('parent' | 'metabolite' | 'effect-site')[]
  readonly ke0: number | null
}

/**
 * Units:  ke0 1/min, null for no effect site.
 * Errors: none; `concentrations` refuses an effect site where the model has none.
 * Source: README, "How it works"; an effect site is a compartment of 1 L that takes nothing from the plasma.
 */
export function simulator(model: Model, ke0: number | null): Simulator {
  const { shape, channels, metabolite } = model.structure
  const last = compartments(shape)
  const whole = ke0 === null ? shape : withEffectSite(shape, last)
  const watched = [centreOf(model), ...(ke0 !== null ? [last] : metabolite !== null ? [metabolite] : [])]
  const second = ke0 !== null ? (['effect-site'] as const) : metabolite !== null ? (['metabolite'] as const) : []
  const ready = machine(whole, channels, watched, NG_PER_ML)
  if (ke0 !== null) {
    ready.numbers.volume[last] = 1
    ready.numbers.clearance[last] = ke0
    ready.numbers.link[shape.links.length] = ke0
  }
  return { model, machine: ready, parameters: new Float64Array(model.parameters.length), outputs: ['parent', ...second], ke0 }
}

const withEffectSite = ({ blocks, links }: Shape, last: number): Shape => ({
  blocks: [...blocks, { size: 1, flows: [] }],
  links: [...links, { from: 0, to: last }],
})

/** A dose into the vein goes to the first channel, which is the centre. */
const centreOf = ({ structure }: Model): number => structure.channels[0] as number

export const typicalPerson = ({ parameters }: Model, person: Person): Typical => typical(parameters, person)

/** What was given, made ready for many people. How long swallowing takes is the typical person's. */
export function given({ model, parameters }: Simulator, who: Typical, doses: readonly Dose[], eta: Float64Array | null = null): Regimen {
  individual(who, eta, parameters)
  return regimen(
    doses.flatMap((dose) => model.structure.pieces(dose, parameters)),
    model.structure.channels.length,
  )
}

/**
 * The curve of one person into arrays of the caller. Allocates nothing.
 *
 * Units:  ng/mL out; eta by parameter in the model's order, null for the typical person.
 * Errors: none; people and doses come through `concentrations` or have been checked by `faultsOf`.
 * Source: README, "How it works".
 */
export function curve(simulator: Simulator, who: Typical, eta: Float64Array | null, what: Regimen, times: Times, into: Into): void {
  individual(who, eta, simulator.parameters)
  const { numbers, share } = simulator.machine
  simulator.model.structure.fill(simulator.parameters, numbers, share)
  march(simulator.machine, what, times, into)
}

/** Moments evenly apart, which is much faster than a list. */
export const every = (minutes: number, from: number, to: number): Times => {
  const count = Math.floor((to - from) / minutes + 1e-9) + 1
  return { at: Float64Array.from({ length: count }, (_, i) => from + i * minutes), step: minutes }
}
/** Any moments, ascending. Those that are evenly apart to rounding are stepped evenly. */
export function moments(given: readonly number[]): Times {
  const at = Float64Array.from(given)
  const first = at[0] ?? 0
  const last = at.at(-1) ?? 0
  const step = (last - first) / (at.length - 1)
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(first), Math.abs(last))
  return { at, step: at.length > 2 && at.every((t, i) => Math.abs(t - (first + i * step)) <= rounding) ? step : 0 }
}
