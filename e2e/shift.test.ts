import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** A shift in a clinic founded an hour ago: from the empty chair to an infusion that was stopped, on one tablet. */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
let room: string

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

afterEach(async ({ task }) => {
  const folder = process.env.WAYMARK_SHOTS
  if (!folder || task.result?.state !== 'fail') return
  for (const [who, page] of Object.entries({ nurse, physician })) await page?.screenshot({ path: `${folder}/${task.name.slice(0, 20)}-${who}.png` })
})

test('a clinic is founded, a nurse joins by link, a patient is registered', async () => {
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
  expect(await accessibility(nurse)).toEqual([])
})

test('a session is planned; the physician writes and signs the order with its arithmetic in view', async () => {
  await nurse.getByRole('link', { name: /Plan a session/ }).click()
  await nurse.getByLabel('Time').fill(clockAgo(0))
  await nurse.getByRole('button', { name: 'Plan the session' }).click()
  await nurse.getByRole('region', { name: 'Checks before the chair' }).waitFor()
  room = nurse.url()
  await physician.goto(room)
  await physician.getByLabel('Weight').fill('72.4')
  await physician.getByLabel(/Concentration/).fill('0.4')
  await physician
    .getByText(/36.2 mg/)
    .first()
    .waitFor()
  await physician.getByRole('button', { name: /Write/ }).click()
  await hold(physician, 'Sign this order', physician.getByText(/Signed by Olive Marsh/).first())
})

test('the nurse goes through the checks; pounds are refused with the reason', async () => {
  await nurse.getByRole('button', { name: 'The patient is here' }).click()
  await nurse.getByLabel(/Said the name/).check()
  await nurse.getByLabel(/Said the birth date/).check()
  await nurse.getByRole('button', { name: 'This is the right person' }).click()
  await nurse.getByLabel('Weight').fill('159.6')
  await nurse.getByRole('button', { name: 'Record weight' }).click()
  await nurse
    .getByText(/pounds/)
    .first()
    .waitFor()
  await nurse.getByLabel('Weight').fill('72.6')
  await nurse.getByRole('button', { name: 'Record weight' }).click()
  await nurse.getByLabel(/Last food/).waitFor()
})

test('fast, escort, allergies and a baseline set by keyboard alone; then ready', async () => {
  await nurse.getByLabel(/Last food/).fill(clockAgo(12))
  await nurse.getByLabel(/Last drink/).fill(clockAgo(4))
  await nurse.getByRole('button', { name: 'Record', exact: true }).click()
  await nurse.getByLabel('Name', { exact: true }).fill('Tomás Reyes')
  await nurse.getByLabel('Phone').fill('555 0100')
  await nurse.getByLabel('Relation').fill('brother')
  await nurse.getByRole('button', { name: 'Record escort' }).click()
  await charts(nurse, 'Baseline readings', {
    'Heart rate': 78,
    'Systolic pressure': 124,
    'Diastolic pressure': 78,
    'Oxygen saturation': 98,
    'Respiratory rate': 14,
    'Sedation (MOAA/S)': 5,
  })
  await nurse.getByRole('button', { name: /^Allergies/ }).click()
  await nurse.getByRole('button', { name: 'Asked: none known' }).click()
  await nurse.getByText('7 of 7').waitFor()
  await hold(nurse, 'Ready', nurse.getByText('Left forearm', { exact: true }))
})

test('the line is placed and the infusion started as the pump and the label show it', async () => {
  await nurse.getByText('Left forearm', { exact: true }).click()
  await nurse.getByText('22 G', { exact: true }).click()
  await nurse.getByRole('button', { name: 'IV placed' }).click()
  await nurse.getByLabel('The pump and the label show exactly this').check()
  expect(await nurse.getByLabel('Rate at the pump').inputValue()).toBe('135.75')
  await nurse.getByRole('button', { name: 'Start infusion' }).click()
  await nurse.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  expect(await accessibility(nurse)).toEqual([])
})

