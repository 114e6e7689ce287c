import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessibility, openPage } from './browser.ts'
import { PASSWORD } from './clinic.ts'
import { history, note, notesIn, nurseIn, openWorld, physicianIn, settleIn, signInAsOwner, type World } from './offline.world.ts'

/** One tablet and what can happen to it: its disk is full, its person leaves, its program is renewed, its clock is wrong. */
let world: World
let [physician, nurse]: Page[] = []
const saved = (page: Page, count: number) => page.getByText(`${count} ${count === 1 ? 'entry' : 'entries'} saved here`).first()
const allSaved = (page: Page) => page.getByRole('region', { name: 'Phase' }).getByText('All saved').waitFor({ timeout: 60_000 })
/** In the rail, or on a small screen in the bar: what can be seen of the two. */
const said = (page: Page, words: string) => page.getByText(words).filter({ visible: true })
const menu = (page: Page) =>
  page
    .getByRole('button', { name: /lock, brightness, sign out/ })
    .first()
    .click()

beforeAll(async () => {
  world = await openWorld()
  physician = await physicianIn(world)
  nurse = await nurseIn(world, physician)
})
afterAll(() => world?.close())
beforeEach(async () => {
  world.wire.be('whole')
  await nurse?.context().setOffline(false)
})
afterEach(async ({ task }) => {
  const folder = process.env.WAYMARK_SHOTS
  if (!folder || task.result?.state !== 'fail') return
  for (const [who, page] of Object.entries({ nurse, physician })) await page?.screenshot({ path: `${folder}/${task.name.slice(0, 20)}-${who}.png` })
})

test('half-typed words are there again after a reload without the network', async () => {
  const room = await world.room()
  await settleIn(nurse as Page, room)
  await nurse?.context().setOffline(true)
  await nurse?.getByRole('button', { name: 'Note', exact: true }).click()
  await nurse?.getByLabel('Words').fill('half a sen')
  await expect.poll(() => nurse?.evaluate(onDisk)).toContain('half a sen')
  await nurse?.reload()
  await nurse?.getByRole('button', { name: 'Note', exact: true }).click()
  expect(await nurse?.getByLabel('Words').inputValue()).toBe('half a sen')
  await nurse?.context().setOffline(false)
})

test('the board without the server is the one last seen here, and says of when it is', async () => {
  await nurse?.goto(world.wire.url)
  await nurse
    ?.getByText(/Bench Patient/)
    .first()
    .waitFor()
  await expect.poll(() => nurse?.evaluate(onDisk)).toContain('chairs')
  await nurse?.context().setOffline(true)
  await nurse?.reload()
  await nurse
    ?.getByText(/Bench Patient/)
    .first()
    .waitFor()
  await nurse
    ?.getByText(/as of \d\d:\d\d/)
    .first()
    .waitFor()
  await said(nurse as Page, 'No connection since').waitFor()
})

test('a full disk is said before anything is accepted; the words stay in the form, and nothing is doubled later', async () => {
  const room = await world.room()
  await settleIn(nurse as Page, room)
  // The browser's own answer to a full disk, given to every write of an entry.
  await nurse?.evaluate(() => {
    const real = IDBObjectStore.prototype.add
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('The disk is full', 'QuotaExceededError')
    }
    Object.assign(window, { space: () => Object.assign(IDBObjectStore.prototype, { add: real }) })
  })
  await nurse?.context().setOffline(true)
  await nurse?.getByRole('button', { name: 'Note', exact: true }).click()
  await nurse?.getByLabel('Words').fill('written on a full disk')
  await nurse?.getByRole('button', { name: 'Save note' }).click()
  await nurse
    ?.getByText(/^This device cannot keep entries right now/)
    .first()
    .waitFor()
  expect(await nurse?.getByLabel('Words').inputValue()).toBe('written on a full disk')
  expect(await accessibility(nurse as Page)).toEqual([])
  await nurse?.evaluate(() => (window as unknown as { space: () => void }).space())
  await nurse?.getByRole('button', { name: 'Save note' }).click()
  await nurse?.getByLabel('Words').waitFor({ state: 'detached' })
  await saved(nurse as Page, 1).waitFor()
  await nurse?.context().setOffline(false)
  await allSaved(nurse as Page)
  expect(notesIn(await world.facts(room), 'written on a full')).toHaveLength(1)
})

test('the program is renewed while entries wait: they are there in the newer one and go; what only another version can read is said', async () => {
  const room = await world.room()
  await settleIn(nurse as Page, room)
  world.wire.be('deaf')
  await note(nurse as Page, 'before the renewal')
  await saved(nurse as Page, 1).waitFor()
  world.wire.renew()
  await nurse?.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()))
  await expect.poll(() => nurse?.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state)).toBe('installed')
  // Beside it an entry of a form this version does not know, as a newer one would leave it.
  await nurse?.evaluate(leaveNewer)
  await menu(nurse as Page)
  await nurse?.getByRole('menuitem', { name: 'A newer Waymark is here. Reload now' }).click()
  await history(nurse as Page)
    .getByText('before the renewal')
    .waitFor()
  world.wire.be('whole')
  await allSaved(nurse as Page)
  expect(notesIn(await world.facts(room), 'before the renewal')).toHaveLength(1)
  await nurse?.getByRole('button', { name: 'Back to Today' }).click()
  await said(nurse as Page, '1 entry here of another version of Waymark; reload to send').waitFor()
  await nurse?.evaluate(takeNewerAway)
})

