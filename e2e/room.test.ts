import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
import { ordersOf } from './orders.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/**
 * The forms of the room that a calm session never needs, filled in by hand in the browser: a check overridden, a rate, a
 * bolus, a bag, a drug as needed, what became of a symptom, a session called off. Each is then read back from the record.
 */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
let session: string
let patient: string
const begun = addMinutes(instant(Date.now()), -12)
const at = (minute: number) => addMinutes(begun, minute)
const READINGS = { systolic: 124, diastolic: 78, 'heart-rate': 76, spo2: 98, 'respiratory-rate': 14, moaas: 5 }

const orders = () => ordersOf(waymark.url, session)
const send = (page: Page, when: Instant, type: string, data: object) => orders().send(page, when, type, data)
const recorded = (type: string) => expect.poll(() => orders().recorded(nurse, type), { timeout: 10_000 })
const open = async (page: Page) => {
  await page.goto(`${waymark.url}/sessions/${session}`)
  await page.getByRole('group', { name: 'Actions' }).waitFor()
}
const more = async (door: string) => {
  await nurse.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'More' }).click()
  await nurse.locator('.rm-pick', { hasText: door }).click()
}

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
  for (const page of [nurse, physician]) page.setDefaultTimeout(12_000)
  patient = nurse.url().split('/').at(-1) ?? ''
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})
afterEach(async ({ task }) => {
  const folder = process.env.WAYMARK_SHOTS
  if (folder && task.result?.state === 'fail')
    for (const [who, page] of Object.entries({ nurse, physician })) await page?.screenshot({ path: `${folder}/${task.name.slice(0, 24)}-${who}.png` })
})

test('a check that is not met is gone past by name and with a reason, and the record says so', async () => {
  session = randomUUID()
  await orders().plan(nurse, at(0), at(10), patient)
  await orders().order(physician, at(1), at(2))
  await send(nurse, at(3), 'arrive', {})
  await send(nurse, at(4), 'confirm-identity', { checked: ['name', 'birth-date'] })
  await send(nurse, at(5), 'record-weight', { value: '72.4', unit: 'kg', method: 'scale' })
  await send(nurse, at(6), 'name-escort', { name: 'Tomás Reyes', phone: '555 0100', relation: 'brother' })
  await send(nurse, at(7), 'review-allergies', { allergies: [], noneKnown: true })
  await send(nurse, at(8), 'record-readings', { values: READINGS, from: {} })
  await open(physician)
  await physician.getByText('Go ahead without it').first().click()
  const override = physician.getByRole('button', { name: 'Override, in my name' })
  expect(await override.isDisabled()).toBe(true)
  await physician.getByRole('textbox', { name: 'Reason' }).first().fill('Fasted overnight on the ward, told by phone')
  await override.click()
  await recorded('gate-overridden').toMatchObject([{ by: { name: 'Olive Marsh' }, data: { reason: 'Fasted overnight on the ward, told by phone' } }])
  await physician.getByText('7 of 7').waitFor()
  await physician
    .getByText(/Fasted overnight on the ward/)
    .first()
    .waitFor()
})

test('a new rate is recorded as it was set at the pump, with its reason', async () => {
  await send(nurse, at(10), 'ready', {})
  await send(nurse, at(11), 'place-iv', { site: 'Left forearm', gauge: '22 G', attempts: 1 })
  await send(nurse, at(11.5), 'start-infusion', { rateMlPerHour: '135.75', concentrationMgPerMl: '0.4', bagMl: '200' })
  await open(nurse)
  await nurse.getByRole('button', { name: 'Rate', exact: true }).click()
  await nurse.getByLabel('New rate').fill('100')
  await nurse.getByRole('textbox', { name: 'Reason' }).fill('Nausea')
  await nurse.getByRole('button', { name: 'Record rate' }).click()
  await recorded('rate-changed').toMatchObject([{ data: { rateMlPerHour: '100', reason: 'Nausea' } }])
})

test('a rate far above the order is refused in the form; changed, the refusal goes', async () => {
  await nurse.getByRole('button', { name: 'Rate', exact: true }).click()
  await nurse.getByLabel('New rate').fill('900')
  await nurse.getByRole('textbox', { name: 'Reason' }).fill('Catch up')
  await nurse.getByRole('button', { name: 'Record rate' }).click()
  const form = nurse.getByRole('form', { name: 'Change rate' })
  const refusal = form.getByText(/above|more than|order/i).filter({ hasNotText: 'Now' })
  await refusal.first().waitFor()
  await nurse.getByLabel('New rate').fill('101')
  await expect.poll(() => refusal.count()).toBe(0)
  expect(await nurse.getByLabel('New rate').inputValue()).toBe('101')
  await nurse.getByRole('button', { name: 'Close change rate' }).click()
  await recorded('rate-changed').toHaveLength(1)
})

