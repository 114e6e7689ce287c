import { type Caution, cautionsFor } from '../cautions.ts'
import type { Refused } from '../concentrations.ts'
import type { Model, Variability } from '../model.ts'
import { type Fault, faultsOf, modelOf, type Request } from '../request.ts'
import { given, moments, simulator, typicalPerson } from '../simulator.ts'
import { chance } from './chance.ts'
import { crowd } from './crowd.ts'
import { drawn } from './draw.ts'
import { finder } from './quantiles.ts'
import { sweep } from './sweep.ts'

/** The same person and doses, told for many people like this one. */
export type BandsRequest = Omit<Request, 'eta'> & { readonly people: number; readonly seed: number }

/** By quantile, then by moment; moments ascend. A column is null where the model has no such thing. */
export type Bands = {
  readonly kind: 'bands'
  readonly model: Model
  readonly variability: Exclude<Variability, { kind: 'none' }>
  readonly cautions: readonly Caution[]
  readonly people: number
  readonly seed: number
  readonly quantiles: readonly number[]
  readonly times_min: Float64Array
  readonly parent_ng_per_mL: readonly Float64Array[]
  readonly metabolite_ng_per_mL: readonly Float64Array[] | null
  readonly effect_site_ng_per_mL: readonly Float64Array[] | null
}
export type NoBands = { readonly kind: 'no-variability'; readonly model: Model; readonly why: string }

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
const MOST_PEOPLE = 200_000

/**
 * Quantiles over time of many people with these covariates, drawn from the model's published variability.
 *
 * Units:  ng/mL; the seed is a whole number and tells the same people again.
 * Errors: never throws; a model without variability says so and gives no band, never a made-up one.
 * Source: the variability of the model, README, "Populations".
 */
export function bands(request: BandsRequest): Bands | NoBands | Refused {
  const because = [...faultsOf(request), ...countFaults(request)]
  const model = modelOf(request?.model)
  if (because.length > 0 || !model) return { kind: 'refused', because }
  const { variability } = model
  if (variability.kind === 'none') return { kind: 'no-variability', model, why: variability.why }
  const { people, seed } = request
  const times = moments(request.times_min.toSorted((a, b) => a - b))
  const ready = simulator(model, request.ke0_per_min ?? null)
  const who = typicalPerson(model, request.covariates)
  const what = given(ready, who, request.events)
  const many = crowd(ready, who, what, times, drawn(variability.blocks, model.parameters), chance(seed), people)
  const found = ready.outputs.map(() => QUANTILES.map(() => new Float64Array(times.at.length)))
  const finders = ready.outputs.map(() => finder(QUANTILES, people))
  sweep(many, what, times, (rows, stride, i, end) => {
    for (const [o, find] of finders.entries())
      for (let row = i; row < end; row += 1) find(rows[o] as Float32Array, (row - i) * stride, people, found[o] as Float64Array[], row)
  })
  const column = (name: (typeof ready.outputs)[number]) => found[ready.outputs.indexOf(name)] ?? null
  return {
    ...{ kind: 'bands', model, variability, cautions: cautionsFor(model, request.covariates), people, seed, quantiles: QUANTILES, times_min: times.at },
    parent_ng_per_mL: column('parent') ?? [],
    metabolite_ng_per_mL: column('metabolite'),
    effect_site_ng_per_mL: column('effect-site'),
  }
}

function countFaults(request: BandsRequest): Fault[] {
  const whole = (value: unknown, from: number, to: number) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to
  return [
    ...(whole(request?.people, 1, MOST_PEOPLE)
      ? []
      : [{ code: 'out-of-range', field: 'people', message: `people is a whole number from 1 to ${MOST_PEOPLE}.` } as const]),
    ...(whole(request?.seed, -(2 ** 31), 2 ** 32 - 1) ? [] : [{ code: 'out-of-range', field: 'seed', message: 'seed is a whole number of 32 bits.' } as const]),
  ]
}
