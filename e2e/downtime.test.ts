import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addMinutes, instant } from '../src/medicine/time.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, hold, inviteNurse, registerPatient } from './clinic.ts'
import { chartInfusion } from './infusion.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'
import { layWire, type Wire } from './wire.ts'

/** The copy of the running sessions that a device keeps, with the server there, gone, and locked. */
let waymark: Waymark
let wire: Wire
let browser: Browser
let physician: Page
let nurse: Page

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  wire = await layWire(waymark.url)
  physician = await foundClinic(browser, wire.url)
  nurse = await inviteNurse(browser, physician, wire.url)
  await registerPatient(nurse, wire.url)
  await chartInfusion(wire.url, { physician, nurse }, randomUUID(), addMinutes(instant(Date.now()), -20))
})
afterAll(async () => {
  await browser?.close()
  await wire?.close()
  await waymark?.stop()
  forget(waymark)
})

// What one test cut is whole for the next, whatever became of it.
afterEach(() => wire.be('whole'))

const sheet = (page: Page) => page.getByRole('article', { name: /Ana Reyes/ })
/** What stands in the database of the pack on this device. */
const onDevice = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open('waymark-downtime')
        open.onerror = () => reject(open.error)
        open.onsuccess = () => {
          const count = open.result.transaction('pack').objectStore('pack').count()
          count.onsuccess = () => resolve(count.result)
        }
      }),
  )

test('from Today one goes to the pack: fresh, with what a person in a chair needs', async () => {
  await nurse.goto(wire.url)
  await nurse.getByRole('link', { name: 'Downtime pack' }).click()
  await nurse.getByText(/^As of \d\d:\d\d, less than a minute old$/).waitFor()
  for (const said of ['Allergy: penicillin (rash); asked today', /of 36.2 mg/, 'Tomás Reyes, brother, 555 0100', '124/78', /NOT ACKNOWLEDGED|Left forearm/])
    await sheet(nurse).getByText(said).first().waitFor()
  expect(await sheet(nurse).getByText(/ due$/).count()).toBe(10)
  expect(await accessibility(nurse)).toEqual([])
})

test('with the server gone it opens on a fresh page from the copy alone, with its age', async () => {
  await nurse.goto(wire.url)
  await nurse.getByRole('link', { name: 'Downtime pack' }).waitFor()
  await expect.poll(() => onDevice(nurse)).toBe(1)
  await nurse.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  wire.be('cut')
  await nurse.goto(`${wire.url}/downtime`)
  await nurse.getByText('Waymark cannot be reached; this is the copy on this device').waitFor()
  await nurse.getByText(/^As of \d\d:\d\d, .* old$/).waitFor()
  await sheet(nurse).getByText('Allergy: penicillin (rash); asked today').waitFor()
})

test('printed, one person is one page', async () => {
  const pdf = (await nurse.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test('with the server gone one comes to it from Today, and, where the device knows nobody, from the page that says so', async () => {
  wire.be('cut')
  await nurse.goto(wire.url)
  await nurse.getByRole('heading', { name: 'Today' }).waitFor()
  await nurse.getByRole('link', { name: 'Downtime pack' }).click()
  await sheet(nurse)
    .getByText(/of 36.2 mg/)
    .waitFor()
  await nurse.evaluate(() => localStorage.clear())
  await nurse.goto(wire.url)
  await nurse.getByRole('heading', { name: 'This did not open' }).waitFor()
  await nurse.getByRole('link', { name: 'Downtime pack' }).click()
  await sheet(nurse)
    .getByText(/of 36.2 mg/)
    .waitFor()
})

test('a screen that was locked when the server was lost shows nothing until somebody holds a button for it', async () => {
  await nurse.goto(wire.url)
  await nurse.getByRole('heading', { name: 'Today' }).waitFor()
  await nurse.evaluate(async () => void (await fetch('/api/lock', { method: 'POST' })))
  await nurse.goto(wire.url)
  await nurse.getByRole('heading', { name: 'Locked' }).waitFor()
  await nurse.goto(`${wire.url}/downtime`)
  await nurse.getByText(/unlock it to see this/).waitFor()
  wire.be('cut')
  await nurse.goto(wire.url)
  await nurse.getByLabel('Password', { exact: true }).fill('whatever it was')
  await nurse.getByRole('button', { name: 'Go on' }).click()
  await nurse.getByRole('link', { name: 'Downtime pack' }).click()
  await nurse.getByText(/This screen was locked/).waitFor()
  expect(await sheet(nurse).count()).toBe(0)
  await hold(nurse, 'Show the copy', sheet(nurse))
})

test('after sign-out nothing of it is on the device', async () => {
  await physician.goto(wire.url)
  await expect.poll(() => onDevice(physician)).toBe(1)
  await physician
    .getByRole('button', { name: /lock, brightness, sign out/ })
    .first()
    .click()
  await physician.getByRole('menuitem', { name: 'Sign out' }).click()
  await physician.getByRole('heading', { name: /Sign in/ }).waitFor()
  expect(await onDevice(physician)).toBe(0)
  await physician.goto(`${wire.url}/downtime`)
  await physician.getByText(/Nobody is signed in on this device/).waitFor()
})