test('a question is about what stood there: changed meanwhile, it is gone and nothing was recorded', async () => {
  await more('Bolus')
  await nurse.getByLabel('Volume').fill('100')
  await nurse.getByRole('textbox', { name: 'Reason' }).fill('On order of Dr Marsh')
  await nurse.getByRole('button', { name: 'Record bolus' }).click()
  await nurse.getByRole('button', { name: 'Yes, record it' }).waitFor()
  await nurse.getByLabel('Volume').fill('2')
  await expect.poll(() => nurse.getByRole('button', { name: 'Yes, record it' }).count()).toBe(0)
  await recorded('bolus-given').toEqual([])
})

test('a bolus shows its milligrams before it is recorded', async () => {
  await nurse.getByText('2 mL × 0.4 mg/mL = 0.80 mg').waitFor()
  await nurse.getByRole('button', { name: 'Record bolus' }).click()
  await recorded('bolus-given').toMatchObject([{ data: { ml: '2', reason: 'On order of Dr Marsh' } }])
})

test('a bag of another strength than ordered is refused; the right one is recorded', async () => {
  await more('Change the bag')
  await nurse.getByLabel('Concentration').fill('4')
  await nurse.getByLabel('Volume of the bag').fill('50')
  await nurse.getByRole('textbox', { name: 'Reason' }).fill('First bag leaks')
  await nurse.getByRole('button', { name: 'Record new bag' }).click()
  await nurse.getByText(/The bag holds 4 mg\/mL, the order says 0.4 mg\/mL/).waitFor()
  await nurse.getByLabel('Concentration').fill('0.4')
  await expect.poll(() => nurse.getByText(/The bag holds/).count()).toBe(0)
  await nurse.getByRole('button', { name: 'Record new bag' }).click()
  await recorded('bag-changed').toMatchObject([{ data: { concentrationMgPerMl: '0.4', bagMl: '50' } }])
  expect(await accessibility(nurse)).toEqual([])
})

test('the physician orders a drug as needed; the nurse gives it and the count stands beside it', async () => {
  await open(physician)
  await physician.getByRole('button', { name: 'Drug', exact: true }).click()
  await physician.getByRole('button', { name: 'Order as needed…' }).click()
  await physician.locator('.rm-pick').filter({ hasText: 'ondansetron' }).click()
  await physician.getByRole('button', { name: 'Order', exact: true }).click()
  await physician.getByText('given 0 of 1').waitFor()
  await more('Drug as needed')
  await nurse.locator('.rm-pick').filter({ hasText: 'ondansetron' }).click()
  await nurse.getByRole('button', { name: /^Record ondansetron/i }).click()
  await recorded('drug-given').toMatchObject([{ by: { name: 'Kim Lee' }, data: { dose: '4' } }])
  await physician.getByText('given 1 of 1').waitFor()
})

test('what became of a symptom is followed up with grade and outcome', async () => {
  await nurse.getByRole('button', { name: 'Symptom', exact: true }).click()
  await nurse.getByText('Nausea', { exact: true }).click()
  await nurse.getByRole('radiogroup', { name: /Grade/ }).getByRole('radio').nth(1).click()
  await nurse.getByRole('button', { name: 'Record', exact: true }).click()
  await recorded('adverse-event-recorded').toMatchObject([{ data: { grade: 2 } }])
  await more('Follow up an event')
  await nurse.locator('.rm-pick').filter({ hasText: 'Nausea' }).click()
  await nurse
    .getByRole('radiogroup', { name: /Grade now/ })
    .getByRole('radio')
    .first()
    .click()
  await nurse.getByText('Resolved', { exact: true }).click()
  await nurse.getByLabel('Remark').fill('Gone after ten minutes')
  await nurse.getByRole('button', { name: 'Record', exact: true }).click()
  await recorded('adverse-event-followed').toMatchObject([{ data: { grade: 1, outcome: 'resolved', remark: 'Gone after ten minutes' } }])
})

test('the refusal of a set goes with the numbers it was about', async () => {
  const form = nurse.getByRole('form', { name: 'Readings' })
  await form.getByRole('textbox', { name: 'Systolic pressure' }).fill('70')
  await form.getByRole('textbox', { name: 'Diastolic pressure' }).fill('90')
  await form.getByRole('button', { name: /set/ }).click()
  await form.getByRole('alert').first().waitFor()
  await form.getByRole('textbox', { name: 'Systolic pressure' }).fill('')
  await form.getByRole('textbox', { name: 'Diastolic pressure' }).fill('')
  await expect.poll(() => form.getByRole('alert').count()).toBe(0)
})

test('a session is called off with a reason, held and not asked about', async () => {
  session = randomUUID()
  await orders().plan(nurse, instant(Date.now()), addMinutes(instant(Date.now()), 60), patient)
  await open(nurse)
  await more('Call off the session')
  await nurse.getByLabel('Reason').fill('Fever this morning')
  await hold(nurse, 'Call off', nurse.getByText(/called off/i).first())
  await recorded('abandoned').toMatchObject([{ by: { name: 'Kim Lee' }, data: { reason: 'Fever this morning' } }])
})

test('no page of the room had a fault', () => {
  for (const page of [nurse, physician]) expect((page as Page & { faults?: string[] }).faults ?? ['no page']).toEqual([])
})
