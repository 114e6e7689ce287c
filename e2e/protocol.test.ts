import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** A physician answers for a number of the protocol; everybody who reads it sees who did. */
let waymark: Waymark
let browser: Browser
let physician: Page
let nurse: Page
let said: string

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  physician = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, physician, waymark.url, 'phone')
  for (const page of [physician, nurse]) await page.goto(`${waymark.url}/protocols/iv-ketamine-depression`)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

test('a number is confirmed in the physician’s name, and the nurse sees by whom without reload', async () => {
  const open = physician.getByRole('button', { name: /^Confirm .*…$/ }).first()
  await open.waitFor()
  await nurse.getByText('to be confirmed').first().waitFor()
  said = ((await open.getAttribute('aria-label')) ?? '').replace(/^Confirm |…$/g, '')
  const before = await toConfirm()
  await open.click()
  await physician.getByRole('button', { name: `Confirm ${said}, in my name` }).click()
  await nurse
    .getByText(/confirmed by Olive Marsh, .*, version \d/)
    .first()
    .waitFor()
  expect(await toConfirm()).toBe(before - 1)
  for (const page of [physician, nurse]) expect(await accessibility(page)).toEqual([])
})

test('a nurse reads who answers for a number and is offered nothing to answer for', async () => {
  expect(await nurse.getByRole('button', { name: /^(Confirm|Withdraw)/ }).count()).toBe(0)
})

test('a confirmation is withdrawn with a reason, and the number is to be confirmed again', async () => {
  const before = await toConfirm()
  await physician.getByRole('button', { name: `Withdraw the confirmation of ${said}…` }).click()
  await physician.getByLabel('Why it is withdrawn').fill('The pharmacist reads the source otherwise')
  await physician.getByRole('button', { name: 'Withdraw it, in my name' }).click()
  await expect.poll(() => nurse.getByText(/confirmed by Olive Marsh/).count()).toBe(0)
  expect(await toConfirm()).toBe(before + 1)
})

test('the audit trail says that it was done, and no page had a fault', async () => {
  await physician.goto(`${waymark.url}/audit`)
  await physician
    .getByText(/confirmed a number of a protocol/i)
    .first()
    .waitFor()
  for (const page of [physician, nurse]) expect((page as Page & { faults?: string[] }).faults).toEqual([])
})

const toConfirm = async (): Promise<number> => {
  const { protocols } = await (await nurse.request.get(`${waymark.url}/api/protocols`)).json()
  return protocols[0].unconfirmed
}
