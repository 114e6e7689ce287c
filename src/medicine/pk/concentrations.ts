import { type Caution, cautionsFor } from './cautions.ts'
import type { Model } from './model.ts'
import { type Fault, faultsOf, modelOf, type Request } from './request.ts'
import { curve, given, moments, simulator, typicalPerson } from './simulator.ts'

export type Answer = Curve | Refused
export type Refused = { readonly kind: 'refused'; readonly because: readonly Fault[] }
/** A column is null where the model has no such thing. What was asked for in any order is answered in that order. */
export type Curve = {
  readonly kind: 'curve'
  readonly model: Model
  readonly cautions: readonly Caution[]
  readonly times_min: readonly number[]
  readonly parent_ng_per_mL: Float64Array
  readonly metabolite_ng_per_mL: Float64Array | null
  readonly effect_site_ng_per_mL: Float64Array | null
}

/**
 * What the plasma, and where there is one the metabolite or the effect site, probably did: one person, any doses.
 * For display and teaching, not for dosing.
 *
 * Units:  as the names say; doses are mg of free base; concentrations ng/mL.
 * Errors: never throws; what cannot be drawn is refused with every fault, what lies outside the model carries cautions.
 * Source: the model's paper, by the README's closed form.
 */
export function concentrations(request: Request): Answer {
  const because = faultsOf(request)
  const model = modelOf(request?.model)
  if (because.length > 0 || !model) return { kind: 'refused', because }
  const ready = simulator(model, request.ke0_per_min ?? null)
  const who = typicalPerson(model, request.covariates)
  const eta = Float64Array.from(model.parameters, ({ name }) => request.eta?.[name] ?? 0)
  const order = request.times_min.map((_, i) => i).sort((a, b) => (request.times_min[a] as number) - (request.times_min[b] as number))
  const times = moments(order.map((i) => request.times_min[i] as number))
  const values = ready.outputs.map(() => new Float64Array(order.length))
  curve(ready, who, eta, given(ready, who, request.events, eta), times, { values, from: 0, stride: 1 })
  const column = (name: (typeof ready.outputs)[number]) => asAsked(values[ready.outputs.indexOf(name)], order)
  return {
    kind: 'curve',
    model,
    cautions: cautionsFor(model, request.covariates),
    times_min: request.times_min,
    parent_ng_per_mL: column('parent') as Float64Array,
    metabolite_ng_per_mL: column('metabolite'),
    effect_site_ng_per_mL: column('effect-site'),
  }
}

function asAsked(sorted: Float64Array | undefined, order: readonly number[]): Float64Array | null {
  if (!sorted) return null
  const asked = new Float64Array(sorted.length)
  for (const [i, place] of order.entries()) asked[place] = sorted[i] as number
  return asked
}
