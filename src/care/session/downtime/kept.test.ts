import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { minute } from '../session.fixture.ts'
import { type DowntimeKeep, downtimeKeep } from './kept.dexie.tsx'
import { takePack } from './take.tsx'

const HOUR = 3_600_000
const pack = (id = 'nina', takenAt = minute(75)) => ({
  clinic: { name: 'Larch Street', zone: 'UTC', demo: false },
  by: { id, name: 'Nina Nurse' },
  takenAt,
  sheets: [],
})
let keep: DowntimeKeep
let count = 0
beforeEach(() => {
  keep = downtimeKeep(`downtime-${++count}`)
})
afterEach(() => {
  keep.close()
  vi.unstubAllGlobals()
})
const server = (status: number, body: object = {}) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }))

test('one copy is kept, the newest, in a database of its own', async () => {
  await keep.put(pack(), 1000)
  await keep.put(pack('nina', minute(76)), 61_000)
  expect(await keep.read(62_000)).toMatchObject({ pack: { takenAt: minute(76) }, savedAtMs: 61_000, locked: false })
  expect((await indexedDB.databases()).map(({ name }) => name)).toContain(`downtime-${count}`)
})

test('yesterday’s copy is not shown, and is gone from the device once somebody looks', async () => {
  await keep.put(pack(), 0)
  expect(await keep.read(12 * HOUR - 1)).not.toBeNull()
  expect(await keep.read(12 * HOUR)).toBeNull()
  expect(await keep.read(1)).toBeNull()
})

test('a clock set back does not make a copy young, and does not take it away', async () => {
  await keep.put(pack(), 5 * HOUR)
  expect(await keep.read(HOUR)).not.toBeNull()
})

test('a copy made for somebody else is gone when another person works here; one’s own stays', async () => {
  await keep.put(pack('nina'), 0)
  await keep.ownedBy('nina')
  expect(await keep.read(1)).not.toBeNull()
  await keep.ownedBy('noor')
  expect(await keep.read(1)).toBeNull()
})

test('a copy that arrives after the screen was locked lies under the lock', async () => {
  await keep.put(pack(), 0)
  await keep.lock(true)
  await keep.put(pack(), 1)
  expect((await keep.read(2))?.locked).toBe(true)
  await keep.lock(false)
  expect((await keep.read(2))?.locked).toBe(false)
})

test('what the server answers is kept by the device’s own clock', async () => {
  server(200, { ...pack(), serverTime: minute(75) })
  expect(await takePack(keep, () => 7)).toBe('kept')
  expect(await keep.read(8)).toMatchObject({ pack: pack(), savedAtMs: 7 })
})

test.each([
  [401, 'signed-out', false],
  [403, 'not-allowed', false],
  [423, 'locked', true],
  [500, 'unreachable', true],
  [503, 'unreachable', true],
] as const)('an answer of %i means %s; what was kept stays: %s', async (status, taken, stays) => {
  await keep.put(pack(), 0)
  server(status, { code: 'x', message: 'x' })
  expect(await takePack(keep, () => 1)).toBe(taken)
  const left = await keep.read(2)
  expect(left !== null).toBe(stays)
  expect(left?.locked ?? false).toBe(status === 423)
})

test('with the network gone the copy stays', async () => {
  await keep.put(pack(), 0)
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('network')))
  expect(await takePack(keep, () => 1)).toBe('unreachable')
  expect(await keep.read(2)).not.toBeNull()
})

test('a device that keeps nothing says so', async () => {
  server(200, { ...pack(), serverTime: minute(75) })
  const full = { ...keep, put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }
  expect(await takePack(full, () => 1)).toBe('not-kept')
})

test('asking by a timer is no sign of life: the idle lock still comes', async () => {
  const asked: Headers[] = []
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    asked.push(new Headers(init.headers))
    return new Response('{}', { status: 500 })
  })
  await takePack(keep, () => 1)
  expect(asked[0]?.has('waymark-passive')).toBe(true)
})
