import type { FieldType, Row, Scalar } from '../../medicine/rules/types.ts'
import { daysBetween, earliest, msOfDate, newest } from './dates.ts'
import type { Drug, Ingredient } from './drugs.ts'
import type { MedicineSaid } from './mapped.ts'
import type { Maps } from './maps.ts'

/** One order with the drug it turned out to be of, and the source it came from. */
export type Taken = MedicineSaid & { readonly of: Extract<Drug, { kind: 'known' }>; readonly source: string }
type OfOne = { readonly ingredient: Ingredient; readonly orders: readonly Taken[] }

/** Everything that was ordered, one entry an ingredient: a drug ordered twice is one drug. */
export function byIngredient(taken: readonly Taken[]): readonly OfOne[] {
  const orders = new Map<string, { ingredient: Ingredient; orders: Taken[] }>()
  for (const one of taken) {
    for (const ingredient of one.of.ingredients) {
      const here = orders.get(ingredient.rxnorm) ?? { ingredient, orders: [] }
      here.orders.push(one)
      orders.set(ingredient.rxnorm, here)
    }
  }
  return [...orders.values()].toSorted((a, b) => (a.ingredient.rxnorm < b.ingredient.rxnorm ? -1 : 1))
}

/** The orders that say how it stands: those in force, else the newest that say it was stopped, else the newest. */
export function deciding({ orders }: OfOne): readonly Taken[] {
  const sorted = orders.toSorted((a, b) => msOfDate(b.at) - msOfDate(a.at) || (a.source < b.source ? -1 : 1))
  const active = sorted.filter(({ status }) => status === 'taking')
  return active.length > 0 ? active : sorted.filter(({ at }) => msOfDate(at) === msOfDate(sorted[0]?.at ?? ''))
}

/** A row of the medicines: how it stands by the deciding orders. What they do not agree on is left out. */
export function medicineRow(one: OfOne): Row {
  const orders = deciding(one)
  const alone = orders.every(({ of }) => of.ingredients.length === 1 && !of.more)
  return row({
    ingredient: one.ingredient.rxnorm,
    name: orders[0]?.of.words || one.ingredient.name,
    dose: alone ? agreed(orders.map(({ dose }) => dose)) : undefined,
    status: agreed(orders.map(({ status }) => (status === 'unsaid' ? undefined : status))),
    'as-needed': orders.every(({ asNeeded }) => asNeeded) ? true : undefined,
    since: earliest(orders.flatMap(({ since }) => since ?? [])),
    until: orders.every(({ status }) => status !== 'taking') ? newest(orders.flatMap(({ until }) => until ?? [])) : agreed(orders.map(({ until }) => until)),
  })
}

/** A candidate for a treatment trial: that it was given, and what is exactly known of it. How it helped no order says. */
export function trialRow(one: OfOne, { facts, inSet }: Maps): Row {
  const orders = one.orders
  const alone = orders.every(({ of }) => of.ingredients.length === 1 && !of.more)
  const [only] = orders
  const days = orders.length === 1 && only?.since && only.until ? daysBetween(only.since, only.until) : undefined
  const drugClass = fieldOf(facts, 'drug-class')
  const classes = drugClass?.kind === 'choice' ? drugClass.of.filter((set) => inSet(set, one.ingredient.rxnorm)) : []
  return row({
    ingredient: one.ingredient.rxnorm,
    drug: one.ingredient.name,
    'drug-class': classes.length === 1 ? classes[0] : undefined,
    dose: alone ? agreed(orders.map(({ dose }) => dose)) : undefined,
    weeks: days === undefined ? undefined : Math.floor((days / 7) * 10) / 10,
  })
}

export const fieldOf = (facts: Maps['facts'], name: string, fact = 'treatment-trials'): FieldType | undefined => {
  const type = facts.get(fact)?.type
  return type?.kind === 'rows' && Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
}

const agreed = <T>(all: readonly (T | undefined)[]): T | undefined => (all.every((one) => one === all[0]) ? all[0] : undefined)
const row = (fields: Readonly<Record<string, Scalar | undefined>>): Row =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Scalar] => entry[1] !== undefined))

/** A row with the fields the catalogue has. */
export function fitting(facts: Maps['facts'], fact: string, one: Row): Row {
  return Object.fromEntries(Object.entries(one).filter(([name]) => fieldOf(facts, name, fact) !== undefined))
}