test('whoever signs out leaves entries that wait: the next person is told whose, sees none of it and sends none of it', async () => {
  const room = await world.room()
  await settleIn(nurse as Page, room)
  world.wire.be('mute')
  await note(nurse as Page, 'left by Kim in confidence')
  await saved(nurse as Page, 1).waitFor()
  await menu(nurse as Page)
  await nurse?.getByRole('menuitem', { name: 'Sign out' }).click()
  await nurse?.getByLabel('Email').waitFor()
  world.wire.be('whole')
  await signInAsOwner(nurse as Page, world.wire.url)
  await said(nurse as Page, '1 entry of Kim Lee waits here until they sign in').waitFor()
  await nurse?.goto(room)
  await note(nurse as Page, 'by the physician')
  expect((await world.facts(room)).filter(({ data }) => data.words === 'by the physician').map(({ by }) => by.name)).toEqual(['Bench Owner'])
  expect(await history(nurse as Page).textContent()).not.toContain('in confidence')

  // Kim signs in again, on the same tablet: the note goes under her name.
  await menu(nurse as Page)
  await nurse?.getByRole('menuitem', { name: 'Sign out' }).click()
  await nurse?.getByLabel('Email').fill('kim@larch.example')
  await nurse?.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await nurse?.getByRole('button', { name: 'Sign in' }).click()
  await nurse?.getByRole('heading', { name: 'Today' }).waitFor()
  await expect
    .poll(async () => (await world.facts(room)).filter(({ data }) => data.words === 'left by Kim in confidence').map(({ by }) => by.name))
    .toEqual(['Kim Lee'])
})

test('a tablet whose clock is three hours slow charts in the clinic’s time, also after a reload without the server', async () => {
  const room = await world.room()
  const slow = await openPage(world.browser, 'tablet')
  await slow.context().addInitScript(shiftClock, -3 * 3_600_000)
  await signInAsOwner(slow, world.wire.url)
  await settleIn(slow, room)
  await slow.context().setOffline(true)
  await slow.reload()
  await history(slow).waitFor()
  const before = Date.now()
  await note(slow, 'by a slow clock')
  await slow.context().setOffline(false)
  await allSaved(slow)
  const entry = (await world.facts(room)).find(({ data }) => data.words === 'by a slow clock')
  expect(Math.abs(Date.parse(entry?.at ?? '') - before)).toBeLessThan(30_000)
  expect(entry?.via.clock).toBeUndefined()

  // Somebody sets it right, by three hours forward, with the network gone: its times cannot be known, and the entry says so.
  await slow.context().setOffline(true)
  await slow.evaluate(() => (window as unknown as { setClock: (ms: number) => void }).setClock(0))
  await note(slow, 'after it was set')
  await history(slow).getByText('Time not certain').first().waitFor()
  await slow.context().setOffline(false)
  await allSaved(slow)
  const kept = (await world.facts(room)).filter(({ via }) => via.clock === 'changed')
  expect(kept).toHaveLength(1)
  await slow.context().close()
})

/** In the page: its clock differs from the machine's by so much, and can be set. */
function shiftClock(ms: number): void {
  const Real = Date
  let shift = ms
  class Shifted extends Real {
    constructor(...given: []) {
      if (given.length === 0) super(Real.now() + shift)
      else super(...given)
    }
    static override now = () => Real.now() + shift
  }
  Object.assign(window, { Date: Shifted, setClock: set })
  function set(next: number) {
    shift = next
  }
}

function leaveNewer(): Promise<void> {
  return onDisk((entries, row) => entries.add({ ...row, id: 'of-a-newer-form', schema: 99 }))
  function onDisk(work: (entries: IDBObjectStore, row: object) => void): Promise<void> {
    return new Promise((done, failed) => {
      const opening = indexedDB.open('waymark-room')
      opening.onerror = failed
      opening.onsuccess = () => {
        const disk = opening.result
        const writing = disk.transaction('entries', 'readwrite')
        const entries = writing.objectStore('entries')
        const reading = entries.getAll()
        reading.onsuccess = () => {
          const { n: _, ...row } = reading.result[0]
          work(entries, row)
        }
        writing.oncomplete = () => {
          disk.close()
          done()
        }
      }
    })
  }
}

function takeNewerAway(): Promise<void> {
  return new Promise((done) => {
    const opening = indexedDB.open('waymark-room')
    opening.onsuccess = () => {
      const writing = opening.result.transaction('entries', 'readwrite')
      writing.objectStore('entries').clear()
      writing.oncomplete = () => {
        opening.result.close()
        done()
      }
    }
  })
}

/** Everything this device holds besides entries, as text. */
function onDisk(): Promise<string> {
  return new Promise((done) => {
    const opening = indexedDB.open('waymark-room')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('seen').objectStore('seen').getAll()
      reading.onsuccess = () => {
        opening.result.close()
        done(JSON.stringify(reading.result))
      }
    }
  })
}
