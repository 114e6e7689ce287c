import { z } from 'zod'
import { MODELS } from '../../medicine/pk/pk.ts'
import { type Book, firstCourse, underModel } from './book.ts'
import { type Course, type Entry, type Lesson, modelNamed, type Regimen } from './teaching.ts'

export type Unread = { readonly field: string; readonly message: string }
export type Reading = { readonly kind: 'lesson'; readonly lesson: Lesson } | { readonly kind: 'unread'; readonly because: readonly Unread[] }

const FIGURE = /^\d{1,6}(\.\d{1,4})?$/
const MOST = { entries: 12, days: 60, devices: 12, hours: 9600, day: 3650 } as const

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const figure = (what: string) =>
  text.refine((value) => FIGURE.test(value) && Number(value) > 0, `is not ${what} in plain digits, such as 70 or 62.5`).transform(Number)
const oneOf = <T extends string>(words: readonly T[]) =>
  text.refine((value): value is T => (words as readonly string[]).includes(value), `is none of ${words.join(', ')}`)

const DOSES = 'is not a list of doses. A dose reads infusion_0.5mgkg_40min_at0, bolus_10mg_at0 or nasal_28mg_2devices_5min_at0; a hyphen stands between two'
const dose = text.transform((value, context) => {
  const entries = value.split('-').map(entryOf)
  if (entries.length <= MOST.entries && entries.every((one) => one !== null)) return entries
  context.addIssue(DOSES)
  return z.NEVER
})
const days = text.transform((value, context) => {
  const found = value.split('-').map((day) => (/^\d{1,4}$/.test(day) ? Number(day) : -1))
  if (found.length <= MOST.days && found.every((day, i) => day >= 0 && day <= MOST.day && (i === 0 || day > (found[i - 1] as number)))) return found
  context.addIssue('is not a list of ascending days, such as 0-3-7')
  return z.NEVER
})

const course = {
  model: oneOf(MODELS.map(({ id }) => id)),
  dose,
  days,
  weight: figure('a weight in kg'),
  age: figure('an age in years'),
  ancestry: oneOf(['asian', 'japanese'] as const),
  effect: figure('the number of an effect site').refine(Number.isInteger, 'is not the number of an effect site'),
}
type Part = { readonly [K in keyof typeof course]?: z.output<(typeof course)[K]> | undefined }
const twice = Object.fromEntries(Object.entries(course).flatMap(([key, schema]) => [key, `${key}2`].map((name) => [name, schema.optional()])))
const address = z.strictObject({
  ...twice,
  hours: figure('a number of hours')
    .refine((hours) => hours <= MOST.hours, `is more than ${MOST.hours} hours`)
    .optional(),
  spread: oneOf(['no', 'yes'] as const).optional(),
})

/**
 * The address read back. What it leaves out comes from the document of regimens, for a second course from the first.
 *
 * Units:  as in address.ts.
 * Errors: never throws; what cannot be read is named part by part, and nothing is shown in its place.
 */
export function readAddress(params: Readonly<Record<string, unknown>>, book: Book): Reading {
  const read = address.safeParse(params)
  if (!read.success) return { kind: 'unread', because: read.error.issues.flatMap((issue) => unread(issue, params)) }
  const usual = firstCourse(book, MODELS)
  if (!usual) return { kind: 'unread', because: [{ field: 'regimens', message: 'The document of regimens is empty.' }] }
  const found = read.data as Part & Record<string, unknown>
  const first = withPart(found, usual, book)
  const second = Object.keys(found).some((key) => key.endsWith('2') && found[key] !== undefined) ? withPart(secondOf(found), first, book) : null
  const because = [noSuchEffect(first, ''), second && noSuchEffect(second, '2')].filter((one) => one !== null)
  if (because.length > 0) return { kind: 'unread', because }
  const { hours = null, spread = 'yes' } = found as { hours?: number; spread?: string }
  return { kind: 'lesson', lesson: { first, second, hours, spread: spread === 'yes' } }
}

function noSuchEffect({ model, effect }: Course, mark: string): Unread | null {
  const sites = modelNamed(model)?.effectSites ?? []
  if (effect === null || effect <= sites.length) return null
  const has = sites.length === 0 ? 'no published effect site' : `${sites.length}`
  return { field: `effect${mark}`, message: `There is no effect site ${effect}: ${model} has ${has}.` }
}

const secondOf = (found: Readonly<Record<string, unknown>>): Part => Object.fromEntries(Object.keys(course).map((key) => [key, found[`${key}2`]])) as Part

/** Where an address names a model and no dose, the model's usual one; a course with a dose of its own has its own days too. */
function withPart({ model, dose: entries, days: on, weight, age, ancestry, effect }: Part, base: Course, book: Book): Course {
  const under = model ? underModel(book, base, model) : base
  const regimen: Regimen = { entries: entries ?? under.regimen.entries, days: on ?? (entries ? [0] : under.regimen.days) }
  const who = {
    weight: weight ?? under.who.weight,
    age: age ?? under.who.age,
    ancestry: ancestry ?? (weight || age ? 'not-stated' : under.who.ancestry),
  } as const
  return { model: under.model, regimen, who, effect: effect ?? (model ? null : under.effect) }
}

const AMOUNT = /^(.+?)(mgkg|mg)$/
/** One dose of the address; null when it is none. */
function entryOf(word: string): Entry | null {
  const [kind, ...parts] = word.split('_')
  const last = parts.at(-1) ?? ''
  const at = last.startsWith('at') && FIGURE.test(last.slice(2)) ? Number(last.slice(2)) : null
  if (at === null) return null
  const [, value, unit] = AMOUNT.exec(parts[0] ?? '') ?? []
  if (!value || !FIGURE.test(value) || Number(value) <= 0) return null
  const given = { value: Number(value), unit: unit === 'mg' ? 'mg' : 'mg/kg' } as const
  const min = after(parts[kind === 'nasal' ? 2 : 1], 'min')
  if (kind === 'bolus' && parts.length === 2) return { kind, dose: given, at }
  if (kind === 'infusion' && parts.length === 3 && min) return { kind, dose: given, over: min, at }
  const devices = after(parts[1], 'devices')
  if (kind !== 'nasal' || parts.length !== 4 || given.unit !== 'mg' || min === null || !devices || !Number.isInteger(devices) || devices > MOST.devices)
    return null
  return { kind, mg: given.value, devices, apart: min, at }
}

const after = (word: string | undefined, unit: string): number | null => {
  const value = word?.endsWith(unit) ? word.slice(0, -unit.length) : ''
  return FIGURE.test(value) ? Number(value) : null
}

function unread({ code, path, message, ...issue }: z.core.$ZodIssue, params: Readonly<Record<string, unknown>>): Unread[] {
  if (code === 'unrecognized_keys') return (issue as { keys: string[] }).keys.map((field) => ({ field, message: 'Nobody reads this part of the address.' }))
  const field = String(path[0] ?? '')
  const value = params[field]
  // An address may hold whole objects, and some of them have no text of their own.
  const said = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return [{ field, message: `“${said}” ${message}.` }]
}
