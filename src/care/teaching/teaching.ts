import { type Dose, MODELS, type Model, type Person } from '../../medicine/pk/pk.ts'

/** What the teaching page shows, as plain values: what the address holds and nothing else. */
export type Lesson = {
  readonly first: Course
  /** Beside the first, or alone. */
  readonly second: Course | null
  /** How long the axis is; null: until the last dose has run its course. */
  readonly hours: number | null
  /** Whether the spread between people is drawn. */
  readonly spread: boolean
}
export type Course = {
  readonly model: string
  readonly regimen: Regimen
  readonly who: Who
  /** Which of the model's published effect sites is drawn, from 1; null: none. */
  readonly effect: number | null
}

/** Doses of one session, in minutes from its beginning, and the days on which the session is held. */
export type Regimen = { readonly entries: readonly Entry[]; readonly days: readonly number[] }
export type Amount = { readonly value: number; readonly unit: 'mg' | 'mg/kg' }
export type Entry =
  | { readonly kind: 'infusion'; readonly dose: Amount; readonly over: number; readonly at: number }
  | { readonly kind: 'bolus'; readonly dose: Amount; readonly at: number }
  /** `mg` is what one device holds; devices follow each other `apart` minutes. */
  | { readonly kind: 'nasal'; readonly mg: number; readonly devices: number; readonly apart: number; readonly at: number }

export type Ancestry = 'not-stated' | 'asian' | 'japanese'
export type Who = { readonly weight: number; readonly age: number; readonly ancestry: Ancestry }

export const modelNamed = (id: string): Model | undefined => MODELS.find((model) => model.id === id)

/** A person as the model asks: what it does not ask for is not handed to it. */
export function personFor(model: Model, { weight, age, ancestry }: Who): Person {
  return {
    weight_kg: weight,
    ...(asksAge(model) && { age_y: age }),
    ...(asksAncestry(model) && ancestry !== 'not-stated' && { asian: true, japanese: ancestry === 'japanese' }),
  }
}
export const asksAge = ({ needs, studied }: Model): boolean => needs.includes('age_y') || studied.age_y !== undefined
export const asksAncestry = ({ parameters }: Model): boolean => parameters.some(({ covariates = [] }) => covariates.some(({ kind }) => kind === 'factor'))

const MINUTES_A_DAY = 1440
export const milligrams = ({ value, unit }: Amount, weight: number): number => (unit === 'mg/kg' ? value * weight : value)

/** Every dose of every session, in minutes from the first. */
export const dosesOf = ({ entries, days }: Regimen, { weight }: Pick<Who, 'weight'>): readonly Dose[] =>
  days.flatMap((day) => entries.flatMap((entry) => dosesAt(entry, day * MINUTES_A_DAY + entry.at, weight)))

function dosesAt(entry: Entry, at: number, weight: number): readonly Dose[] {
  if (entry.kind === 'bolus') return [{ type: 'bolus', t_min: at, mg: milligrams(entry.dose, weight) }]
  if (entry.kind === 'infusion')
    return [{ type: 'infusion', start_min: at, end_min: at + entry.over, mg_per_h: (milligrams(entry.dose, weight) / entry.over) * 60 }]
  return Array.from({ length: entry.devices }, (_, i) => ({ type: 'nasal', t_min: at + i * entry.apart, mg: entry.mg, device_in_session: i + 1 }))
}

/** When the last dose has gone in, in minutes. */
export const endOf = (doses: readonly Dose[]): number => Math.max(0, ...doses.map((dose) => (dose.type === 'infusion' ? dose.end_min : dose.t_min)))
/** All of it together, in mg. */
export const totalOf = (doses: readonly Dose[]): number =>
  doses.reduce((sum, dose) => sum + (dose.type === 'infusion' ? (dose.mg_per_h * (dose.end_min - dose.start_min)) / 60 : dose.mg), 0)

export const sameRegimen = (a: Regimen, b: Regimen): boolean => JSON.stringify(a) === JSON.stringify(b)
export const sameWho = (a: Who, b: Who): boolean => a.weight === b.weight && a.age === b.age && a.ancestry === b.ancestry
