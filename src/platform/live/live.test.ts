import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { connection } from '../db/database.ts'
import { freshDatabase } from '../db/testing.ts'
import type { Frame, Subscription } from './live.ts'
import { memoryLive } from './memory.ts'
import { openLive } from './postgres.ts'

const { appUrl, ownerUrl, clinic, newClinic } = await freshDatabase()
const other = await newClinic()
const [here, there] = [openLive({ appUrl }), openLive({ appUrl })]
await Promise.all([here.ready, there.ready])
afterAll(() => Promise.all([here.close(), there.close()]))

const session = (id: string) => ({ kind: 'session', id }) as const
const grew = (id: string, seq: number) => [{ stream: session(id), facts: [{ seq: seq - 1 }, { seq }] }]
const frame: Frame = { session: null, chair: '2', device: 'M1', values: { systolic: 142 }, at: instant(Date.parse('2026-11-24T14:05:00Z')) }
const heard = async (subscription: Subscription) => Promise.race([subscription.next(), pause(3000, 'silence')])

const memory = memoryLive()
describe.each([
  ['between two nodes', here, there],
  ['in one process', memory, memory],
])('the live channel %s', (_, near, far) => {
  test('tells which stream grew, to its clinic alone', async () => {
    const [mine, theirs] = [far.subscribe(clinic), far.subscribe(other)]
    near.grew(clinic, grew('s1', 5))
    near.grew(other, grew('s9', 2))
    expect(await heard(mine)).toEqual({ event: 'stream', data: { kind: 'session', id: 's1', seq: 5 } })
    expect(await heard(theirs)).toEqual({ event: 'stream', data: { kind: 'session', id: 's9', seq: 2 } })
    mine.end()
    theirs.end()
  })

  test('carries what a monitor sends', async () => {
    const screen = far.subscribe(clinic)
    near.publish(clinic, frame)
    expect(await heard(screen)).toEqual({ event: 'monitor', data: frame })
    screen.end()
  })

  test('tells a slow screen the newest of each stream only', async () => {
    const screen = far.subscribe(clinic)
    for (let seq = 1; seq <= 300; seq += 1) near.grew(clinic, grew('s1', seq))
    near.grew(clinic, grew('s2', 7))
    await pause(150)
    const events = [await heard(screen), await heard(screen)]
    expect(events).toEqual([
      { event: 'stream', data: { kind: 'session', id: 's1', seq: 300 } },
      { event: 'stream', data: { kind: 'session', id: 's2', seq: 7 } },
    ])
    screen.end()
  })

  test('lets a screen go that does not read, and keeps the others', async () => {
    const [asleep, awake] = [far.subscribe(clinic), far.subscribe(clinic)]
    const seen: unknown[] = []
    const reading = (async () => {
      for (let event = await awake.next(); event; event = await awake.next()) seen.push(event)
    })()
    for (let n = 0; n < 1200; n += 1) {
      near.grew(clinic, grew(`many-${n}`, 1))
      if (n % 100 === 0) await pause(5)
    }
    for (let tries = 0; tries < 100 && seen.length < 1200; tries += 1) await pause(20)
    expect(await heard(asleep)).toBeNull()
    expect(seen).toHaveLength(1200)
    awake.end()
    await reading
  })

  test('ends for a screen that leaves', async () => {
    const screen = far.subscribe(clinic)
    const waiting = screen.next()
    screen.end()
    expect(await waiting).toBeNull()
  })
})

test('many changes at once go in few messages, none of them lost', async () => {
  const screen = there.subscribe(clinic)
  here.grew(
    clinic,
    Array.from({ length: 900 }, (_, n) => ({ stream: session(`0195b0a0-0000-7000-8000-${String(n).padStart(12, '0')}`), facts: [{ seq: n }] })),
  )
  const seqs = new Set<number>()
  for (let n = 0; n < 900; n += 1) {
    const event = await heard(screen)
    if (typeof event === 'object' && event?.event === 'stream') seqs.add(event.data.seq)
  }
  expect(seqs.size).toBe(900)
  screen.end()
})

test('a node tells its own screens at once, and once', async () => {
  const screen = here.subscribe(clinic)
  here.grew(clinic, grew('own', 4))
  expect(await screen.next()).toMatchObject({ data: { id: 'own', seq: 4 } })
  await pause(200)
  expect(screen.rest()).toEqual([])
  screen.end()
})

test('what no message can hold is refused', () => {
  expect(() => here.publish(clinic, { ...frame, chair: 'ü'.repeat(4000) })).toThrow(RangeError)
})

test('after a lost connection every screen is told to catch up, and what waited is told', async () => {
  const node = openLive({ appUrl })
  await node.ready
  const screen = node.subscribe(clinic)
  const far = there.subscribe(clinic)
  const owner = new pg.Client(connection(ownerUrl))
  await owner.connect()
  const listening = await owner.query(
    "select pid from pg_stat_activity where application_name = 'waymark live' and datname = current_database() order by backend_start desc limit 1",
  )
  await owner.query('select pg_terminate_backend($1)', [listening.rows[0].pid])
  node.grew(clinic, grew('while-away', 3))
  expect(await heard(screen)).toMatchObject({ data: { id: 'while-away' } })
  expect(await heard(screen)).toBeNull()
  expect(await heard(far)).toEqual({ event: 'stream', data: { kind: 'session', id: 'while-away', seq: 3 } })

  const again = node.subscribe(clinic)
  here.grew(clinic, grew('later', 2))
  expect(await heard(again)).toEqual({ event: 'stream', data: { kind: 'session', id: 'later', seq: 2 } })
  far.end()
  await Promise.all([owner.end(), node.close()])
})

test('text that is no parcel disturbs nobody', async () => {
  const screen = there.subscribe(clinic)
  const stranger = new pg.Client(connection(appUrl))
  await stranger.connect()
  for (const text of ['', 'junk', '{}', '[1]', '[["x",{"event":"alarm","data":{}}]]']) await stranger.query('select pg_notify($1, $2)', ['waymark_live', text])
  here.grew(clinic, grew('s1', 2))
  expect(await heard(screen)).toMatchObject({ data: { id: 's1', seq: 2 } })
  screen.end()
  await stranger.end()
})
