import type { Model } from '../../medicine/pk/pk.ts'
import type { Num } from '../protocol/protocol.ts'
import { type Course, type Entry, modelNamed, type Regimen, sameRegimen, type Who } from './teaching.ts'

/** The document of published regimens as the page reads it. Every number has its unit, source and confirmation. */
export type Book = {
  readonly id: string
  readonly version: string
  readonly effective: string
  readonly title: string
  readonly summary: string
  readonly example: { readonly weight: Num<'kg'>; readonly age: Num<'years'> }
  readonly regimens: readonly Published[]
  readonly sources: Readonly<Record<string, { readonly title: string; readonly trust?: string | undefined }>>
}
export type Published = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly drug: Model['drug']
  readonly entries: readonly PublishedEntry[]
  readonly days?: Omit<Num<'d'>, 'value'> & { readonly value: readonly number[] }
  readonly observed?: readonly { readonly says: string; readonly source: string }[]
}
export type PublishedEntry =
  | { readonly kind: 'infusion'; readonly dose: Num<'mg' | 'mg/kg'>; readonly over: Num<'min'>; readonly at?: Num<'min'> }
  | { readonly kind: 'bolus'; readonly dose: Num<'mg' | 'mg/kg'>; readonly at?: Num<'min'> }
  | { readonly kind: 'nasal'; readonly dose: Num<'mg'>; readonly devices: Num<'devices'>; readonly apart: Num<'min'>; readonly at?: Num<'min'> }

/** A published regimen as the page draws it. */
export const regimenOf = ({ entries, days }: Published): Regimen => ({ entries: entries.map(entryOf), days: days?.value ?? [0] })

function entryOf(entry: PublishedEntry): Entry {
  const at = entry.at?.value ?? 0
  if (entry.kind === 'nasal') return { kind: 'nasal', mg: entry.dose.value, devices: entry.devices.value, apart: entry.apart.value, at }
  const dose = { value: entry.dose.value, unit: entry.dose.unit }
  return entry.kind === 'bolus' ? { kind: 'bolus', dose, at } : { kind: 'infusion', dose, over: entry.over.value, at }
}

/** The numbers of a published regimen, each once. */
export const numbersOf = ({ entries, days }: Published): readonly (Omit<Num, 'value'> & { readonly value: number | readonly number[] })[] => [
  ...entries.flatMap((entry) => Object.values(entry).filter((one): one is Num => typeof one === 'object')),
  ...(days ? [days] : []),
]

/** Which published regimen this is, if it is one; a changed number makes it one's own. */
export const publishedAs = (book: Book, regimen: Regimen): Published | undefined => book.regimens.find((one) => sameRegimen(regimenOf(one), regimen))

/** Regimens whose doses the model has, those of its own drug first. */
export function fitting(book: Book, model: Model): readonly Published[] {
  const can = book.regimens.filter(({ entries }) => entries.every(({ kind }) => model.doses.includes(kind)))
  return [...can.filter(({ drug }) => drug === model.drug), ...can.filter(({ drug }) => drug !== model.drug)]
}

export const exampleWho = ({ example }: Book): Who => ({ weight: example.weight.value, age: example.age.value, ancestry: 'not-stated' })

/** What a page begins with: the first regimen of the document under the first model that fits it. */
export function firstCourse(book: Book, models: readonly Model[]): Course | null {
  const published = book.regimens[0]
  const model = published && (models.find((one) => one.drug === published.drug) ?? models[0])
  return published && model ? { model: model.id, regimen: regimenOf(published), who: exampleWho(book), effect: null } : null
}

/** The regimen a model is looked at with when nobody says another: of its own drug, given the way it is first of all for. */
export function usualOf(book: Book, model: Model): Regimen | null {
  const can = fitting(book, model)
  const usual = can.find(({ drug, entries }) => drug === model.drug && entries.every(({ kind }) => kind === model.doses[0])) ?? can[0]
  return usual ? regimenOf(usual) : null
}

/**
 * The course under another model. Doses of one's own stay where the model has such doses; a published regimen stays with
 * the drug it was published for, and gives way to the usual one of the other.
 */
export function underModel(book: Book, course: Course, id: string): Course {
  const model = modelNamed(id)
  if (!model) return course
  const effect = course.effect !== null && course.effect <= model.effectSites.length ? course.effect : null
  const can = course.regimen.entries.every(({ kind }) => model.doses.includes(kind))
  const drug = publishedAs(book, course.regimen)?.drug ?? model.drug
  const regimen = can && drug === model.drug ? course.regimen : (usualOf(book, model) ?? course.regimen)
  return { ...course, model: id, effect, regimen }
}
