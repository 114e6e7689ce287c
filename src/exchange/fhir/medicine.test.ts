import { expect, test } from 'vitest'
import type { Imported } from '../../care/facts/facts.ts'
import { drug, ME, readAll, whys } from './fhir.fixture.ts'

const order = (id: string, display: string, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  authoredOn: '2024-03-01',
  medicationCodeableConcept: drug(display),
  ...more,
})
const daily = (value: number, unit: string, repeat: object = { frequency: 1, period: 1, periodUnit: 'd' }) => ({
  dosageInstruction: [{ timing: { repeat }, doseAndRate: [{ doseQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' } }] }],
})
const rows = ({ statements }: Imported, fact = 'medicines') =>
  statements.flatMap((one) => (one.fact === fact && typeof one.value === 'object' ? one.value.rows : []))

test.each([
  ['Fluoxetine 20 MG Oral Capsule', ['4493']],
  ['24 HR escitalopram 10 MG Oral Tablet [Lexapro]', ['321988']],
  ['Symbyax 6/25', ['4493', '61381']],
  ['Olanzapine 6 MG / Fluoxetine 25 MG Oral Capsule', ['4493', '61381']],
  ['esketamine 28 MG Nasal Spray [Spravato]', ['2119365']],
  ['St. John’s wort 300 MG', ['258326']],
  ["St. John's wort 300 MG", ['258326']],
  ['Amoxicillin 250 MG', []],
  ['not sertraline', []],
])('%s holds %j', async (display, codes) => {
  expect(rows(await readAll(order('m', display))).map((row) => row.ingredient)).toEqual(codes)
})

test('a name that says another drug than the code is neither', async () => {
  const record = await readAll(order('m', 'Sertraline 50 MG', { medicationCodeableConcept: drug('Sertraline 50 MG', '4493') }))
  expect([rows(record), whys(record)]).toEqual([[], ['its code and its name say different drugs']])
})

test('an active order is taken since then; a list from an import is never complete', async () => {
  const record = await readAll(order('m', 'Fluoxetine 20 MG Oral Capsule', daily(20, 'mg')))
  expect(rows(record)).toEqual([{ ingredient: '4493', name: 'Fluoxetine 20 MG Oral Capsule', dose: 20, status: 'taking', since: '2024-03-01' }])
  const lists = record.statements.filter(({ value }) => typeof value === 'object')
  expect(lists.map(({ value }) => typeof value === 'object' && value.complete)).toEqual([false, false])
  expect(lists[0]?.source.ref).toBe('MedicationRequest/m (Fluoxetine by name)')
})

test('a drug ordered twice is one row and one trial, without a word on how it helped', async () => {
  const record = await readAll(
    order('a', 'Fluoxetine 25MG', { status: 'stopped', authoredOn: '1993-01-09' }),
    order('b', 'Fluoxetine 25MG', { authoredOn: '1993-01-17' }),
  )
  expect(rows(record)).toMatchObject([{ ingredient: '4493', status: 'taking', since: '1993-01-17' }])
  expect(rows(record, 'treatment-trials')).toEqual([{ ingredient: '4493', drug: 'Fluoxetine', 'drug-class': 'ssri' }])
})

test('while one order is in force the medicine is taken, though a newer one was stopped', async () => {
  const record = await readAll(
    order('a', 'Fluoxetine 20 MG', daily(20, 'mg')),
    order('b', 'Fluoxetine 40 MG', { ...daily(40, 'mg'), status: 'stopped', authoredOn: '2024-05-01' }),
  )
  expect(rows(record)).toEqual([{ ingredient: '4493', name: 'Fluoxetine 20 MG', dose: 20, status: 'taking', since: '2024-03-01' }])
})

test('a stopped medicine says so and until when; a completed order does not say whether it is still taken', async () => {
  const said = {
    resourceType: 'MedicationStatement',
    id: 's',
    status: 'stopped',
    medicationCodeableConcept: drug('Zoloft'),
    effectivePeriod: { start: '2023-01-01', end: '2023-03-12' },
  }
  const record = await readAll(said, order('m', 'Diazepam 5 MG', { status: 'completed' }))
  expect(rows(record)).toEqual([
    { ingredient: '3322', name: 'Diazepam 5 MG', since: '2024-03-01' },
    { ingredient: '36437', name: 'Zoloft', status: 'stopped', since: '2023-01-01', until: '2023-03-12' },
  ])
  expect(rows(record, 'treatment-trials')).toMatchObject([{ weeks: 10 }])
})

test.each([
  [{ intent: 'proposal' }, 'it is a proposal, not an order'],
  [{ intent: 'plan' }, 'it is a plan, not an order'],
  [{ status: 'entered-in-error' }, 'its status is entered-in-error'],
  [{ status: 'cancelled' }, 'its status is cancelled'],
  [{ status: 'draft' }, 'its status is draft'],
  [{ doNotPerform: true }, 'it says not to give it'],
  [{ authoredOn: undefined }, 'it does not say when'],
])('%j does not count', async (more, why) => {
  const record = await readAll(order('m', 'Fluoxetine 20 MG', more))
  expect([rows(record), whys(record)]).toEqual([[], [why]])
})

test.each<[string, object, number | undefined]>([
  ['20 mg once a day', daily(20, 'mg'), 20],
  ['10 mg every 8 hours', daily(10, 'mg', { frequency: 1, period: 8, periodUnit: 'h' }), 30],
  ['0.02 g twice a day', daily(0.02, 'g', { frequency: 2, period: 1, periodUnit: 'd' }), 40],
  ['one tablet a day', daily(1, 'tablet'), undefined],
  ['20 to 40 mg', daily(20, 'mg', { frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd' }), undefined],
  ['20 mg a week', daily(20, 'mg', { frequency: 1, period: 1, periodUnit: 'wk' }), undefined],
  ['20 mg as needed', { dosageInstruction: [{ ...daily(20, 'mg').dosageInstruction[0], asNeededBoolean: true }] }, undefined],
  ['two instructions', { dosageInstruction: [...daily(20, 'mg').dosageInstruction, ...daily(10, 'mg').dosageInstruction] }, undefined],
])('a dose is said only where the order says it exactly: %s', async (_name, more, dose) => {
  expect(rows(await readAll(order('m', 'Fluoxetine 20 MG', more)))[0]?.dose).toBe(dose)
})

test('the medication may be contained, or another entry, before or after; one that is nowhere stays visible', async () => {
  const refers = (id: string, reference: string, more: object = {}) => ({
    ...order(id, ''),
    medicationCodeableConcept: undefined,
    medicationReference: { reference },
    ...more,
  })
  const medication = { resourceType: 'Medication', id: 'x', code: drug('Sertraline 50 MG'), subject: { reference: ME } }
  const contained = refers('a', '#in', { contained: [{ resourceType: 'Medication', id: 'in', code: drug('Citalopram 20 MG') }] })
  const record = await readAll(contained, refers('b', 'Medication/x'), medication, refers('c', 'Medication/gone'))
  expect(rows(record).map((row) => row.ingredient)).toEqual(['2556', '36437'])
  expect(whys(record)).toEqual(['the medication it refers to is not in the file'])
})
