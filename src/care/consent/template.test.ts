import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { book, drip, filled, spray } from './consent.fixture.ts'
import { coverage, elementsFor, readingLevels, templateObjections } from './template.check.ts'
import { BLANK, filledSections, fillObjections, numberWords } from './template.fill.ts'
import { loadElements, loadTemplate } from './template.load.ts'
import type { Template } from './template.types.ts'

const { elements } = book
const folder = join(import.meta.dirname, '../../../protocols/consent')
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const both = [drip, spray].map((form) => [form.ref.id, form] as const)
const codes = (template: Template) => templateObjections(template, elements).map(({ code, field }) => `${code} ${field}`)
const written = ({ template }: typeof drip, section: string, words: (before: string) => string): Template => ({
  ...template,
  sections: template.sections.map((one) => (one.id === section ? { ...one, words: words(one.words) } : one)),
})

test.each(both)('%s tells everything it must, each element in a section', (_, { template }) => {
  expect(coverage(template, elements).filter(({ state }) => state !== 'told')).toEqual([])
  expect(templateObjections(template, elements)).toEqual([])
})

test.each(both.flatMap(([id, form]) => form.template.sections.map((section) => [id, section.id, form, section] as const)))(
  '%s without the section "%s" is refused, and each element that is gone is named',
  (_id, _section, { template }, section) => {
    const others = template.sections.filter((one) => one !== section)
    const gone = section.covers.filter((element) => !others.some(({ covers }) => covers.includes(element)))
    expect(gone.length).toBeGreaterThan(0)
    const missing = templateObjections({ ...template, sections: others }, elements)
    for (const element of gone) {
      const words = elements.elements.find(({ id }) => id === element)?.says ?? ''
      expect(missing.find(({ code, field }) => code === 'element-missing' && field === element)?.message).toContain(words)
    }
  },
)

test.each([
  ['long-term-risks', 'bladder', /bladder/gi],
  ['other-choices', 'alternatives', /ECT/g],
  ['how-it-may-help', 'benefit-limits', /fade/gi],
  ['help', 'crisis-plan', /988/g],
  ['what-you-may-feel', 'dissociation', /dissociation/gi],
])('a section "%s" that claims %s and does not say it is refused all the same', (section, element, word) => {
  expect(codes(written(drip, section, (before) => before.replace(word, 'that')))).toContain(`element-not-told ${element}`)
})

test('an element of a made-up name, or of the other label, is not accepted as told', () => {
  const claims = (covers: string[]): Template => ({ ...drip.template, sections: drip.template.sections.map((one, i) => (i === 0 ? { ...one, covers } : one)) })
  expect(codes(claims(['off-label', 'everything']))).toEqual(['no-such-element what-ketamine-is'])
  expect(codes(claims(['off-label', 'rems']))).toEqual(['no-such-element what-ketamine-is'])
})

test('words of the one label never stand in a form of the other', () => {
  expect(codes(written(spray, 'cost', (before) => `${before}This use is off-label.`))).toContain('label-mixed sections')
  expect(codes(written(drip, 'cost', (before) => `${before}Ketamine is approved for depression.`))).toContain('label-mixed sections')
})

test('a drug by a route that has no such label is refused: ketamine by drip is never on-label', () => {
  expect(codes({ ...drip.template, offLabel: false })).toEqual(
    expect.arrayContaining(['label-unknown offLabel', 'label-mixed sections', 'element-missing on-label']),
  )
  expect(codes({ ...drip.template, route: 'intranasal' })).toEqual(['label-unknown offLabel'])
})

test.each(both)('every section of %s reads at grade 8 or below', (_, { template }) => {
  const levels = readingLevels(template, elements)
  expect(levels.filter(({ tooHard }) => tooHard)).toEqual([])
  expect(levels.every(({ grade }) => grade !== null && grade < 8)).toBe(true)
})

test('a section that reads too hard is refused with its grade and its hardest sentence', () => {
  const hard = written(
    drip,
    'long-term-risks',
    (before) =>
      `Cumulative administration may precipitate hepatobiliary deterioration and neurocognitive impairment. ${before.repeat(1).replaceAll('. ', ' and ')}`,
  )
  const found = templateObjections(
    { ...hard, sections: hard.sections.map((one) => (one.id === 'long-term-risks' ? { ...one, words: one.words.split('\n')[0] ?? '' } : one)) },
    elements,
  )
  expect(found.find(({ code }) => code === 'too-hard')?.message).toMatch(/"long-term-risks" reads at grade \d+.*Cumulative/)
})

