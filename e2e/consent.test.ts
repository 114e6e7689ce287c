import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, PASSWORD, registerPatient } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** A consent from an empty form to a sealed paper: filled in, read and signed by the patient on a locked screen, signed by the clinician. */
let waymark: Waymark
let browser: Browser
let physician: Page & { readonly faults?: string[] }
let nurse: Page & { readonly faults?: string[] }
let chart: string

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url, 'tablet')
  await registerPatient(nurse, waymark.url)
  chart = nurse.url()
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

/** Where somebody who looks at the screens wants pictures of them. */
const PICTURES = process.env.WAYMARK_PICTURES
async function picture(page: Page, name: string): Promise<void> {
  expect(await accessibility(page), name).toEqual([])
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  const before = page.viewportSize()
  for (const [width, height] of [
    [360, 740],
    [820, 1100],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const tone of ['light', 'dark'] as const) {
      await page.evaluate((wanted) => (document.documentElement.dataset.tone = wanted), tone)
      await page.emulateMedia({ colorScheme: tone })
      await page.screenshot({ path: `${PICTURES}/${name}-${width}-${tone}.png`, fullPage: true })
    }
  }
  if (before) await page.setViewportSize(before)
}

const places = {
  'Diagnosis in plain words': 'depression',
  'Why ketamine is proposed': 'Two other medicines did not help enough.',
  'Lowest dose (mg/kg)': '0.5',
  'Highest dose (mg/kg)': '0.75',
  'Number of sessions, at most': '6',
}
const same = {
  'How long a drip takes': '40 minutes',
  'How long before it not to eat, and not to drink': 'no food for 6 hours, no clear drinks for 2 hours',
  'What support for the mind there is': 'A nurse stays near you.',
  'Policy on touch': 'We ask before we touch you.',
  'Policy on sound and video': 'We record nothing.',
  Price: '450 dollars for each session',
  'Telephone of the clinic': '555 0100',
  'Whom to call when the clinic is closed': '555 0199',
}
const fillIn = async (page: Page, what: Record<string, string>) => {
  for (const [label, said] of Object.entries(what)) await page.getByLabel(label, { exact: true }).fill(said)
}

test('an open place is said, and nobody can go on with it', async () => {
  await nurse.getByText('No consent yet').waitFor()
  await nurse.getByRole('link', { name: 'Prepare a consent' }).click()
  await nurse.getByRole('heading', { name: 'Prepare a consent' }).waitFor()
  await fillIn(nurse, places)
  await nurse.getByRole('button', { name: 'Prepare' }).click()
  await nurse.getByText(/8 places are still open/).waitFor()
  await picture(nurse, 'prepare')
})

test('filled in whole, it is prepared and waits for the patient', async () => {
  await fillIn(nurse, same)
  await nurse.getByRole('button', { name: 'Prepare' }).click()
  await nurse.getByText('The patient has 18 of 18 parts to read, then signs.').waitFor()
  await picture(nurse, 'prepared')
})

test('handed over, the screen is the patient’s form and nothing else; leaving it meets the lock', async () => {
  await nurse.getByRole('button', { name: 'Lock this screen and hand it to the patient' }).click()
  await nurse.getByText('Part 1 of 18').waitFor()
  await picture(nurse, 'desk-part')
  const inside = await nurse.request.get(`${waymark.url}/api/patients`)
  expect(inside.status()).toBe(423)
  const desk = nurse.url()
  await nurse.goto(chart)
  await nurse.getByRole('heading', { name: 'Locked' }).waitFor()
  expect(await nurse.getByText('Ana Reyes').isVisible()).toBe(false)
  await nurse.goto(desk)
  await nurse.getByText('Part 1 of 18').waitFor()
})

test('the patient asks, reads every part, and cannot sign before the answer', async () => {
  await nurse.getByRole('button', { name: 'I have a question' }).click()
  await nurse.getByLabel('What would you like to ask?').fill('Will I be awake?')
  await nurse.getByRole('button', { name: 'Keep my question' }).click()
  await nurse.getByText('You asked: Will I be awake?').waitFor()
  await readOn(nurse, 1, 18)
  await nurse.getByRole('heading', { name: 'Your questions come first' }).waitFor()
  await picture(nurse, 'desk-questions')
})

test('the nurse unlocks, answers, and hands it over again', async () => {
  await unlocked(nurse)
  await nurse.getByLabel('What the patient was told').fill('Yes, but sleepy. We stay with you.')
  await nurse.getByRole('button', { name: 'Keep the answer' }).click()
  await nurse.getByText('Everything is read. The patient can sign.').waitFor()
  await nurse.getByRole('button', { name: 'Lock this screen and hand it to the patient' }).click()
  await nurse.getByRole('heading', { name: 'Do you agree?' }).waitFor()
})

test('signed by hand, with the pointer', async () => {
  await drawn(nurse)
  await picture(nurse, 'desk-sign')
  await hold(nurse, 'Sign', nurse.getByRole('heading', { name: 'Thank you' }))
  await picture(nurse, 'desk-thanks')
})

test('the physician signs in their own name, after saying what it stands on; the nurse is not offered it', async () => {
  await unlocked(nurse)
  await nurse.getByText('A physician signs next').waitFor()
  expect(await nurse.getByRole('button', { name: 'Sign in my name' }).count()).toBe(0)
  await physician.goto(nurse.url())
  await physician.getByLabel(/I talked with the patient/).check()
  await physician.getByLabel('All of their questions were answered.').check()
  await picture(physician, 'clinician')
  await hold(physician, 'Sign in my name', physician.getByText('Signed by both, in force'))
  await nurse.getByText('Signed by both, in force').waitFor()
  await picture(nurse, 'signed')
})

