import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'
import { layWire, type Wire } from './wire.ts'

let waymark: Waymark
let wire: Wire
let browser: Browser
let owner: Page & { readonly faults?: readonly string[] }

beforeAll(async () => {
  waymark = await startWaymark()
  wire = await layWire(waymark.url)
  browser = await openBrowser()
  owner = await foundClinic(browser, wire.url)
})
afterAll(async () => {
  await browser?.close()
  await wire?.close()
  await waymark?.stop()
  forget(waymark)
})

/** Until the worker of this page is in charge of it. */
const kept = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
const me = (page: Page) => page.getByRole('button', { name: /lock, brightness, sign out/ }).first()

test('with the server gone the program itself still opens, at any address, and says in words what is missing', async () => {
  await kept(owner)
  wire.be('cut')
  await owner.goto(`${wire.url}/patients`)
  await owner.getByText('Waymark could not be reached', { exact: false }).first().waitFor()
  expect(await accessibility(owner)).toEqual([])
  wire.be('whole')
  await owner.getByRole('button', { name: 'Try again' }).click()
  await owner.getByRole('heading', { name: 'Patients' }).waitFor()
})

test('no answer of the server is ever in what the worker keeps', async () => {
  const addresses = await owner.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
    return found
  })
  expect(addresses).toContain('/index.html')
  expect(addresses.filter((path) => path.startsWith('/api'))).toEqual([])
})

test('a newer version of the program waits until somebody asks for it, and nothing is reloaded before', async () => {
  await owner.evaluate(() => Object.assign(window, { same: true }))
  wire.renew()
  await owner.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()))
  await expect.poll(() => owner.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state)).toBe('installed')
  await me(owner).click()
  const item = owner.getByRole('menuitem', { name: 'A newer Waymark is here. Reload now' })
  await item.waitFor()
  expect(await owner.evaluate(() => 'same' in window)).toBe(true)
  await item.click()
  await owner.waitForFunction(() => !('same' in window))
  await owner.getByRole('heading', { name: 'Patients' }).waitFor()
  await me(owner).click()
  await owner.getByRole('menuitem', { name: 'Lock the screen' }).waitFor()
  expect(await item.count()).toBe(0)
  expect(owner.faults).toEqual([])
})
