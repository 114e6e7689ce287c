import type { Bands, Model } from '../../medicine/pk/pk.ts'
import type { Sheet } from '../../ui/level/drawing.ts'
import type { LevelBand, LevelDose, LevelLine } from '../../ui/level/level.ts'
import { topOf } from '../../ui/level/level.view.ts'
import { list } from '../../ui/words.ts'
import { type Drawn, doseWords, lastMinute, type Panel, panelsOf } from './picture.ts'
import type { Lesson } from './teaching.ts'
import type { Spread } from './useSpread.tsx'

const kindOf = (place: number) => (place === 0 ? 'first' : 'compared')

/** Below this part of the other's height a curve is too flat to be read, and gets a scale of its own. */
const READABLE = 1 / 3

/** Every panel on one scale of concentration, so that heights can be compared by eye; where that flattens one, it is said that they are not. */
export function sheetsOf(lesson: Lesson, all: readonly Drawn[], spreads: readonly Spread[]): readonly Sheet[] {
  const sheets = panelsOf(all).map((panel) => sheetOf(panel, lesson, all, spreads))
  const tops = sheets.map(({ picture }) => topOf(picture))
  const upTo = Math.max(0, ...tops)
  if (tops.every((top) => top >= READABLE * upTo)) return sheets.map((sheet) => ({ ...sheet, picture: { ...sheet.picture, upTo } }))
  return sheets.map((sheet) => ({ ...sheet, notes: [...(sheet.notes ?? []), 'The two pictures have different scales.'] }))
}

/** A panel as the chart and the drawing take it: lines and bands with their names, doses, notes. */
function sheetOf({ site, courses }: Panel, lesson: Lesson, all: readonly Drawn[], spreads: readonly Spread[]): Sheet {
  const alone = courses.length === 1
  const of = (one: Drawn) => spreads[all.indexOf(one)]
  const lines = courses.flatMap((one) => linesOf(one, all.indexOf(one), alone))
  const bands = courses.flatMap((one) => bandOf(one, all.indexOf(one), alone, of(one)?.bands ?? null))
  return {
    picture: { site, lines, bands, doses: dosesOf(courses, all), span: [0, lastMinute(lesson)] },
    analyte: capital(list([...new Set(lines.map(({ drug }) => drug))])),
    models: [...new Set(courses.map(({ model }) => model))],
    cautions: courses.flatMap(({ answer }) => (answer.kind === 'curve' ? answer.cautions : [])),
    notes: [...courses.map(noteOf), ...courses.map((one) => of(one)?.note ?? null)].filter((note): note is string => note !== null),
  }
}

type Named = LevelLine & { readonly drug: string }

function linesOf({ answer, model, name }: Drawn, place: number, alone: boolean): readonly Named[] {
  if (answer.kind === 'refused') return []
  const kind = place === 0 ? 'first' : 'compared'
  const common = { kind, site: model.site.kind, minutes: answer.times_min } as const
  const named = (drug: string) => (alone ? drug : `${drug}, ${name}`)
  const [metabolite, effect] = [answer.metabolite_ng_per_mL, answer.effect_site_ng_per_mL]
  return [
    { ...common, label: alone ? model.parent : name, drug: model.parent, ngPerMl: answer.parent_ng_per_mL },
    ...(metabolite && model.metabolite
      ? [{ ...common, label: named(model.metabolite), drug: model.metabolite, analyte: 'metabolite' as const, ngPerMl: metabolite }]
      : []),
    ...(effect ? [{ ...common, label: named('effect site'), drug: model.parent, analyte: 'effect-site' as const, ngPerMl: effect }] : []),
  ]
}

function bandOf({ model, name }: Drawn, place: number, alone: boolean, bands: Bands | null): readonly LevelBand[] {
  const [lower, , middle, , upper] = bands?.parent_ng_per_mL ?? []
  if (!bands || !lower || !middle || !upper) return []
  return [
    {
      label: alone ? '90 % of people' : `90 %, ${name}`,
      kind: place === 0 ? 'first' : 'compared',
      site: model.site.kind,
      minutes: bands.times_min,
      lower,
      middle,
      upper,
    },
  ]
}

/** The same doses twice are drawn once. */
function dosesOf(courses: readonly Drawn[], all: readonly Drawn[]): readonly LevelDose[] {
  const [first, second] = courses
  const once = first && second && JSON.stringify(first.doses) === JSON.stringify(second.doses)
  return (once ? [first] : courses).map((one) => ({
    label: once || courses.length === 1 ? doseWords(one.course) : doseName(one),
    events: one.doses,
    kind: kindOf(all.indexOf(one)),
  }))
}
const doseName = ({ course, name }: Drawn): string => (name.includes(doseWords(course)) ? doseWords(course) : `${doseWords(course)}: ${name}`)

/** Enantiomers: what a model of the one says when it is given the other. */
const noteOf = ({ model, course }: Drawn): string | null =>
  course.effect !== null ? `${model.effectSites[course.effect - 1]?.what}. Source: ${model.effectSites[course.effect - 1]?.source}.` : null

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

export const titleOf = (all: readonly Drawn[]): string => {
  const drugs: readonly Model['drug'][] = [...new Set(all.map(({ model }) => model.drug))]
  return `Expected concentration of ${list([...drugs])}: ${all.map(({ course, name, model }) => (all.length === 1 ? `${doseWords(course)}, ${model.title}` : name)).join(' beside ')}`
}
