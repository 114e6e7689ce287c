import type { Dose, Model } from './model.ts'
import { MODELS } from './models/models.ts'
import type { Person } from './parameter.ts'

/** A curve that is asked for. */
export type Request = {
  readonly model: string
  readonly covariates: Person
  readonly events: readonly Dose[]
  readonly times_min: readonly number[]
  /** Null or absent: no effect site. */
  readonly ke0_per_min?: number | null
  /** Random effects by parameter; absent is 0, the typical person. */
  readonly eta?: Readonly<Record<string, number>>
}

export type FaultCode = 'missing' | 'no-number' | 'out-of-range' | 'unknown' | 'unsuitable'
/** What is wrong, where, and in words. The field is the path in the request: `events[2].mg_per_h`. */
export type Fault = { readonly code: FaultCode; readonly field: string; readonly message: string }

export const modelOf = (id: unknown): Model | undefined => MODELS.find((model) => model.id === id)

/** Bounds of what is a number of this world at all; whether a model was made for it is a caution. */
const WIDEST = { time: 1e9, mg: 1e6, rate: 1e6, weight: [1, 700], age: [0, 120], ke0: [1e-6, 1e3], eta: 40 } as const

/**
 * Everything that is wrong with a request, in its order; empty when a curve can be drawn.
 *
 * Units:  as the names of the fields say.
 * Errors: never throws, whatever the request is.
 * Source: README, "What is refused"; bounds are those of arithmetic, no clinical policy.
 */
export function faultsOf(request: unknown): readonly Fault[] {
  const faults: Fault[] = []
  if (!isObject(request)) return [{ code: 'missing', field: '', message: 'A request is an object.' }]
  const check = checks(faults)
  const model = modelOf(request.model)
  if (!model) check.wrong('unknown', 'model', `There is no model ${said(request.model)}. There are: ${MODELS.map(({ id }) => id).join(', ')}.`)
  person(check, request.covariates, model)
  randomEffects(check, request.eta, model)
  if (request.ke0_per_min !== undefined && request.ke0_per_min !== null) effectSite(check, request.ke0_per_min, model)
  list(check, 'events', request.events, (event, field) => dose(check, event, field, model))
  list(check, 'times_min', request.times_min, (time, field) => check.number(time, field, -WIDEST.time, WIDEST.time, 'min'))
  return faults
}

type Checks = ReturnType<typeof checks>
const checks = (faults: Fault[]) => {
  const wrong = (code: FaultCode, field: string, message: string): void => void faults.push({ code, field, message })
  const number = (value: unknown, field: string, from: number, to: number, unit: string): value is number => {
    if (value === undefined || value === null) wrong('missing', field, `${field} is missing; it is a number, in ${unit}.`)
    else if (typeof value !== 'number' || !Number.isFinite(value))
      wrong('no-number', field, `${field} is ${said(value)}, which is no number; it is in ${unit}.`)
    else if (value < from || value > to) wrong('out-of-range', field, `${field} is ${value} ${unit}; it lies between ${from} and ${to}.`)
    else return true
    return false
  }
  return { wrong, number }
}

function person(check: Checks, given: unknown, model: Model | undefined): void {
  if (!isObject(given)) {
    check.wrong('missing', 'covariates', 'covariates is an object: weight_kg, age_y, asian, japanese.')
    return
  }
  for (const name of Object.keys(given))
    if (!['weight_kg', 'age_y', 'asian', 'japanese'].includes(name)) check.wrong('unknown', `covariates.${name}`, `No model knows the covariate ${name}.`)
  if (given.weight_kg !== undefined || model?.needs.includes('weight_kg')) check.number(given.weight_kg, 'covariates.weight_kg', ...WIDEST.weight, 'kg')
  if (given.age_y !== undefined || model?.needs.includes('age_y')) check.number(given.age_y, 'covariates.age_y', ...WIDEST.age, 'years')
  for (const name of ['asian', 'japanese'])
    if (![undefined, true, false, 0, 1].includes(given[name] as boolean)) check.wrong('unknown', `covariates.${name}`, `covariates.${name} is true or false.`)
}

function randomEffects(check: Checks, given: unknown, model: Model | undefined): void {
  if (given === undefined) return
  if (!isObject(given)) {
    check.wrong('unknown', 'eta', 'eta is an object of random effects by parameter.')
    return
  }
  for (const [name, value] of Object.entries(given)) {
    if (model && !model.parameters.some((parameter) => parameter.name === name)) check.wrong('unknown', `eta.${name}`, `${model.id} has no parameter ${name}.`)
    check.number(value, `eta.${name}`, -WIDEST.eta, WIDEST.eta, 'log units')
  }
}

function effectSite(check: Checks, ke0: unknown, model: Model | undefined): void {
  if (model && model.site.kind === 'venous') {
    check.wrong('unsuitable', 'ke0_per_min', `${model.id} is venous; an effect site follows arterial plasma and is not shown for it.`)
    return
  }
  check.number(ke0, 'ke0_per_min', ...WIDEST.ke0, '1/min')
}

function list(check: Checks, field: string, given: unknown, each: (one: unknown, field: string) => void): void {
  if (!Array.isArray(given)) {
    check.wrong('missing', field, `${field} is a list.`)
    return
  }
  for (const [i, one] of given.entries()) each(one, `${field}[${i}]`)
}

function dose(check: Checks, given: unknown, field: string, model: Model | undefined): void {
  if (!isObject(given)) {
    check.wrong('missing', field, `${field} is an object with a type: infusion, bolus or nasal.`)
    return
  }
  const { type } = given
  if (type !== 'infusion' && type !== 'bolus' && type !== 'nasal') {
    check.wrong('unknown', `${field}.type`, `${field}.type is ${said(type)}; it is infusion, bolus or nasal.`)
    return
  }
  if (model && !model.doses.includes(type)) check.wrong('unsuitable', `${field}.type`, `${model.id} has no ${type} dose; it has ${model.doses.join(' and ')}.`)
  const time = (name: string) => check.number(given[name], `${field}.${name}`, -WIDEST.time, WIDEST.time, 'min')
  if (type === 'infusion') {
    const both = [time('start_min'), time('end_min')].every(Boolean)
    if (both && (given.end_min as number) < (given.start_min as number)) check.wrong('out-of-range', `${field}.end_min`, `${field} ends before it starts.`)
    check.number(given.mg_per_h, `${field}.mg_per_h`, 0, WIDEST.rate, 'mg/h')
    return
  }
  time('t_min')
  check.number(given.mg, `${field}.mg`, 0, WIDEST.mg, 'mg')
  const device = given.device_in_session
  if (type === 'nasal' && !(Number.isInteger(device) && (device as number) >= 1))
    check.wrong('missing', `${field}.device_in_session`, `${field}.device_in_session is 1 for the first device of a session, 2 for the next, and so on.`)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const said = (value: unknown): string => (value === undefined ? 'not given' : JSON.stringify(value))
