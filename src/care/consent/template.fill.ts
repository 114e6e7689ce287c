import type { Reason } from '../../medicine/record.ts'
import type { Fill, FormNumber, SectionText, Slot, Template } from './template.types.ts'

export const placesIn = (words: string): string[] => [...words.matchAll(/\{([a-z-]+)\}/g)].map(([, place = '']) => place)

export type Filled = SectionText & { readonly open: readonly string[] }

/** A line the reader sees: what is filled in stands out on paper and screen, what is open is a blank. */
export const BLANK = '________'

/** The form as it is read: every place filled, or left as a blank and named in `open`. What was filled in is never read for places again. */
export const filledSections = (template: Template, fill: Fill): readonly Filled[] =>
  template.sections.map((section) => {
    const open: string[] = []
    const words = section.words.trim().replaceAll(/\{([a-z-]+)\}/g, (_, place: string) => {
      const said = saidOf(template, fill, place)
      if (said === '') open.push(place)
      return said || BLANK
    })
    return { ...section, words, open }
  })

function saidOf({ numbers = {} }: Template, fill: Fill, place: string): string {
  const number = Object.hasOwn(numbers, place) ? numbers[place] : undefined
  if (number) return numberWords(number)
  return Object.hasOwn(fill, place) ? (fill[place] ?? '').trim() : ''
}

export const numberWords = ({ value, unit }: FormNumber): string => `${value} ${UNITS[unit]}${value === 1 ? '' : 's'}`
const UNITS = { h: 'hour', min: 'minute' } as const

const DECIMAL = /^\d{1,4}(\.\d{1,3})?$/
const MOST = { line: 160, text: 1200, decimal: 8, whole: 4, choice: 160 } as const

/** What is still open or does not fit; with any of it nobody can sign. */
export function fillObjections({ slots, doseUnit }: Template, fill: Fill): readonly Reason[] {
  const known = new Set(slots.map(({ id }) => id))
  const [low, high] = ['dose-low', 'dose-high'].map((id) => Number(fill[id]))
  const [lowSlot, highSlot] = ['dose-low', 'dose-high'].map((id) => slots.find((slot) => slot.id === id))
  const both = [lowSlot, highSlot].every((slot) => slot && slotObjection(slot, fill) === null)
  return [
    ...slots.flatMap((slot) => slotObjection(slot, fill) ?? []),
    ...(both && (low ?? 0) > (high ?? 0)
      ? [{ code: 'range-turned', field: 'dose-high', message: `The highest dose (${high} ${doseUnit}) is below the lowest (${low} ${doseUnit}).` }]
      : []),
    ...Object.keys(fill)
      .filter((id) => !known.has(id))
      .map((id) => ({ code: 'no-such-place', field: id, message: `The form has no place for "${id}".` })),
  ]
}

function slotObjection({ id, asks, kind, choices = [] }: Slot, fill: Fill): Reason | null {
  const said = Object.hasOwn(fill, id) ? (fill[id] ?? '').trim() : ''
  const wrong = (code: string, why: string): Reason => ({ code, field: id, message: `${asks}: ${why}` })
  if (said === '') return wrong('open-place', 'not filled in.')
  if (said.length > MOST[kind]) return wrong('too-long', `at most ${MOST[kind]} letters.`)
  if (/[{}]/.test(said)) return wrong('braces', 'write it without braces.')
  if (kind === 'decimal' && !(DECIMAL.test(said) && Number(said) > 0)) return wrong('no-number', 'a number above 0, such as 0.5.')
  if (kind === 'whole' && !/^[1-9]\d{0,3}$/.test(said)) return wrong('no-number', 'a whole number.')
  if (kind === 'choice' && !choices.includes(said)) return wrong('no-choice', `one of ${choices.join('; ')}.`)
  return null
}

/** Without blanks round it, and without what is empty. */
export const tidyFill = (fill: Fill): Fill =>
  Object.fromEntries(Object.entries(fill).flatMap(([id, said]) => (said.trim() === '' ? [] : [[id, said.normalize('NFC').trim()]])))
