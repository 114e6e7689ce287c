import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { asOwner, type Clinic, foundClinic, register, underWay } from '../bench/clinic.ts'
import { openBrowser, openPage } from './browser.ts'
import { inviteNurse } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'
import { layWire, type Wire } from './wire.ts'

/** A clinic with a running infusion, a physician (who founded it) and a nurse, and the wire between them and the server. */
export type World = {
  clinic: Clinic
  waymark: Waymark
  readonly wire: Wire
  readonly browser: Browser
  readonly disk: string
  /** Another patient with a running infusion; the address of the room. */
  room(): Promise<string>
  facts(room: string): Promise<readonly Fact[]>
  /** The server dies, and somebody starts it again. */
  die(): Promise<void>
  rise(): Promise<void>
  close(): Promise<void>
}
export type Fact = {
  readonly id: string
  readonly type: string
  readonly at: string
  readonly data: { readonly words?: string; readonly reason?: string }
  readonly by: { readonly name: string }
  readonly via: { readonly clock?: string }
}
let patients = 0
const PASSWORD = 'a long password for measuring'
const portOf = ({ url }: Waymark): number => Number(new URL(url).port)

export async function openWorld(): Promise<World> {
  const [waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  const wire = await layWire(waymark.url)
  const world: World = {
    clinic: await foundClinic(portOf(waymark)),
    waymark,
    wire,
    browser,
    disk: mkdtempSync(join(tmpdir(), 'waymark-tablet-')),
    async room() {
      return `${wire.url}/sessions/${await underWay(world.clinic, await register(world.clinic, ++patients))}`
    },
    async facts(room) {
      return (await asOwner<{ facts: Fact[] }>(world.clinic, `/api${new URL(room).pathname}`)).facts
    },
    die: () => world.waymark.stop('SIGKILL'),
    async rise() {
      world.waymark = await startWaymark([], world.waymark.data)
      world.clinic = { ...world.clinic, port: portOf(world.waymark) }
      wire.to(world.waymark.url)
    },
    async close() {
      await browser.close()
      await wire.close()
      await world.waymark.stop()
      forget(world.waymark)
      rmSync(world.disk, { recursive: true, force: true })
    },
  }
  return world
}

export async function signInAsOwner(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('Email').fill('bench@example.org')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
}
/** A killed browser has often not written its cookies: the server then asks who it is, over the page, before anything goes. */
export async function signInAgain(page: Page): Promise<void> {
  const asked = page.getByRole('dialog', { name: 'You were signed out' })
  const saved = page.getByRole('region', { name: 'Phase' }).getByText('All saved')
  await asked.or(saved).first().waitFor({ timeout: 60_000 })
  if (!(await asked.isVisible())) return
  await page.getByLabel('Email').fill('bench@example.org')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await asked.waitFor({ state: 'detached' })
}
export const physicianIn = async ({ browser, wire }: World): Promise<Page> => {
  const page = await openPage(browser, 'tablet')
  await signInAsOwner(page, wire.url)
  return page
}
export const nurseIn = async (world: World, owner: Page): Promise<Page> => inviteNurse(world.browser, owner, world.wire.url)

/** Until the worker of this page is in charge of it, and the room has been put down on the device. */
export async function settleIn(page: Page, room: string): Promise<void> {
  await page.goto(room)
  await page.getByRole('button', { name: 'Note', exact: true }).waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await page.waitForTimeout(1500)
}

/** Writes a note as a person does, and waits until the form has closed over it. */
export async function note(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByLabel('Words').fill(words)
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByLabel('Words').waitFor({ state: 'detached' })
}
export const history = (page: Page) => page.getByRole('region', { name: 'History' })
export const notesIn = (facts: readonly Fact[], start: string): readonly string[] =>
  facts.flatMap(({ type, data }) => (type === 'note-written' && data.words?.startsWith(start) ? [data.words] : []))
