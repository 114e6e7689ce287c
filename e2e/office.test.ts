import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse, PASSWORD, registerPatient } from './clinic.ts'
import { digitsOf } from './totp.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** The doors of a clinic and its office, as the owner and a nurse meet them. */
let waymark: Waymark
let browser: Browser
let owner: Page
let nurse: Page
let url: string
let chart: string

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  // A passkey needs a name, and this machine's is localhost.
  url = waymark.url.replace('127.0.0.1', 'localhost')
  owner = await foundClinic(browser, url)
  nurse = await inviteNurse(browser, owner, url, 'phone')
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

const menu = async (page: Page, item: string) => {
  await page.locator('.wm-person:visible').click()
  await page.getByRole('menuitem', { name: item }).click()
}
const signIn = async (page: Page, email: string) => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('an authenticator app is added; signing in asks for it, and a backup code opens once', async () => {
  await owner.goto(`${url}/security`)
  await owner.getByRole('button', { name: 'Set up', exact: true }).click()
  await owner.getByLabel('Your password').fill(PASSWORD)
  const enabled = owner.waitForResponse('**/two-factor/enable')
  await owner.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const { totpURI } = (await (await enabled).json()) as { totpURI: string }
  await owner.getByLabel('Six digits').fill(digitsOf(totpURI))
  const code = (await owner.locator('.wm-codes li').first().textContent()) ?? ''
  await owner.getByRole('button', { name: 'I have kept them' }).click()
  await menu(owner, 'Sign out')
  await signIn(owner, 'olive@larch.example')
  await owner.getByRole('button', { name: 'Use a backup code' }).click()
  await owner.getByLabel('Backup code').fill(code)
  await owner.getByRole('button', { name: 'Go on', exact: true }).click()
  await owner.getByRole('heading', { name: 'Today' }).waitFor()
})

test('the lock keeps what was half typed, turns a wrong password away and tells no name of a patient', async () => {
  await nurse.goto(`${url}/patients/new`)
  await nurse.getByLabel('Given name').fill('Half')
  await menu(nurse, 'Lock the screen')
  await nurse.getByRole('dialog', { name: 'Locked' }).waitFor()
  expect(await nurse.getByLabel('Given name').isVisible()).toBe(false)
  await nurse.getByLabel('Password', { exact: true }).fill('not the password')
  await nurse.getByRole('button', { name: 'Go on', exact: true }).click()
  await nurse.getByText('That is not the password.').waitFor()
  await nurse.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await nurse.getByRole('button', { name: 'Go on', exact: true }).click()
  await nurse.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await nurse.getByLabel('Given name').inputValue()).toBe('Half')
})

test('a locked screen is still locked after a reload', async () => {
  await menu(nurse, 'Lock the screen')
  await nurse.getByRole('dialog', { name: 'Locked' }).waitFor()
  await nurse.waitForTimeout(300)
  await nurse.reload()
  await nurse.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await nurse.getByRole('button', { name: 'Go on', exact: true }).click()
  await nurse.getByRole('heading', { name: 'Register a patient' }).waitFor()
})

test('allergies nobody asked about are never shown as none, and the same person twice is asked about', async () => {
  await registerPatient(nurse, url)
  chart = nurse.url()
  await nurse.getByText('Allergies not asked').waitFor()
  expect(await nurse.getByText('No known allergies', { exact: true }).count()).toBe(1) // the button alone
  await nurse.goto(`${url}/patients/new`)
  await nurse.getByLabel('Given name').fill('Ana')
  await nurse.getByLabel('Family name').fill('Reyes')
  await nurse.getByLabel('Birth date').fill('1985-03-04')
  await nurse.getByRole('button', { name: /^Register/ }).click()
  await nurse.getByText('Is this right?').waitFor()
})

test('a restricted chart opens to a nurse by break-glass only, and the owner is told why', async () => {
  await owner.goto(chart)
  await owner.getByRole('button', { name: 'Restrict' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Olive Marsh').check()
  await dialog.getByLabel('Why').fill('a colleague')
  await dialog.getByRole('button', { name: 'Restrict' }).click()
  await owner.getByText('Restricted chart').waitFor()
  await nurse.goto(chart)
  await nurse.getByLabel('Why you need it').fill('phoned with chest pain')
  await nurse.getByRole('button', { name: 'Open the chart' }).click()
  await nurse.getByText(/open to you until/).waitFor()
  await owner.goto(`${url}/audit`)
  await owner.getByText('Kim Lee: phoned with chest pain').waitFor()
  await owner.getByText('Kim Lee (nurse) opened the chart by break-glass, Ana Reyes').waitFor()
  await owner.getByRole('button', { name: 'Seen', exact: true }).click()
  await owner.getByText('Kim Lee: phoned with chest pain').waitFor({ state: 'detached' })
})

test('a page one may not see says who can', async () => {
  await nurse.goto(`${url}/audit`)
  await nurse.getByText('You may not read the audit trail').waitFor()
  await nurse.getByText(/for the owner/).waitFor()
})

test.each(['/', '/patients', '/protocols', '/protocols/iv-ketamine-depression', '/devices', '/staff', '/audit', '/settings', '/security'])(
  'nothing stands in the way of anybody on %s',
  async (path) => {
    await owner.goto(`${url}${path}`)
    await owner.getByRole('heading', { level: 1 }).waitFor()
    await owner.waitForLoadState('load')
    expect(await accessibility(owner)).toEqual([])
    expect(await owner.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  },
)

test('a passkey signs in without a password, and a password alone no longer does', async () => {
  const devtools = await nurse.context().newCDPSession(nurse)
  await devtools.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } })
  await nurse.goto(`${url}/security`)
  await nurse.getByRole('button', { name: 'Add', exact: true }).click()
  await nurse.getByLabel('Name of this device').fill('Tablet in the room')
  await nurse.getByRole('button', { name: 'Add a passkey' }).click()
  await nurse.getByText('Tablet in the room').waitFor()
  await menu(nurse, 'Sign out')
  await nurse.getByRole('button', { name: 'Use a passkey' }).click()
  await nurse.getByRole('heading', { name: 'Today' }).waitFor()
  await menu(nurse, 'Sign out')
  await signIn(nurse, 'kim@larch.example')
  await nurse.getByRole('heading', { name: 'Use your passkey' }).waitFor()
})
