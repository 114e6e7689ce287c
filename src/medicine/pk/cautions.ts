import type { Model, Range } from './model.ts'
import type { Person } from './parameter.ts'

/** Something the reader of a curve must see beside it. The curve is drawn all the same. */
export type Caution = { readonly code: 'weight' | 'age' | 'under-18' | 'weight-not-stated' | 'ancestry'; readonly message: string }

/**
 * Where a person lies outside those whom a model was made from.
 *
 * Units:  kg, years.
 * Errors: never throws.
 * Source: README, "The models"; the ranges stand in each model.
 */
export function cautionsFor(model: Model, { weight_kg, age_y, asian, japanese }: Person): readonly Caution[] {
  const { weight_kg: weights, age_y: ages } = model.studied
  const found: Caution[] = []
  if (age_y !== undefined && age_y < 18) found.push({ code: 'under-18', message: 'No model here is for anyone under 18.' })
  if (weight_kg === undefined) found.push({ code: 'weight-not-stated', message: `Weight is not stated; ${model.id} was made from ${span(weights)} kg.` })
  else if (outside(weights, weight_kg)) found.push({ code: 'weight', message: `${weight_kg} kg is outside the ${span(weights)} kg that ${model.id} is for.` })
  if (ages && age_y !== undefined && outside(ages, age_y))
    found.push({ code: 'age', message: `${age_y} years is outside the ${span(ages)} years that ${model.id} is for.` })
  if (japanese && !asian && model.parameters.some(({ covariates }) => covariates?.some(({ kind }) => kind === 'factor')))
    found.push({ code: 'ancestry', message: 'Japanese is stated and Asian is not; the model keeps them as two covariates and each is used as stated.' })
  return found
}

const outside = ([from, to]: Range, value: number): boolean => value < from || value > to
const span = ([from, to]: Range): string => `${from} to ${to}`
