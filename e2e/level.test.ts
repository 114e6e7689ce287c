import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse, registerPatient } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** The expected level in the room of an infusion that runs for twenty minutes, charted over the open interface at its own times. */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
const session = randomUUID()
const begun = addMinutes(instant(Date.now()), -34)
const at = (minute: number) => addMinutes(begun, minute)

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
  const patient = nurse.url().split('/').at(-1)
  const { protocols } = await (await nurse.request.get(`${waymark.url}/api/protocols`)).json()
  const { chairs } = await (await nurse.request.get(`${waymark.url}/api/clinic`)).json()
  await send(nurse, at(0), 'schedule', { patient, protocol: protocols[0].ref, chair: chairs[0].id, plannedFor: at(10) }, '/api/sessions')
  const drug = { name: 'ketamine', rxnorm: '6130' }
  const [order] = await send(physician, at(1), 'write-order', { drug, doseMgPerKg: '0.5', weightKg: '72.4', durationMin: '40', concentrationMgPerMl: '0.4' })
  await send(physician, at(2), 'sign-order', { order: order?.id })
  await send(nurse, at(3), 'arrive', {})
  await send(nurse, at(4), 'confirm-identity', { checked: ['name', 'birth-date'] })
  await send(nurse, at(5), 'record-weight', { value: '72.4', unit: 'kg', method: 'scale' })
  await send(nurse, at(6), 'answer-fast', { lastFood: at(-700), lastDrink: at(-300) })
  await send(nurse, at(7), 'name-escort', { name: 'Tomás Reyes', phone: '555 0100', relation: 'brother' })
  await send(nurse, at(8), 'review-allergies', { allergies: [], noneKnown: true })
  const values = { 'heart-rate': 80, systolic: 124, diastolic: 78, spo2: 97, 'respiratory-rate': 14, moaas: 5 }
  await send(nurse, at(9), 'record-readings', { values, from: {}, lateReason: 'charted afterwards' })
  await send(nurse, at(10), 'ready', {})
  await send(nurse, at(11), 'place-iv', { site: 'Left forearm', gauge: '22 G', attempts: 1 })
  await send(nurse, at(14), 'start-infusion', { rateMlPerHour: '135.75', concentrationMgPerMl: '0.4', bagMl: '90.5' })
  await nurse.goto(`${waymark.url}/sessions/${session}`)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

const level = () => nurse.getByRole('region', { name: 'Expected level' })
/** What the chart says of its lines to a reader of the screen; a canvas says nothing. */
const lines = () => level().locator('.lv-words li')
const expectedNow = async () =>
  Number(
    /Expected now: (\d+)/.exec(
      (await level()
        .getByText(/^Expected now/)
        .textContent()) ?? '',
    )?.[1],
  )

test('it opens under the timeline, with its purpose, its site and its model in view, and what is due stays where it is', async () => {
  await level().getByText('For display and teaching, not for dosing').waitFor()
  const due = nurse.getByText(/^(Next set in|Due now|Overdue)/).first()
  const before = await due.boundingBox()
  await level().getByRole('button', { name: 'Show' }).click()
  await level()
    .getByText(/nine of ten in the model between \d+ and \d+\.$/)
    .waitFor()
  expect(await due.boundingBox()).toEqual(before)
  await level()
    .getByText(/in arterial plasma/)
    .waitFor()
  await level()
    .getByText(/healthy volunteers; adults only/)
    .waitFor()
  await level().getByText('Weight 72.4 kg, on the scale today.').waitFor()
  expect(await lines().allTextContents()).toEqual([
    expect.stringMatching(/^Given so far, arterial: /),
    expect.stringMatching(/^Planned, arterial: /),
    expect.stringMatching(/^Runs on, arterial: /),
    expect.stringMatching(/^Paused now for 10 min, then on, arterial: /),
    expect.stringMatching(/^Stopped now, arterial: /),
  ])
  expect(await accessibility(nurse)).toEqual([])
})

test('a pause that a colleague charts on another device bends the open curve down, without a reload', async () => {
  const running = await expectedNow()
  await send(physician, at(26), 'pause', {})
  await lines().filter({ hasText: 'Stopped, or left paused' }).waitFor({ state: 'attached' })
  expect(await expectedNow()).toBeLessThan(running * 0.7)
  await lines().filter({ hasText: 'Resumed now' }).waitFor({ state: 'attached' })
})

test('the model somebody chose is still chosen when they come back; it has no spread and says why', async () => {
  await level()
    .getByRole('radio', { name: /Domino 1982/ })
    .click()
  await level()
    .getByText(/No variability was published/)
    .waitFor()
  await nurse.reload()
  await level().getByRole('button', { name: 'Show' }).click()
  expect(
    await level()
      .getByRole('radio', { name: /Domino 1982/ })
      .getAttribute('aria-checked'),
  ).toBe('true')
  await level()
    .getByText(/arterial, not verified\.$/)
    .waitFor()
})

/** Sends one command and says yes to "really?"; a refusal fails the test with its words. */
async function send(page: Page, when: Instant, type: string, data: object, path = `/api/sessions/${session}/commands`) {
  const named = path.endsWith('commands') ? {} : { session }
  const post = (confirmed: readonly string[]) =>
    page.request.post(`${waymark.url}${path}`, { data: { id: randomUUID(), at: when, type, data, confirmed, ...named } })
  let answer = await post([])
  if (answer.status() === 409) answer = await post((await answer.json()).questions.map(({ code }: { code: string }) => code))
  if (!answer.ok()) throw new Error(`${type}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()).facts as { id: string }[]
}
