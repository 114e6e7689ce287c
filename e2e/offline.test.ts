import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessibility, openTablet } from './browser.ts'
import { hold } from './clinic.ts'
import { history, note, notesIn, nurseIn, openWorld, physicianIn, settleIn, signInAgain, signInAsOwner, type World } from './offline.world.ts'

/** Two tablets, one session, and a network that comes and goes. */
let world: World
let [physician, nurse]: Page[] = []
const saved = (page: Page, count: number) => page.getByText(`${count} ${count === 1 ? 'entry' : 'entries'} saved here`).first()
const allSaved = (page: Page) => page.getByRole('region', { name: 'Phase' }).getByText('All saved').waitFor({ timeout: 60_000 })

beforeAll(async () => {
  world = await openWorld()
  physician = await physicianIn(world)
  nurse = await nurseIn(world, physician)
})
afterAll(() => world?.close())
afterEach(async ({ task }) => {
  const folder = process.env.WAYMARK_SHOTS
  if (!folder || task.result?.state !== 'fail') return
  for (const [who, page] of Object.entries({ nurse, physician })) await page?.screenshot({ path: `${folder}/${task.name.slice(0, 20)}-${who}.png` })
})

test('two tablets enter sixty notes through a cut network, a reload, a killed browser and a dead server: all there once, in order', async () => {
  const room = await world.room()
  let tablet = await openTablet(world.disk)
  await signInAsOwner(tablet.page, world.wire.url)
  await settleIn(tablet.page, room)
  await settleIn(nurse as Page, room)
  const entered = { a: 0, b: 0 }
  const write = async (who: 'a' | 'b', count: number) => {
    for (let i = 0; i < count; i += 1) await note(who === 'a' ? (nurse as Page) : tablet.page, `${who} ${String(++entered[who]).padStart(2, '0')}`)
  }
  await write('a', 4)
  await write('b', 4)

  await nurse?.context().setOffline(true)
  await write('a', 12)
  await saved(nurse as Page, 12).waitFor()
  await write('b', 6)
  await nurse?.reload()
  await history(nurse as Page)
    .getByText('a 16')
    .waitFor()
  await saved(nurse as Page, 12).waitFor()

  await world.die()
  await write('b', 10)
  await saved(tablet.page, 10).waitFor()
  await tablet.kill()
  tablet = await openTablet(world.disk)
  await tablet.page.goto(room)
  await history(tablet.page).getByText('b 20').waitFor()
  await saved(tablet.page, 10).waitFor()
  await write('b', 10)
  await write('a', 8)

  await world.rise()
  await nurse?.context().setOffline(false)
  await write('a', 6)
  await signInAgain(tablet.page)
  await Promise.all([allSaved(nurse as Page), allSaved(tablet.page)])
  const facts = await world.facts(room)
  const expected = (who: 'a' | 'b') => Array.from({ length: 30 }, (_, i) => `${who} ${String(i + 1).padStart(2, '0')}`)
  expect(notesIn(facts, 'a')).toEqual(expected('a'))
  expect(notesIn(facts, 'b')).toEqual(expected('b'))
  for (const words of ['a 30', 'b 30']) await history(tablet.page).getByText(words).waitFor()
  await tablet.close()
}, 400_000)

test('an answer that is lost on its way back is not an entry lost, and not one twice', async () => {
  const room = await world.room()
  await settleIn(nurse as Page, room)
  world.wire.be('deaf')
  await note(nurse as Page, 'the server had it at once')
  await saved(nurse as Page, 1).waitFor()
  world.wire.be('whole')
  await allSaved(nurse as Page)
  expect(notesIn(await world.facts(room), 'the server')).toHaveLength(1)
})

test('both stopped the infusion: it needs a look on both tablets, with both versions, and one tap settles it for both', async () => {
  const room = await world.room()
  await settleIn(physician as Page, room)
  await settleIn(nurse as Page, room)
  await nurse?.context().setOffline(true)
  await hold(nurse as Page, 'Stop', nurse?.getByText('Recovering').first() as never)
  await hold(physician as Page, 'Stop', physician?.getByText('Recovering').first() as never)
  await nurse?.context().setOffline(false)
  const looks = (page: Page) => page.getByRole('region', { name: 'Needs a look' })
  for (const page of [nurse, physician] as Page[]) {
    await looks(page)
      .getByText(/The record says: Infusion stopped/)
      .waitFor({ timeout: 30_000 })
    await looks(page)
      .getByText(/Entered by Kim Lee, nurse without the server/)
      .waitFor()
    await page.getByRole('button', { name: '1 needs a look' }).waitFor()
    expect(await accessibility(page)).toEqual([])
  }
  await looks(physician as Page)
    .getByRole('button', { name: 'Keep the record’s' })
    .click()
  for (const page of [nurse, physician] as Page[]) await looks(page).waitFor({ state: 'detached' })
  await expect.poll(async () => (await world.facts(room)).some(({ type }) => type === 'look-settled')).toBe(true)
  const facts = await world.facts(room)
  expect(facts.filter(({ type }) => type === 'infusion-stopped').map(({ by }) => by.name)).toEqual(['Bench Owner'])
  expect(facts.filter(({ type }) => type.startsWith('look-')).map(({ type, by }) => [type, by.name])).toEqual([
    ['look-asked', 'Kim Lee'],
    ['look-settled', 'Bench Owner'],
  ])
})
