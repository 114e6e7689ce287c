import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
import { chartHomeward, WELL } from './homeward.ts'
import { ordersOf } from './orders.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/**
 * The end of a session: hand-over, home, two signatures, the sealed record, an amendment. The two hours before it were
 * charted over the open interface at their own times, by the same two people.
 */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
const session = randomUUID()
let sealed: Buffer

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url)
  await registerPatient(nurse, waymark.url)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

test('over the open interface two hours are charted at their own times; what is late says why', async () => {
  await chartHomeward(waymark.url, { physician, nurse }, session, addMinutes(instant(Date.now()), -165))
  await nurse.goto(`${waymark.url}/sessions/${session}`)
  await nurse.getByText('Before going home').first().waitFor()
})

test('what nobody has looked at is not known, and nobody goes home on it', async () => {
  await nurse.getByText('Not known').first().waitFor()
  await nurse.getByText('Hand over to the escort').click()
  await nurse.getByRole('textbox', { name: 'Signed by, in print' }).fill('Tomás Reyes')
  await nurse.getByRole('button', { name: 'Hand over', exact: true }).click()
  await nurse.getByText(/To Tomás Reyes at/).waitFor()
  expect(await nurse.getByRole('button', { name: 'They go home' }).getAttribute('aria-disabled')).toBe('true')
})

test('assessed, the criteria are met one by one and the person goes home', async () => {
  await send(nurse, instant(Date.now()), 'assess', WELL)
  await nurse.getByText('11 of 11').waitFor()
  await hold(nurse, 'They go home', nurse.getByText('The record').first())
})

test('nurse and physician sign, and the record is sealed: the same bytes from then on', async () => {
  await hold(nurse, 'Sign as Kim Lee', signatures(nurse).getByText(/^Kim Lee, /))
  await physician.goto(`${waymark.url}/sessions/${session}`)
  await hold(physician, 'Sign as Olive Marsh', signatures(physician).getByText(/^Olive Marsh, /))
  sealed = await record()
  expect((await record()).equals(sealed)).toBe(true)
  expect(await accessibility(physician)).toEqual([])
})

test('after signing nothing changes; what is added stays visible, and the record before it is still the same', async () => {
  const tooLate = { id: randomUUID(), at: instant(Date.now()), type: 'write-note', data: { voice: 'nurse', access: 'team', words: 'Too late' } }
  const refused = await nurse.request.post(`${waymark.url}/api/sessions/${session}/commands`, { data: tooLate })
  expect(refused.status()).toBe(422)
  await nurse.getByRole('button', { name: 'Add to the record…' }).click()
  await nurse.getByRole('textbox', { name: 'What is added' }).fill('The escort called: home at six, well.')
  await nurse.getByRole('textbox', { name: 'Why', exact: true }).fill('Call after discharge')
  await nurse.getByRole('button', { name: 'Add', exact: true }).click()
  await physician.getByText('The escort called: home at six, well.').first().waitFor()
  expect((await record()).equals(sealed)).toBe(false)
})

const signatures = (page: Page) => page.getByRole('region', { name: 'Signatures' })

const send = (page: Page, at: Instant, type: string, data: object) => ordersOf(waymark.url, session).send(page, at, type, data)

async function record(): Promise<Buffer> {
  const answer = await physician.request.get(`${waymark.url}/api/sessions/${session}/record.pdf`)
  expect(answer.status()).toBe(200)
  return answer.body()
}
