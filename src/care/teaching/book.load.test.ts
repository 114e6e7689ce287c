import { expect, test } from 'vitest'
import { concentrations, MODELS } from '../../medicine/pk/pk.ts'
import { loadBook } from './book.load.ts'
import { fitting, numbersOf, publishedAs, regimenOf, underModel } from './book.ts'
import { book, course } from './teaching.fixture.ts'
import { dosesOf, personFor, totalOf } from './teaching.ts'

const TRUSTED_LITTLE = /low|summary|placeholder/

const text = `
id: small
version: 1.0.0
effective: "2026-11-25"
title: Small
summary: One regimen.
example:
  weight: { value: 70, unit: kg, source: A, confirmed: true }
  age: { value: 45, unit: years, source: A, confirmed: true }
regimens:
  - id: one
    title: One
    says: A push.
    drug: racemic ketamine
    entries:
      - { kind: bolus, dose: { value: 10, unit: mg, source: A, confirmed: true } }
sources:
  A: { title: Somewhere }
`

test('every published regimen can be drawn under a model of its own drug', () => {
  for (const published of book.regimens) {
    const regimen = regimenOf(published)
    const models = MODELS.filter((model) => model.drug === published.drug && fitting(book, model).includes(published))
    expect(models.length, published.id).toBeGreaterThan(0)
    for (const model of models) {
      const who = { weight: 70, age: 45, ancestry: 'not-stated' } as const
      const answer = concentrations({ model: model.id, covariates: personFor(model, who), events: dosesOf(regimen, who), times_min: [0, 40] })
      expect(answer.kind, `${published.id} under ${model.id}`).toBe('curve')
    }
  }
})

test('every number of the document has a unit, a source that is listed, and a mark; what is of low trust is not confirmed', () => {
  expect(book.regimens.flatMap(numbersOf).length).toBeGreaterThan(30)
  for (const { source, confirmed } of book.regimens.flatMap(numbersOf)) {
    expect(book.sources).toHaveProperty(source)
    if (TRUSTED_LITTLE.test(book.sources[source]?.trust ?? '')) expect(confirmed, source).toBe(false)
  }
})

test('half a milligram per kilogram for 70 kg is 35 mg, and two devices of 28 mg are 56 mg', () => {
  expect(totalOf(dosesOf(course('kamp2020', 'iv-half-over-40').regimen, { weight: 70 }))).toBeCloseTo(35, 9)
  const nasal = dosesOf(course('perezruixo2021', 'nasal-56').regimen, { weight: 70 })
  expect(nasal).toEqual([
    { type: 'nasal', t_min: 0, mg: 28, device_in_session: 1 },
    { type: 'nasal', t_min: 5, mg: 28, device_in_session: 2 },
  ])
})

test('several sessions are the same doses on each day, and the devices of each are counted from one', () => {
  const doses = dosesOf({ ...course('perezruixo2021', 'nasal-56').regimen, days: [0, 2] }, { weight: 70 })
  expect(doses.map((dose) => (dose.type === 'nasal' ? [dose.t_min, dose.device_in_session] : null))).toEqual([
    [0, 1],
    [5, 2],
    [2880, 1],
    [2885, 2],
  ])
})

test('a regimen is called published only while every number of it is', () => {
  const { regimen } = course('kamp2020', 'iv-half-over-40')
  expect(publishedAs(book, regimen)?.id).toBe('iv-half-over-40')
  expect(publishedAs(book, { ...regimen, days: [0, 3] })).toBeUndefined()
})

test('another model keeps one’s own doses where it has such doses, and gives a published one up with its drug', () => {
  const own = {
    ...course('kamp2020', 'iv-half-over-40'),
    regimen: { entries: [{ kind: 'bolus', dose: { value: 12, unit: 'mg' }, at: 0 }], days: [0] },
  } as const
  expect(underModel(book, own, 'otto2021').regimen).toEqual(own.regimen)
  const published = course('kamp2020', 'iv-half-over-40', { effect: 2 })
  expect(underModel(book, published, 'domino1982')).toEqual({ ...published, model: 'domino1982', effect: null })
  expect(publishedAs(book, underModel(book, published, 'otto2021').regimen)?.drug).toBe('esketamine')
  expect(underModel(book, course('perezruixo2021', 'nasal-84'), 'otto2021').regimen.entries.map(({ kind }) => kind)).toEqual(['infusion'])
})

test.each([
  [text.replace('unit: mg,', 'unit: g,'), 'regimens.0.entries.0.dose.unit'],
  [text.replace('value: 10', 'value: 0'), 'the value must be more than 0'],
  [text.replace('source: A, confirmed: true } }', 'source: B, confirmed: true } }'), 'B is named and not listed'],
  [`${text}  C: { title: Nowhere }\n`, 'C is listed and nobody names it'],
  [text.replace('says: A push.', 'says: A push.\n    dosis: 3'), 'dosis'],
  [text.replace('id: small', 'id: [small'), 'regimens.yaml'],
])('a document that nobody could rely on does not load, and the fault is named: %#', (broken, named) => {
  expect(() => loadBook(broken)).toThrow(named)
})

test('the small document of these tests loads', () => expect(loadBook(text).regimens).toHaveLength(1))
