import { readingGrade as gradeOf, hardest } from '../../medicine/reading/grade.ts'
import type { Reason } from '../../medicine/record.ts'
import { placesIn } from './template.fill.ts'
import type { Element, Elements, Label, SectionText, Template } from './template.types.ts'

export const labelOf = ({ offLabel }: Pick<Template, 'offLabel'>): Label => (offLabel ? 'offLabel' : 'onLabel')

/** What a form of this label has to tell. */
export const elementsFor = (template: Pick<Template, 'offLabel'>, { elements }: Elements): readonly Element[] =>
  elements.filter(({ when }) => when === undefined || when === labelOf(template))

export type Coverage = {
  readonly element: Element
  readonly sections: readonly SectionText[]
  readonly state: 'told' | 'missing' | 'named-not-told'
  readonly lacks: readonly string[]
}

/**
 * Which element each section tells. An element that a section claims and whose words are not there is not told: naming
 * it does not inform anybody.
 *
 * Errors: never throws; an element nobody claims is `missing`, one of the printed form itself is always told.
 * Source: the list of elements, a document (`protocols/consent/elements.yaml`).
 */
export const coverage = (template: Template, elements: Elements): readonly Coverage[] =>
  elementsFor(template, elements).map((element): Coverage => {
    if (element.by === 'form') return { element, sections: [], state: 'told', lacks: [] }
    const sections = template.sections.filter(({ covers }) => covers.includes(element.id))
    const text = sections.map(({ title, words }) => `${title}\n${words}`).join('\n')
    const lacks = (element.mentions ?? []).filter((group) => !group.some((word) => holds(text, word))).map((group) => group.join(' or '))
    return { element, sections, state: sections.length === 0 ? 'missing' : lacks.length > 0 ? 'named-not-told' : 'told', lacks }
  })

/** A word begins where a word begins ("ECT" is not in "effect"); it may end in another letter ("risk", "risks"). Abbreviations are matched as written. */
function holds(text: string, word: string): boolean {
  const abbreviation = /^[A-Z]{2,}$/.test(word)
  const [inside, wanted] = abbreviation ? [text, word] : [text.toLowerCase(), word.toLowerCase()]
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(inside[at - 1] as string)) return true
  return false
}

export type SectionReading = { readonly section: string; readonly grade: number | null; readonly tooHard: boolean; readonly hardest: string }

/** How hard each section is to read, its places left open: what a clinic fills in is not the form's doing. */
export const readingLevels = ({ sections }: Template, { readingGrade }: Elements): readonly SectionReading[] =>
  sections.map(({ id, title, words }) => {
    const text = `${title}\n${words.replaceAll(/\{[a-z-]+\}/g, 'it')}`
    const found = gradeOf(text)
    const grade = found.words === 0 ? null : Math.round(found.grade * 10) / 10
    return { section: id, grade, tooHard: grade === null || grade > readingGrade.value, hardest: hardest(text, 1)[0]?.sentence ?? '' }
  })

/** Why a template cannot be used; empty when it can. Every reason names the element, section or place it is about. */
export const templateObjections = (template: Template, elements: Elements): readonly Reason[] => [
  ...labelObjections(template, elements),
  ...coverage(template, elements).flatMap(({ element, state, lacks }) =>
    state === 'missing'
      ? [{ code: 'element-missing', field: element.id, message: `The form does not tell: ${element.says}.` }]
      : lacks.map((words) => ({ code: 'element-not-told', field: element.id, message: `The form names "${element.says}" and does not say it: ${words}.` })),
  ),
  ...strangeElements(template, elements),
  ...readingLevels(template, elements)
    .filter(({ tooHard }) => tooHard)
    .map(({ section, grade, hardest: worst }) => ({
      code: 'too-hard',
      field: section,
      message: `The section "${section}" reads at grade ${grade ?? 'unknown'}, above ${elements.readingGrade.value}. Hardest: "${worst}"`,
    })),
  ...placeObjections(template),
]

/** Words of the one label never stand in a form of the other. */
function labelObjections(template: Template, { labels, never }: Elements): Reason[] {
  const { drug, route, offLabel } = template
  const label = labelOf(template)
  const known = labels.some((one) => one.drug === drug && one.route === route && one.offLabel === offLabel)
  const text = [template.title, ...template.sections.flatMap(({ title, words }) => [title, words])].join('\n')
  return [
    ...(known
      ? []
      : [{ code: 'label-unknown', field: 'offLabel', message: `No form for ${drug}, ${route}, ${offLabel ? 'off-label' : 'as approved'} is known.` }]),
    ...never[label]
      .filter((word) => holds(text, word))
      .map((word) => ({ code: 'label-mixed', field: 'sections', message: `"${word}" belongs to a form of the other label and may not stand here.` })),
  ]
}

const strangeElements = (template: Template, elements: Elements): Reason[] => {
  const known = new Set(elementsFor(template, elements).map(({ id }) => id))
  return template.sections.flatMap(({ id, covers }) =>
    covers
      .filter((element) => !known.has(element))
      .map((element) => ({ code: 'no-such-element', field: id, message: `The section "${id}" claims "${element}", which no form of this label has to tell.` })),
  )
}

/** Each place has a question, and each question a place: what is filled in is read. */
function placeObjections({ sections, slots, numbers = {} }: Template): Reason[] {
  const used = new Set(sections.flatMap(({ words }) => placesIn(words)))
  const known = new Set([...slots.map(({ id }) => id), ...Object.keys(numbers)])
  return [
    ...[...used]
      .filter((place) => !known.has(place))
      .map((place) => ({ code: 'no-such-place', field: place, message: `Nobody is asked what belongs in {${place}}.` })),
    ...[...known]
      .filter((id) => !used.has(id))
      .map((id) => ({ code: 'place-unread', field: id, message: `"${id}" is asked for and stands nowhere in the form.` })),
    ...NEEDED.filter((id) => !slots.some((slot) => slot.id === id)).map((id) => ({
      code: 'no-slot',
      field: id,
      message: `The form does not ask for "${id}", which decides about a new consent.`,
    })),
  ]
}

/** What the rule of a new consent looks at. */
const NEEDED = ['dose-low', 'dose-high', 'diagnosis'] as const
