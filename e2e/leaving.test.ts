import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMinutes, type Instant, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
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
  const begun = addMinutes(instant(Date.now()), -165)
  const at = (minute: number) => addMinutes(begun, minute)
  const orders = ordersOf(waymark.url, session)
  await orders.plan(nurse, at(0), at(10), nurse.url().split('/').at(-1) ?? '')
  await orders.order(physician, at(1), at(2))
  await send(nurse, at(3), 'arrive', {})
  await send(nurse, at(4), 'confirm-identity', { checked: ['name', 'birth-date'] })
  await send(nurse, at(5), 'record-weight', { value: '72.4', unit: 'kg', method: 'scale' })
  await send(nurse, at(6), 'answer-fast', { lastFood: at(-700), lastDrink: at(-300) })
  await send(nurse, at(7), 'name-escort', { name: 'Tomás Reyes', phone: '555 0100', relation: 'brother' })
  await send(nurse, at(8), 'review-allergies', { allergies: [], noneKnown: true })
  await reads(at(9), { systolic: 124, diastolic: 78 })
  await send(nurse, at(10), 'ready', {})
  await send(nurse, at(11), 'place-iv', { site: 'Left forearm', gauge: '22 G', attempts: 1 })
  await send(nurse, at(12), 'start-infusion', { rateMlPerHour: '135.75', concentrationMgPerMl: '0.4', bagMl: '90.5' })
  await reads(at(22), { systolic: 136, diastolic: 84 })
  await reads(at(32), { systolic: 138, diastolic: 86 })
  await reads(at(42), { systolic: 140, diastolic: 86 })
  await send(nurse, at(52), 'stop-infusion', { reason: 'complete' })
  await reads(at(67), { systolic: 130, diastolic: 80 })
  await reads(at(160), { systolic: 122, diastolic: 76, dissociation: 0 })
  await send(nurse, at(161), 'remove-iv', { intact: true })
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
  await send(nurse, instant(Date.now()), 'assess', {
    aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 2 },
    oriented: { person: true, place: true, time: true },
    gait: 'steady',
    newSuicidalIntent: false,
    escortPresent: true,
    adviceGiven: true,
  })
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

const reads = (at: Instant, values: object) =>
  send(nurse, at, 'record-readings', {
    values: { 'heart-rate': 76, spo2: 98, 'respiratory-rate': 14, moaas: 5, ...values },
    from: {},
    lateReason: 'Charted on paper while the tablet was away',
  })

async function record(): Promise<Buffer> {
  const answer = await physician.request.get(`${waymark.url}/api/sessions/${session}/record.pdf`)
  expect(answer.status()).toBe(200)
  return answer.body()
}
