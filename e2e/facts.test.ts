import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse, registerPatient } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** What is known of a patient: a record comes in, is asked about, told about, and corrected on the chart. */
let waymark: Waymark
let browser: Browser
let nurse: Page

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  const owner = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, owner, waymark.url, 'phone')
  await registerPatient(nurse, waymark.url)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

const coding = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }], text: display })
const subject = { reference: 'urn:uuid:5a1e0000-0000-4000-8000-000000000001' }
const observation = (code: string, display: string, value: number, unit: string) => ({
  resourceType: 'Observation',
  id: code,
  status: 'final',
  code: coding('http://loinc.org', code, display),
  subject,
  effectiveDateTime: '2026-11-02',
  valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' },
})
const record = (family: string) => {
  const person = {
    resourceType: 'Patient',
    id: 'ana',
    name: [{ family, given: ['Ana'] }],
    birthDate: '1985-03-04',
    managingOrganization: { display: 'Larkspur Family Practice' },
  }
  const resources = [
    { resourceType: 'Condition', id: 'c1', code: coding('http://snomed.info/sct', '59621000', 'Essential hypertension'), subject, recordedDate: '2019-05' },
    { resourceType: 'Condition', id: 'c2', code: coding('http://snomed.info/sct', '15777000', 'Prediabetes'), subject, recordedDate: '2020-01-08' },
    {
      resourceType: 'MedicationRequest',
      id: 'm1',
      status: 'active',
      intent: 'order',
      authoredOn: '2026-09-14',
      subject,
      medicationCodeableConcept: coding('http://www.nlm.nih.gov/research/umls/rxnorm', '312941', 'sertraline 100 MG Oral Tablet'),
    },
    observation('29463-7', 'Body weight', 72.4, 'kg'),
    observation('2947-0', 'Sodium', 140, 'mmol/L'),
    observation('2951-2', 'Sodium', 139, 'mmol/L'),
    { resourceType: 'Immunization', id: 'i1', status: 'completed' },
  ]
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: subject.reference, resource: person }, ...resources.map((resource) => ({ resource }))],
  }
}
const choose = (name: string, text: string) => nurse.setInputFiles('input[type=file]', { name, mimeType: 'application/json', buffer: Buffer.from(text) })
const card = () => nurse.getByRole('region', { name: 'What is known' })

test('an empty card says what it is for, and a file that is no record is refused with what and where', async () => {
  await card().getByText('Nothing is known yet').waitFor()
  expect(await accessibility(nurse)).toEqual([])
  await card().getByRole('button', { name: 'Import a record' }).click()
  await choose('broken.json', JSON.stringify(record('Reyes')).slice(0, 700))
  await card().getByRole('button', { name: 'Import', exact: true }).click()
  await card()
    .getByText(/byte \d+: The file ends before it is complete/)
    .waitFor()
  expect(await accessibility(nurse)).toEqual([])
})

test('a record of another name is asked about; after a yes the card says what became of each entry', async () => {
  await choose('ana.json', JSON.stringify(record('Reyes Soto')))
  await card().getByRole('button', { name: 'Import', exact: true }).click()
  await card().getByText('The record is Ana Reyes Soto’s, the chart is Ana Reyes’s. Are they the same person?').waitFor()
  expect(await accessibility(nurse)).toEqual([])
  await card().getByRole('button', { name: 'Yes, it is the same person' }).click()
  await card().getByText('ana.json was read').waitFor()
  const summary = await card().getByRole('status').textContent()
  expect(summary).toContain('5 facts added')
  expect(summary).toContain('3 entries kept as they are')
  expect(summary).toContain('1 entry of kinds that hold nothing for here')
  await card().getByRole('button', { name: 'Close' }).click()
  await card().getByText('72.4 kg', { exact: true }).waitFor()
  await card()
    .getByText(/Larkspur Family Practice \(FHIR record\), May 2019/)
    .waitFor()
  await card()
    .getByText(/3 entries of records kept as they are/)
    .click()
  await card().getByText('Condition: Prediabetes').waitFor()
  expect(await accessibility(nurse)).toEqual([])
})

test('the same record again adds nothing', async () => {
  await card().getByRole('button', { name: 'Import a record' }).click()
  await choose('ana.json', JSON.stringify(record('Reyes Soto')))
  await card().getByRole('button', { name: 'Import', exact: true }).click()
  await card().getByRole('button', { name: 'Yes, it is the same person' }).click()
  const summary = card().getByRole('status')
  await summary.getByText('0 facts added').waitFor()
  expect(await summary.textContent()).toContain('5 facts known already')
  await card().getByRole('button', { name: 'Close' }).click()
})

test('a nurse corrects an entry and adds one, by keys alone; both keep who and when', async () => {
  await card().getByRole('button', { name: 'Correct weight: 72.4 kg' }).focus()
  await nurse.keyboard.press('Enter')
  const form = card().getByRole('form', { name: 'Correct weight' })
  await form.getByLabel('weight').fill('70.5')
  await form.getByLabel('Why it is corrected').fill('shoes were on')
  await nurse.keyboard.press('Enter')
  await card().getByText('70.5 kg', { exact: true }).waitFor()
  await card()
    .getByText(/^Kim Lee, 2 November 2026/)
    .first()
    .waitFor()

  await card().getByRole('button', { name: 'Add a fact' }).click()
  const add = card().getByRole('form', { name: 'Add a fact' })
  await add.getByLabel('What', { exact: true }).fill('allergies')
  await nurse.keyboard.press('ArrowDown')
  await nurse.keyboard.press('Enter')
  await add.getByRole('button', { name: 'Add', exact: true }).click()
  await add.getByText('Add a row, or say that there are none.').waitFor()
  await add.getByLabel('There are none').check()
  expect(await accessibility(nurse)).toEqual([])
  await add.getByRole('button', { name: 'Add', exact: true }).click()
  await card().getByText('none', { exact: true }).waitFor()
  await card().getByText('1 withdrawn entry').click()
  await card().getByText('shoes were on, Kim Lee').waitFor()
  expect(await accessibility(nurse)).toEqual([])
})
