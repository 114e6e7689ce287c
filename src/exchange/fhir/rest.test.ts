import { expect, test } from 'vitest'
import { concept, facts, icd, loinc, readAll, snomed, whys } from './fhir.fixture.ts'

const observation = (more: object) => ({ resourceType: 'Observation', id: 'o', status: 'final', effectiveDateTime: '2026-11-02T08:00:00Z', ...more })
const quantity = (value: number, code: string, more: object = {}) => ({
  valueQuantity: { value, unit: code, code, system: 'http://unitsofmeasure.org', ...more },
})
const at = '2026-11-02T08:00:00Z'

test.each<[string, string, object, unknown]>([
  ['weight in kilograms', '29463-7', quantity(72.4, 'kg'), 72.4],
  ['weight in pounds', '29463-7', quantity(150, '[lb_av]'), 68.0388555],
  ['weight in written pounds', '29463-7', { valueQuantity: { value: 150, unit: 'lbs' } }, 68.0388555],
  ['height in inches', '8302-2', quantity(70, '[in_i]'), 177.8],
  ['pressure in kilopascal', '8480-6', quantity(16, 'kPa'), 120.01020087],
  ['PHQ-9 total', '44261-6', quantity(14, '{score}'), 14],
  ['PHQ-9 total as a whole number', '44261-6', { valueInteger: 14 }, 14],
  ['item 9 as an answer', '44260-8', { valueCodeableConcept: concept('http://loinc.org', 'LA6570-1') }, 2],
  ['pregnancy status', '82810-3', { valueCodeableConcept: snomed('77386006') }, true],
  ['pregnancy test', '2106-3', { valueCodeableConcept: snomed('260385009', 'Negative') }, 'negative'],
  ['ECG, its date', '11524-6', { valueString: 'sinus rhythm' }, at],
])('%s', async (_name, code, value, expected) => {
  const [said] = facts(await readAll(observation({ code: loinc(code), ...value })))
  if (typeof expected === 'number') expect(said?.value).toBeCloseTo(expected, 6)
  else expect(said?.value).toBe(expected)
  expect(said?.at).toBe(at)
})

test.each<[string, object, RegExp]>([
  ['a unit without a known way', { code: loinc('29463-7'), ...quantity(12, 'st') }, /no known way to kg/],
  ['no unit at all', { code: loinc('29463-7'), valueQuantity: { value: 70 } }, /no known way to kg/],
  ['less than', { code: loinc('29463-7'), ...quantity(40, 'kg', { comparator: '<' }) }, /not exact/],
  ['a missing value', { code: loinc('29463-7'), dataAbsentReason: snomed('1') }, /missing/],
  ['no value', { code: loinc('29463-7') }, /no value/],
  ['not pregnant', { code: loinc('82810-3'), valueCodeableConcept: snomed('60001007', 'Not pregnant') }, /never says no/],
  ['preliminary', { code: loinc('29463-7'), ...quantity(70, 'kg'), status: 'preliminary' }, /preliminary/],
  ['cancelled', { code: loinc('29463-7'), ...quantity(70, 'kg'), status: 'cancelled' }, /cancelled/],
  ['about the baby', { code: loinc('29463-7'), ...quantity(3, 'kg'), focus: [{ reference: 'Patient/baby' }] }, /something or somebody else/],
  ['no date', { code: loinc('29463-7'), ...quantity(70, 'kg'), effectiveDateTime: undefined }, /when/],
])('an observation with %s says nothing and stays visible', async (_name, more, why) => {
  const record = await readAll(observation(more))
  expect(facts(record)).toEqual([])
  expect(whys(record)).toEqual([expect.stringMatching(why)])
})

test('a blood pressure is two values; one that is missing leaves the other', async () => {
  const part = (code: string, more: object) => ({ code: loinc(code), ...more })
  const pressure = (low: object) => observation({ code: loinc('85354-9'), component: [part('8480-6', quantity(142, 'mm[Hg]')), part('8462-4', low)] })
  expect(facts(await readAll(pressure(quantity(91, 'mm[Hg]')))).map(({ value }) => value)).toEqual([142, 91])
  const record = await readAll(pressure({ dataAbsentReason: snomed('1') }))
  expect(facts(record)).toMatchObject([{ fact: 'systolic', value: 142 }])
  expect(whys(record)).toEqual(['its value is missing'])
})

const allergy = (id: string, code: object, more: object = {}) => ({ resourceType: 'AllergyIntolerance', id, recordedDate: '2020-06', code, ...more })

