import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../src/app/start/with-database.ts'
import { factsModel, factsStream } from '../src/care/facts/facts.store.ts'
import { decide, type Statement, type Value } from '../src/care/facts/facts.ts'
import { readRulebook } from '../src/care/policy/policy.load.ts'
import { instant } from '../src/medicine/time.ts'
import { openJournal } from '../src/platform/journal/postgres.ts'
import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { accessibility, openBrowser, openPage, type Size } from './browser.ts'
import { hold } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** From "something is missing" to a signed acceptance, and to the news that questions it; on the physician's screen. */
let waymark: Waymark
let browser: Browser
let physician: Page & { readonly faults: string[] }
let nurse: Page & { readonly faults: string[] }
let patient: string

const catalogue = new Map(readRulebook(`${import.meta.dirname}/../protocols`).catalogue.facts.map((fact) => [fact.id, fact]))

async function enter(name: RegExp, size: Size) {
  const page = await openPage(browser, size)
  await page.goto(`${waymark.url}/who`)
  await page.getByText(name).first().click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  return page
}

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(['--demo']), openBrowser()])
  physician = await enter(/Tomas Ibarra/, 'desktop')
  nurse = await enter(/Keisha Boateng/, 'phone')
  const { patients } = await (await physician.request.get(`${waymark.url}/api/patients?q=D-1011`)).json()
  patient = patients[0].id
  for (const page of [physician, nurse]) await page.goto(`${waymark.url}/patients/${patient}/decision`)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

/** On a page nobody touches: it is looked at again and again from outside. */
const shown = (what: Locator) => expect.poll(() => what.isVisible(), { timeout: 20_000 }).toBe(true)

/** Statements as another node of the clinic takes them in: nothing on these screens does it. */
async function learns(known: Readonly<Record<string, Value>>) {
  const { clinic, staff } = await (await physician.request.get(`${waymark.url}/api/me`)).json()
  await withDatabase('test', waymark.data, process.env, async ({ database }) => {
    const at = instant(Date.now())
    const statements = Object.entries(known).map(
      ([fact, value]): Statement => ({ id: uuid7(), fact, value, at, source: { kind: 'clinician', by: 'Keisha Boateng' } }),
    )
    const order = { type: 'state', data: { statements } } as const
    const by = { kind: 'staff', id: staff.id, name: staff.name, roles: staff.roles } as const
    const command = { clinic: clinic.id, stream: factsStream(patient), id: uuid7(), digest: order, by, via: {}, at }
    const outcome = await openJournal({ database, projections: [] }).execute(command, factsModel, (state) => decide(state, order, catalogue))
    expect(outcome.kind).toBe('done')
  })
}
const tasks = () =>
  withDatabase('test', waymark.data, process.env, ({ database }) =>
    database.acrossClinics(
      (tx) => tx.sql<{ kind: string; status: string }>`select task->>'kind' as kind, status from task_list where patient = ${patient} order by kind`,
    ),
  )

test('what is missing stands first, and one press makes a task of each', async () => {
  await physician.getByRole('heading', { name: 'Cannot be decided yet: 5 facts are missing' }).waitFor()
  await physician.getByText(/^Asked by Keisha Boateng/).waitFor()
  await physician.getByRole('button', { name: 'Measure: blood pressure, systolic' }).click()
  await shown(nurse.getByText(/asked by Dr. Tomas Ibarra/i))
  await physician.getByRole('button', { name: 'Ask for all 3' }).click()
  await expect.poll(() => physician.getByText(/^(Asked|Ordered|To be measured: asked) by Dr. Tomas Ibarra/).count()).toBe(4)
  expect((await tasks()).map(({ kind, status }) => `${kind} ${status}`)).toEqual(['ask open', 'ask open', 'measure open', 'measure open', 'order open'])
  expect(await accessibility(physician)).toEqual([])
  expect(await accessibility(nurse)).toEqual([])
})