test('a set by keyboard with a high pressure raises an alert that is acknowledged by name', async () => {
  await charts(nurse, 'Readings', {
    'Heart rate': 96,
    'Systolic pressure': 188,
    'Diastolic pressure': 104,
    'Oxygen saturation': 97,
    'Respiratory rate': 15,
    'Sedation (MOAA/S)': 4,
  })
  await nurse.getByRole('button', { name: 'Acknowledge…' }).first().click()
  await nurse.getByLabel('In your words').fill('Repeated by hand, no symptoms')
  await nurse.getByRole('button', { name: 'Acknowledge as Kim Lee' }).click()
  await nurse
    .getByText(/Repeated by hand, no symptoms/)
    .first()
    .waitFor()
})

test('systolic under diastolic is refused beside the field, and what was typed stays', async () => {
  const form = nurse.getByRole('form', { name: 'Readings' })
  await form.getByRole('textbox', { name: 'Systolic pressure' }).fill('70')
  await form.getByRole('textbox', { name: 'Diastolic pressure' }).fill('90')
  await form.getByRole('button', { name: /set/ }).click()
  await form
    .getByText(/70.*90|under|below/)
    .first()
    .waitFor()
  expect(await form.getByRole('textbox', { name: 'Systolic pressure' }).inputValue()).toBe('70')
  await form.getByRole('textbox', { name: 'Systolic pressure' }).fill('')
  await form.getByRole('textbox', { name: 'Diastolic pressure' }).fill('')
})

test('pause, resume, a symptom and a note, each on every screen of the session without reload', async () => {
  await nurse.getByRole('button', { name: 'Pause', exact: true }).click()
  await physician.goto(room)
  await physician.getByText('Paused').first().waitFor()
  await nurse.getByRole('button', { name: /^Resume/ }).click()
  await physician.getByText('Infusing').first().waitFor()
  await nurse.getByRole('button', { name: 'Symptom', exact: true }).click()
  await nurse.getByText('Nausea', { exact: true }).click()
  await nurse.getByRole('radiogroup', { name: /Grade/ }).getByRole('radio').first().click()
  await nurse.getByRole('button', { name: 'Record', exact: true }).click()
  await physician
    .getByText(/Nausea/)
    .first()
    .waitFor()
  await nurse.getByRole('button', { name: 'Note', exact: true }).click()
  await nurse.getByRole('textbox', { name: 'Words', exact: true }).fill('Quiet, eyes closed, answers at once.')
  await nurse.getByRole('button', { name: 'Save note' }).click()
  await physician.getByText('Quiet, eyes closed, answers at once.').first().waitFor()
})

test('undo strikes the note, and the original stays in the history', async () => {
  await nurse.getByRole('button', { name: 'Undo' }).click()
  await nurse
    .getByText(/struck/i)
    .first()
    .waitFor()
  await nurse.getByText('Quiet, eyes closed, answers at once.').first().waitFor()
})

test('stop is held, not asked about; recovery begins and nothing unknown counts as met', async () => {
  await hold(nurse, 'Stop', nurse.getByText('Recovering').first())
  await nurse.getByText('Patient’s wish', { exact: true }).click()
  await nurse.getByRole('button', { name: 'Save reason' }).click()
  await nurse.getByText('Before going home').waitFor()
  await nurse.getByText('Not known').first().waitFor()
  expect(await accessibility(nurse)).toEqual([])
})

/** The clinic’s clock so many hours ago; the pages of the journeys live in UTC. */
const clockAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(11, 16)

const faultsOf = (page: Page): readonly string[] => (page as Page & { faults?: string[] }).faults ?? ['no page']

/** Types a set as a nurse does: first field, then Enter from field to field, and Enter once more saves. */
async function charts(page: Page, form: string, values: Readonly<Record<string, number>>): Promise<void> {
  const set = page.getByRole('form', { name: form })
  for (const [name, value] of Object.entries(values)) await set.getByRole('textbox', { name, exact: true }).fill(String(value))
  await set.getByRole('button', { name: /^(Save|Accept) set/ }).click()
  const really = page.getByRole('button', { name: /^Yes/ })
  await page.waitForTimeout(600)
  if (await really.count()) await really.first().click()
  await page
    .getByText(/Saved|All saved/)
    .first()
    .waitFor()
}

test('printed, the record says it is a draft while nobody has signed', async () => {
  const answer = await nurse.request.get(`${waymark.url}/api${new URL(room).pathname}/record.pdf`)
  expect([answer.status(), answer.headers()['content-type'], (await answer.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
})

test('no page of the shift had a fault', () => {
  expect([...faultsOf(nurse), ...faultsOf(physician)]).toEqual([])
})
