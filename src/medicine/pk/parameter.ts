/** One number of a published model, as it was published. */
export type Parameter = {
  readonly name: string
  readonly what: string
  readonly value: number
  readonly unit: Unit
  /** The published covariates: a power of weight / 70 kg, and what else the authors kept. */
  readonly weightPower?: number
  readonly covariates?: readonly Covariate[]
  /** How a person's random effect eta acts: value x exp(eta), or on the logit of a fraction. */
  readonly random?: 'log' | 'logit'
  readonly source: string
  readonly verified: boolean
  readonly note?: string
}

/** `L/kg` is multiplied by the weight; hours become minutes inside. */
export type Unit = 'L' | 'L/kg' | 'L/h' | 'L/min' | '1/h' | '1/min' | 'h' | 'fraction'

export type Covariate =
  | { readonly kind: 'factor'; readonly when: 'asian' | 'japanese'; readonly factor: number }
  | { readonly kind: 'slope'; readonly of: 'age_y'; readonly above: number; readonly perUnit: number }

/** The person, as far as a model asks. Ancestry is a covariate of one published model; not stated is false. */
export type Person = { readonly weight_kg?: number; readonly age_y?: number; readonly asian?: boolean; readonly japanese?: boolean }

/** The typical person of these covariates: what random effects then act on. */
export type Typical = { readonly parameters: readonly Parameter[]; readonly base: Float64Array; readonly after: Float64Array }

/**
 * Parameters for the typical person of these covariates.
 *
 * Units:  as published in; out L, L/min, 1/min, min, and fractions.
 * Errors: NaN where a covariate that the model needs is missing; `faultsOf` in request.ts asks for it first.
 * Source: the README, "The models"; each parameter carries its own.
 */
export function typical(parameters: readonly Parameter[], person: Person): Typical {
  const base = parameters.map((one) => (one.random === 'logit' ? one.value : inside(one, person) * factorOf(one, person)))
  const after = parameters.map((one) => (one.random === 'logit' ? factorOf(one, person) : 1))
  return { parameters, base: Float64Array.from(base), after: Float64Array.from(after) }
}

/** One person's parameters into `into`; `eta` by parameter, null for the typical person. Allocates nothing. */
export function individual({ parameters, base, after }: Typical, eta: Float64Array | null, into: Float64Array): void {
  for (let p = 0; p < base.length; p += 1) {
    const typicalValue = base[p] as number
    const effect = eta === null ? 0 : (eta[p] as number)
    if ((parameters[p] as Parameter).random === 'logit') into[p] = Math.min(1, fractionWith(typicalValue, effect) * (after[p] as number))
    else into[p] = effect === 0 ? typicalValue : typicalValue * Math.exp(effect)
  }
}

const fractionWith = (fraction: number, effect: number): number => fraction / (fraction + (1 - fraction) * Math.exp(-effect))

function inside({ value, unit, weightPower = 0, covariates = [] }: Parameter, person: Person): number {
  const slopes = covariates.filter((one) => one.kind === 'slope')
  const shifted = slopes.reduce((sum, { above, perUnit }) => sum + perUnit * Math.max(0, ageOf(person) - above), value)
  const weight = weightPower === 0 && unit !== 'L/kg' ? 1 : (person.weight_kg ?? Number.NaN)
  const scaled = unit === 'L/kg' ? shifted * weight : weightPower === 0 ? shifted : shifted * (weight / 70) ** weightPower
  if (unit === 'L/h' || unit === '1/h') return scaled / 60
  return unit === 'h' ? scaled * 60 : scaled
}

const ageOf = ({ age_y }: Person): number => age_y ?? Number.NaN

const factorOf = ({ covariates = [] }: Parameter, person: Person): number =>
  covariates.reduce((product, one) => (one.kind === 'factor' && person[one.when] ? product * one.factor : product), 1)
