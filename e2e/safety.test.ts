import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser, openPage } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
import { chartHomeward, WELL } from './homeward.ts'
import { ordersOf } from './orders.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** A positive answer about suicide, from the moment it is given until the person may go home. */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
let patient: string
const session = randomUUID()
const now = (): Instant => instant(Date.now())

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
  patient = nurse.url().split('/').at(-1) ?? ''
  await chartHomeward(waymark.url, { physician, nurse }, session, addMinutes(now(), -165))
  await ordersOf(waymark.url, session).send(nurse, now(), 'assess', WELL)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

/** As the intake raises it: the same command of the same desk. */
async function raise(item: string, answer: number | boolean, at: Instant): Promise<void> {
  const data = { id: randomUUID(), at, type: 'raise', data: { item, answer, where: { kind: 'clinic' } } }
  const said = await nurse.request.post(`${waymark.url}/api/patients/${patient}/safety/commands`, { data })
  expect(said.status(), await said.text()).toBe(200)
}
const bar = (page: Page) => page.getByRole('region', { name: 'Safety answers that wait' })
const row = (page: Page) => page.locator('.rm-check', { hasText: 'Safety answers' })

test('nobody is on call and the page says so; whom patients are told to call stands there, without a sign-in too', async () => {
  await physician.goto(`${waymark.url}/safety`)
  await physician.getByText('Nobody is on call').first().waitFor()
  await physician.getByText('988 Suicide & Crisis Lifeline').waitFor()
  const anybody = await openPage(browser, 'phone')
  const { lines } = await (await anybody.request.get(`${waymark.url}/api/crisis`)).json()
  expect(lines[0]).toMatchObject({ call: '988', text: '988' })
  expect(await accessibility(physician)).toEqual([])
})

test('with nothing waiting the visit could be closed', async () => {
  await nurse.goto(`${waymark.url}/sessions/${session}`)
  await nurse.getByRole('textbox', { name: 'Signed by, in print' }).fill('Tomás Reyes')
  await nurse.getByRole('button', { name: 'Hand over', exact: true }).click()
  await nurse.getByText(/To Tomás Reyes at/).waitFor()
  await row(nurse).getByText('Met').waitFor()
  expect(await nurse.getByRole('button', { name: 'They go home' }).getAttribute('aria-disabled')).toBe('false')
})

test('a positive answer stands on another person’s page at once, whatever they are doing, and in the room', async () => {
  await physician.goto(`${waymark.url}/protocols`)
  await physician.getByRole('heading', { name: 'Protocols' }).waitFor()
  await raise('phq9-item9', 2, now())
  await bar(physician).getByText('Ana Reyes', { exact: true }).waitFor()
  await bar(physician)
    .getByText(/PHQ-9 item 9: 2/)
    .waitFor()
  await bar(nurse).getByText('Ana Reyes', { exact: true }).waitFor()
  expect(await accessibility(physician)).toEqual([])
})

test('the visit cannot be closed any more: not by the button, not past it', async () => {
  await row(nurse).getByText('Not met').waitFor()
  expect(await nurse.getByRole('button', { name: 'They go home' }).getAttribute('aria-disabled')).toBe('true')
  const answer = await nurse.request.post(`${waymark.url}/api/sessions/${session}/commands`, {
    data: { id: randomUUID(), at: now(), type: 'discharge', data: {}, confirmed: ['safety-unanswered'] },
  })
  expect(answer.status()).toBe(422)
  expect((await answer.json()).because).toMatchObject([{ code: 'safety-unanswered' }])
})

test('one task for the same day waits for the clinicians, and is answered where it came from', async () => {
  await raise('suicidal-thoughts', true, now())
  await nurse.goto(`${waymark.url}/tasks`)
  const task = nurse.getByRole('button', { name: 'A safety answer needs a clinician today' })
  await task.waitFor()
  expect(await task.count()).toBe(1)
  await task.click()
  await nurse.getByRole('link', { name: 'Open and answer' }).waitFor()
  expect(await accessibility(nurse)).toEqual([])
})

test('acknowledged in one tap, by name; the bar is gone from every page', async () => {
  await bar(physician).getByRole('link', { name: 'Open' }).click()
  await physician.getByRole('button', { name: 'Acknowledge, as Olive Marsh' }).click()
  await physician.getByText('Olive Marsh has it').first().waitFor()
  await bar(physician).waitFor({ state: 'hidden' })
  await bar(nurse).waitFor({ state: 'hidden' })
  expect(await accessibility(physician)).toEqual([])
})

test('acknowledged is not answered: the visit stays open, and no answer goes without its words', async () => {
  await nurse.goto(`${waymark.url}/sessions/${session}`)
  await row(nurse).getByText('Not met').waitFor()
  await physician.getByRole('button', { name: 'Answer …' }).click()
  await physician.getByRole('button', { name: 'Answer, as Olive Marsh' }).click()
  await physician.getByText('Say in words what was found.').waitFor()
  await physician.getByText('Choose what happens next.').waitFor()
})

test('answered, with what was found and what happens next, the person goes home', async () => {
  await physician.getByLabel('What was found').fill('Thoughts come and go; no plan, no intent; her brother stays the night')
  await physician.getByLabel('Safety plan made with the patient').check()
  await physician.getByRole('button', { name: 'Answer, as Olive Marsh' }).click()
  await physician.getByRole('heading', { name: 'Answered' }).waitFor()
  await physician.getByRole('listitem').filter({ hasText: 'her brother stays the night' }).waitFor()
  await row(nurse).getByText('Met').waitFor()
  await hold(nurse, 'They go home', nurse.getByText('The record').first())
})

test('the task is done with the answer; the chart keeps the history', async () => {
  await nurse.goto(`${waymark.url}/tasks`)
  await nurse.getByText('Closed', { exact: true }).click()
  await nurse.getByRole('button', { name: 'A safety answer needs a clinician today' }).click()
  await nurse.getByText(/Olive Marsh, .*Safety plan made with the patient/).waitFor()
  await nurse.goto(`${waymark.url}/patients/${patient}`)
  await nurse.getByRole('region', { name: 'Safety' }).getByText('Answered').waitFor()
})

test('an answer nobody acknowledged in time has escalated, by the clock alone', async () => {
  // Given twenty minutes ago: what the policy waits for is over.
  await raise('suicidal-plan-or-intent', true, addMinutes(now(), -20))
  await bar(physician).getByText('Escalated', { exact: true }).waitFor()
  await bar(physician)
    .getByText(/20 min ago/)
    .waitFor()
  await bar(physician)
    .getByText(/Nobody is on call/)
    .waitFor()
})