test('the evidence is one press away, both sides where they disagree, and where the rule is from', async () => {
  const finding = physician.locator('.wm-finding', { hasText: 'High blood pressure, whatever its treatment' })
  await finding.locator('summary').focus()
  await physician.keyboard.press('Enter')
  const sides = finding.getByRole('list', { name: 'They disagree' })
  await sides.getByText('Yuki Amadi (patient)').waitFor()
  await sides.getByText('Harbor Family Practice (imported)').waitFor()
  await finding.getByText(/^Source: .*\[\w+\]/).waitFor()
})

test('a nurse asks and reads, and is offered nothing to sign', async () => {
  expect(await nurse.getByRole('button', { name: /^(Accept|Defer|Decline)/ }).count()).toBe(0)
})

test('the answers arrive, and the page says so by itself', async () => {
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await learns({ 'psychosis-in-family': false, systolic: 124, diastolic: 78, 'physical-exam': day, hypertension: false })
  await physician.getByRole('heading', { name: 'Every rule is answered and nothing stands against it' }).waitFor()
  await expect.poll(async () => (await tasks()).filter(({ status }) => status === 'open')).toEqual([])
})

test('an acceptance asks for its end, and is signed by a held press; what was typed stays when it is refused', async () => {
  await physician.getByRole('button', { name: 'Accept…' }).click()
  await physician.getByLabel('How you weighed it').fill('Two adequate trials; pressure measured twice.')
  const held = 'Hold to accept, in my name'
  await hold(physician, held, physician.getByText('Say until when the acceptance holds.'))
  expect(await physician.getByLabel('How you weighed it').inputValue()).toContain('Two adequate trials')
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  await physician.getByLabel('Holds until the end of').fill(until)
  await hold(physician, held, physician.getByText(/^Accepted until/))
  await shown(nurse.getByText(/^Accepted until/))
})

test('a new positive fact questions the acceptance and makes one task of it, without anybody reloading', async () => {
  await learns({ aneurysm: true })
  for (const page of [physician, nurse]) await shown(page.getByText('Accepted, but needs a look before anybody is treated'))
  await physician
    .getByText(/Aneurysm .*: was not raised, is now raised/)
    .first()
    .waitFor()
  await physician.getByRole('heading', { name: /^Excluded by 1 finding/ }).waitFor()
  expect((await tasks()).filter(({ status }) => status === 'open')).toEqual([{ kind: 'review', status: 'open' }])
  expect(await accessibility(physician)).toEqual([])
  await physician.goto(`${waymark.url}/decisions`)
  const list = physician.getByRole('list', { name: 'Needs a look' })
  await list.getByText(/Yuki Amadi/).waitFor()
  expect(await accessibility(physician)).toEqual([])
})

test('past an exclusion nobody comes by a slip: it asks, and it is named afterwards', async () => {
  await physician.goto(`${waymark.url}/patients/${patient}/decision`)
  await physician.getByRole('button', { name: 'Accept…' }).click()
  await physician.getByLabel(/Aneurysm .*: why you go past it/).fill('Clipped in 2019; neurosurgery agrees in writing')
  await physician.getByLabel('How you weighed it').fill('Talked through with neurosurgery.')
  await physician.getByLabel('Holds until the end of').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
  await hold(physician, 'Hold to accept, in my name', physician.getByText('Is this right?'))
  await physician.getByText(/this excludes under this protocol/).waitFor()
  await physician.getByRole('button', { name: 'Yes, in my name' }).click()
  await physician
    .getByRole('list', { name: 'Gone past' })
    .getByText(/Past an exclusion/)
    .first()
    .waitFor()
  await shown(nurse.getByText('Past an exclusion').first())
  await expect.poll(async () => (await tasks()).filter(({ status }) => status === 'open')).toEqual([])
})

test('no page had a fault', () => {
  for (const page of [physician, nurse]) expect(page.faults).toEqual([])
})
