import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMinutes, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse, registerPatient } from './clinic.ts'
import { chartInfusion, send } from './infusion.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** The expected level in the room of an infusion that runs for twenty minutes, charted over the open interface at its own times. */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
const session = randomUUID()
const begun = addMinutes(instant(Date.now()), -20)

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
  await chartInfusion(waymark.url, { physician, nurse }, session, begun)
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
  await send(physician, addMinutes(begun, 12), 'pause', {}, `${waymark.url}/api/sessions/${session}/commands`)
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