test('an allergy is a row, with its ingredient where one is known', async () => {
  const record = await readAll(
    allergy('a', { text: 'Ketamine' }, { category: ['medication'], reaction: [{ manifestation: [{ text: 'Rash' }] }] }),
    allergy('b', snomed('84489001', 'Mold (organism)')),
    allergy('c', { text: 'Ketamine' }, { verificationStatus: concept('', 'refuted') }),
  )
  expect(facts(record).map(({ value }) => value)).toEqual([
    { rows: [{ substance: 'Mold (organism)' }], complete: false },
    { rows: [{ ingredient: '6130', substance: 'Ketamine', kind: 'medicine', reaction: 'Rash' }], complete: false },
  ])
  expect(whys(record)).toEqual(['its verification status is refuted'])
})

test('"no known allergy" by its code is a list that is complete; in words alone it is nothing', async () => {
  expect(facts(await readAll(allergy('a', snomed('716186003'))))).toEqual([{ fact: 'allergies', value: { rows: [], complete: true }, at: '2020-06' }])
  for (const text of ['No known allergies', 'NKDA', 'Not asked']) expect(facts(await readAll(allergy('a', { text })))).toEqual([])
  const both = await readAll(allergy('a', snomed('716186003')), allergy('b', { text: 'Latex' }))
  expect(facts(both)).toMatchObject([{ value: { complete: false } }])
  expect(both.problems[0]?.what).toContain('both')
})

const relative = (code: string, condition: object, more: object = {}) => ({
  resourceType: 'FamilyMemberHistory',
  id: 'f',
  status: 'completed',
  date: '2021',
  relationship: concept('http://terminology.hl7.org/CodeSystem/v3-RoleCode', code),
  condition: [{ code: condition }],
  ...more,
})

test('psychosis of a parent is psychosis in the family, and never the person’s own', async () => {
  expect(facts(await readAll(relative('MTH', icd('F20.0'))))).toEqual([{ fact: 'psychosis-in-family', value: true, at: '2021' }])
})

test.each([
  ['an aunt', relative('AUNT', snomed('58214004')), /parent, child/],
  ['a stepfather', relative('STPFTH', snomed('58214004')), /parent, child/],
  ['another illness', relative('MTH', snomed('22298006')), /not in the map/],
  ['an error', relative('MTH', snomed('58214004'), { status: 'entered-in-error' }), /entered-in-error/],
])('%s says nothing of the family', async (_name, resource, why) => {
  const record = await readAll(resource)
  expect(facts(record)).toEqual([])
  expect(whys(record)).toEqual([expect.stringMatching(why)])
})

test('a procedure or report that was done gives its date; one that was not done gives nothing', async () => {
  const report = { resourceType: 'DiagnosticReport', id: 'r', status: 'final', code: loinc('24325-3'), effectiveDateTime: '2026-10-01' }
  const ecg = { resourceType: 'Procedure', id: 'p', status: 'completed', code: loinc('11524-6'), performedPeriod: { start: '2026-09-30', end: '2026-10-01' } }
  expect(facts(await readAll(report, ecg))).toEqual([
    { fact: 'liver-panel', value: '2026-10-01', at: '2026-10-01' },
    { fact: 'ecg', value: '2026-10-01', at: '2026-10-01' },
  ])
  expect(whys(await readAll({ ...ecg, status: 'not-done' }))).toEqual(['its status is not-done'])
})

const PHQ9 = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8']
const answers = (codes: readonly string[], more: object[] = []) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q',
  status: 'completed',
  authored: '2026-11-20',
  item: [...codes.map((code) => ({ linkId: `/${code}`, answer: [{ valueCoding: { system: 'http://loinc.org', code: 'LA6570-1' } }] })), ...more],
})

test('answers to the PHQ-9 add up when all nine are there; a total that says otherwise is not believed', async () => {
  const total = (valueDecimal: number) => [{ linkId: '44261-6', answer: [{ valueDecimal }] }]
  const value = async (resource: ReturnType<typeof answers>) => Object.fromEntries(facts(await readAll(resource)).map((one) => [one.fact, one.value]))
  expect(await value(answers(PHQ9))).toEqual({ 'phq9-item9': 2, 'phq9-total': 18 })
  expect(await value(answers(PHQ9, total(18)))).toEqual({ 'phq9-item9': 2, 'phq9-total': 18 })
  expect(await value(answers(PHQ9, total(12)))).toEqual({ 'phq9-item9': 2 })
  expect(await value(answers(PHQ9.slice(1)))).toEqual({ 'phq9-item9': 2 })
  expect(await value({ ...answers(PHQ9), status: 'in-progress' })).toEqual({})
})
