import { expect, test } from 'vitest'
import { concept, facts, icd, readAll, snomed, whys } from './fhir.fixture.ts'

const status = (code: string) => concept('http://terminology.hl7.org/CodeSystem/condition-clinical', code)
const certain = (code: string) => concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', code)
const condition = (more: object) => ({ resourceType: 'Condition', id: 'c', code: snomed('67362008', 'Aortic aneurysm'), recordedDate: '2019-05', ...more })

test('an active condition says yes, with the date as vague as it was', async () => {
  expect(facts(await readAll(condition({ clinicalStatus: status('active') })))).toEqual([{ fact: 'aneurysm', value: true, at: '2019-05' }])
})

test.each(['refuted', 'entered-in-error', 'unconfirmed', 'provisional', 'differential'])(
  'a condition that is %s does not count and stays visible',
  async (code) => {
    const record = await readAll(condition({ verificationStatus: certain(code) }))
    expect(facts(record)).toEqual([])
    expect(whys(record)).toEqual([`its verification status is ${code}`])
  },
)

test('what once happened stays true when it is over; what is over now says nothing of now', async () => {
  expect(facts(await readAll(condition({ clinicalStatus: status('resolved') })))).toMatchObject([{ fact: 'aneurysm', value: true }])
  const record = await readAll(condition({ code: icd('F31.1'), clinicalStatus: status('remission') }))
  expect(facts(record).map(({ fact }) => fact)).toEqual(['bipolar-disorder'])
})

test('a substance use disorder that is over is the fact of the past', async () => {
  const alcohol = { code: snomed('7200002', 'Alcoholism'), clinicalStatus: status('remission') }
  expect(facts(await readAll(condition(alcohol)))).toEqual([{ fact: 'substance-use-past', value: true, at: '2019-05' }])
  expect(facts(await readAll(condition({ ...alcohol, clinicalStatus: status('active') })))).toMatchObject([{ fact: 'substance-use-active' }])
  expect(facts(await readAll(condition({ code: icd('F10.21', 'Alcohol dependence, in remission'), clinicalStatus: status('active') })))).toMatchObject([
    { fact: 'substance-use-past' },
  ])
  expect(facts(await readAll(condition({ code: icd('F10.21') }))).map(({ fact }) => fact)).toEqual(['substance-use-past'])
})

test('a category of ICD-10-CM holds what is below it, for every fact that names it', async () => {
  expect(facts(await readAll(condition({ code: icd('F31.13') }))).map(({ fact }) => fact)).toEqual(['mania-current', 'bipolar-disorder'])
  expect(facts(await readAll(condition({ code: concept('http://hl7.org/fhir/sid/icd-10', 'F31.1') })))).toEqual([])
})

test('a heart attack gives its date by the onset alone; a record of an old one gives none', async () => {
  const attack = { code: snomed('22298006', 'Myocardial infarction'), onsetDateTime: '2018', recordedDate: '2024-01-05' }
  expect(facts(await readAll(condition(attack)))).toEqual([
    { fact: 'myocardial-infarction', value: true, at: '2024-01-05' },
    { fact: 'last-myocardial-infarction', value: '2018', at: '2018' },
  ])
  expect(facts(await readAll(condition({ ...attack, code: snomed('399211009', 'History of myocardial infarction') })))).toHaveLength(1)
  expect(facts(await readAll(condition({ ...attack, onsetDateTime: undefined })))).toHaveLength(1)
})

test('a code nobody knows, words without a code, and a fact that is not taken from imports stay visible', async () => {
  const record = await readAll(
    condition({ id: 'a', code: snomed('15777000', 'Prediabetes') }),
    condition({ id: 'b', code: { text: 'Schizophrenia' } }),
    condition({ id: 'c', code: snomed('1') }),
  )
  expect(facts(record)).toEqual([])
  expect(record.unmapped.map(({ what }) => what)).toEqual(['Condition: Prediabetes', 'Condition: Schizophrenia', 'Condition: 1'])
  expect(whys(record)[2]).toContain('not taken from an import')
})

test('without any date, or with one no calendar has, nothing is said', async () => {
  expect(whys(await readAll(condition({ recordedDate: undefined })))).toEqual(['it does not say when'])
  expect(whys(await readAll(condition({ recordedDate: '2019-02-30' })))).toEqual(['it does not say when'])
})

test('an addition that changes the meaning makes the whole entry unread', async () => {
  const record = await readAll(condition({ modifierExtension: [{ url: 'http://example.org/not', valueBoolean: true }] }))
  expect(facts(record)).toEqual([])
  expect(whys(record)[0]).toContain('changes its meaning')
})