test('a place nobody is asked for, and a question that stands nowhere, are refused', () => {
  expect(codes(written(drip, 'cost', (before) => `${before}{discount}`))).toEqual(['no-such-place discount'])
  expect(codes(written(drip, 'what-happens', (before) => before.replace('{duration}', 'a while')))).toEqual(['place-unread duration'])
})

test('the whole form, filled in, has no blank; one open place is named and shows as a blank', () => {
  expect(fillObjections(drip.template, filled(drip))).toEqual([])
  expect(filledSections(drip.template, filled(drip)).flatMap(({ open }) => open)).toEqual([])
  const without = filled(drip, { price: '  ' })
  expect(fillObjections(drip.template, without)).toMatchObject([{ code: 'open-place', field: 'price' }])
  expect(filledSections(drip.template, without).find(({ id }) => id === 'cost')).toMatchObject({
    open: ['price'],
    words: expect.stringContaining(`Price: ${BLANK}`),
  })
})

test.each([
  [{ 'dose-low': '0,5' }, ['no-number dose-low']],
  [{ 'dose-low': '0' }, ['no-number dose-low']],
  [{ 'dose-low': '0.9' }, ['range-turned dose-high']],
  [{ sessions: '0' }, ['no-number sessions']],
  [{ sessions: 'many' }, ['no-number sessions']],
  [{ phone: '{price}' }, ['braces phone']],
  [{ touch: 'x'.repeat(1300) }, ['too-long touch']],
  [{ toString: 'x' }, ['no-such-place toString']],
])('filled in as %o it cannot be signed', (change, expected) => {
  expect(fillObjections(drip.template, filled(drip, change as Record<string, string>)).map(({ code, field }) => `${code} ${field}`)).toEqual(expected)
})

test('the spray is for an approved use only, chosen from a list', () => {
  expect(fillObjections(spray.template, filled(spray, { diagnosis: 'chronic pain' }))).toMatchObject([{ code: 'no-choice', field: 'diagnosis' }])
})

test('numbers of a form stand with unit and source and are said in words', () => {
  expect(numberWords({ value: 1, unit: 'h', source: 'X', confirmed: true })).toBe('1 hour')
  expect(filledSections(spray.template, {}).find(({ id }) => id === 'on-the-day')?.words).toContain(
    'Do not eat for 2 hours before the spray. Do not drink for 30 minutes',
  )
})

test('a document is refused with file, line and column', () => {
  const broken = text('iv-ketamine-off-label.yaml').replace('offLabel: true', 'offLabel: maybe')
  expect(() => loadTemplate(broken, elements, 'a.yaml')).toThrow(/^a\.yaml:\d+:\d+ offLabel/)
  expect(() =>
    loadTemplate(text('iv-ketamine-off-label.yaml').replace('covers: [pregnancy, breastfeeding]', 'covers: [pregnancy]'), elements, 'a.yaml'),
  ).toThrow('Breastfeeding')
  expect(() => loadTemplate('a: [', elements, 'a.yaml')).toThrow(/^a\.yaml:1:/)
  expect(() => loadElements(text('elements.yaml').replace('sources: [MATH]', 'sources: [NOBODY]'))).toThrow('NOBODY is named and not listed')
})

test('a word more is another version of the words, a remark is not', () => {
  const source = text('iv-ketamine-off-label.yaml')
  expect(loadTemplate(`${source}\n# a remark`, elements).ref.hash).toBe(drip.ref.hash)
  expect(loadTemplate(source.replace('You rest in a chair.', 'You rest in a good chair.'), elements).ref.hash).not.toBe(drip.ref.hash)
})

test('every element says where it comes from, and the list is that of the review and the forms', () => {
  expect(elements.elements.every(({ sources }) => sources.every((tag) => Object.hasOwn(elements.sources, tag)))).toBe(true)
  expect(elementsFor({ offLabel: true }, elements).length).toBeGreaterThan(35)
})