test('the paper opens, is the same bytes each time, and its hash is theirs', async () => {
  const href = await nurse.getByRole('link', { name: 'Signed paper (PDF)' }).getAttribute('href')
  const [first, second] = [await nurse.request.get(`${waymark.url}${href}`), await physician.request.get(`${waymark.url}${href}`)]
  const bytes = await first.body()
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first.headers().etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`)
  expect((await second.body()).equals(bytes)).toBe(true)
})

test('another dose range asks for a new consent, and says why', async () => {
  await nurse.getByText('Yes: this consent is in force for it.').waitFor()
  await nurse.getByLabel('Planned up to (mg/kg)').fill('1')
  await nurse.getByText('The dose range is another one: 0.5 to 1 mg/kg, signed for 0.5 to 0.75 mg/kg.').waitFor()
  await picture(nurse, 'needs-new')
  await nurse.getByRole('link', { name: 'Prepare a new one' }).click()
  // What is the same for everybody here is there already.
  expect(await nurse.getByLabel('Telephone of the clinic', { exact: true }).inputValue()).toBe('555 0100')
})

test('the whole form read and signed by keyboard alone, with an interpreter and no pointer', async () => {
  await fillIn(nurse, { ...places, 'Highest dose (mg/kg)': '1' })
  await nurse.getByLabel('An interpreter').check()
  await fillIn(nurse, { 'Name of the interpreter': 'Ivo Kern', Language: 'Spanish' })
  await nurse.getByRole('button', { name: 'Prepare' }).click()
  const button = nurse.getByRole('button', { name: 'Lock this screen and hand it to the patient' })
  await button.focus()
  await nurse.keyboard.press('Enter')
  for (let part = 1; part <= 18; part++) {
    await nurse.getByText(`Part ${part} of 18`).waitFor()
    await nurse.getByRole('button', { name: 'I have read this' }).focus()
    await nurse.keyboard.press('Enter')
  }
  await typed(nurse, 'Ana Reyes', 'The interpreter signs')
  await typed(nurse, 'Ivo Kern', 'Thank you')
  await unlocked(nurse)
  await nurse.getByText('A physician signs next').waitFor()
})

test('the patient takes it back: it does not hold from then on, and what was signed stays', async () => {
  await nurse.getByRole('button', { name: 'The patient takes it back…' }).click()
  await nurse.getByLabel('Why, in the patient’s words').fill('I want to wait')
  await nurse.getByRole('button', { name: 'Note it' }).click()
  await nurse.getByText('I want to wait').waitFor()
  await nurse.getByText('typed, on the screen of Kim Lee').first().waitFor()
  await nurse.goto(chart)
  await nurse.getByText('Withdrawn', { exact: true }).waitFor()
  await nurse.getByText('Ketamine by drip: the patient took the consent back').waitFor()
  await nurse.getByText('Signed, no longer holds').waitFor()
  await picture(nurse, 'chart')
})

test('who else cares for the patient is noted on the chart, and without a signed decision there is no letter to them', async () => {
  await nurse.getByRole('button', { name: 'Add a contact' }).click()
  await nurse.getByLabel('Name', { exact: true }).fill('Dr. Ida Reed')
  await nurse.getByRole('button', { name: 'Keep', exact: true }).click()
  await nurse.getByText('Say how they are reached: telephone, fax, email or address.').waitFor()
  await nurse.getByLabel('Fax').fill('555 0123')
  await nurse.getByRole('button', { name: 'Keep', exact: true }).click()
  await nurse.getByText('Referrer · fax 555 0123').waitFor()
  await nurse.getByText('No decision to tell of').waitFor()
  await picture(nurse, 'contacts')
})

test('the form can be read with what it tells and how hard it is, and printed blank', async () => {
  await nurse.getByRole('link', { name: 'The forms' }).click()
  await nurse.getByRole('link', { name: 'Consent to ketamine by drip' }).click()
  await nurse.getByText(/^Tells all \d+ things it must$/).waitFor()
  await nurse.getByText(/^Reads at grade \d\.\d at most, 8 allowed$/).waitFor()
  await picture(nurse, 'form')
  const href = await nurse.getByRole('link', { name: 'Blank form (PDF)' }).getAttribute('href')
  expect((await nurse.request.get(`${waymark.url}${href}`)).headers()['content-type']).toBe('application/pdf')
})

test('no page had a fault', () => {
  for (const page of [physician, nurse]) expect(page.faults).toEqual([])
})

async function readOn(page: Page, from: number, to: number): Promise<void> {
  for (let part = from; part <= to; part++) {
    await page.getByText(`Part ${part} of ${to}`).waitFor()
    await page.getByRole('button', { name: 'I have read this' }).click()
  }
}

async function drawn(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: /^Signature/ }).boundingBox()
  if (!box) throw new Error('no place to sign')
  await page.mouse.move(box.x + 20, box.y + 60)
  await page.mouse.down()
  for (let i = 1; i <= 24; i++) await page.mouse.move(box.x + 20 + i * 9, box.y + 50 + Math.sin(i) * 30)
  await page.mouse.up()
  await page.getByRole('img', { name: 'Signature, drawn' }).waitFor()
}

async function typed(page: Page, name: string, then: string): Promise<void> {
  await page.getByRole('radio', { name: 'Type my name' }).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('Your full name').waitFor()
  await page.getByLabel('Your full name').focus()
  await page.keyboard.type(name)
  await hold(page, 'Sign', page.getByRole('heading', { name: then }))
}

async function unlocked(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Staff: unlock this tablet' }).click()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('What is next').waitFor()
}
