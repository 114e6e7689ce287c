import { describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import { add, asking, at, count, counting, nurse } from './journal.fixture.ts'
import type { Cursor } from './journal.ts'
import { memoryJournal } from './memory.ts'
import { openJournal } from './postgres.ts'
import { uuid7 } from './uuid7.ts'

const { database, newClinic } = await freshDatabase()

/** What holds for the journal in PostgreSQL holds for its twin. */
describe.each([
  ['in PostgreSQL', openJournal({ database })],
  ['in memory', memoryJournal()],
])('the journal %s', (_, journal) => {
  test('keeps a fact with who, when, through what and its place', async () => {
    const clinic = await newClinic()
    const command = asking(clinic, 's1')
    const done = await journal.execute(command, counting, count(2, 3))
    const facts = await journal.read(clinic, command.stream)
    expect(done).toEqual({ kind: 'done', events: facts, seq: 2, repeated: false })
    expect(facts.map(({ seq }) => seq)).toEqual([1, 2])
    expect(facts[0]).toEqual({
      id: command.id,
      seq: 1,
      type: 'counted',
      version: 1,
      data: { by: 2 },
      at,
      recordedAt: expect.any(String),
      by: nurse,
      via: { request: 'r1' },
    })
    expect(await journal.read(clinic, command.stream, 1)).toEqual(facts.slice(1))
  })

  test('decides on what was written before', async () => {
    const clinic = await newClinic()
    await add(journal, clinic, 's1', 60, 30)
    expect(await add(journal, clinic, 's1', 20)).toEqual({ kind: 'refused', because: [{ code: 'full', message: 'At 90' }] })
    expect(await add(journal, clinic, 's1', 10)).toMatchObject({ kind: 'done', seq: 3 })
    expect(await add(journal, clinic, 's2', 70)).toMatchObject({ kind: 'done', seq: 1 })
  })

  test('gives the states of many streams at once, and leaves out those without facts', async () => {
    const clinic = await newClinic()
    await add(journal, clinic, 's1', 60, 30)
    await add(journal, clinic, 's2', 7)
    const states = await journal.states(clinic, 'session', ['s1', 's2', 's3'], counting)
    expect([...states]).toEqual([
      ['s1', { total: 90, seq: 2 }],
      ['s2', { total: 7, seq: 1 }],
    ])
    expect(await journal.states(clinic, 'session', [], counting)).toEqual(new Map())
  })

  test('gives the same command twice one effect and the same answer', async () => {
    const clinic = await newClinic()
    const command = asking(clinic, 's1')
    const first = await journal.execute(command, counting, count(40, 50))
    await add(journal, clinic, 's1', 5)
    expect(await journal.execute(command, counting, count(40, 50))).toEqual({ ...first, repeated: true })
    expect(await journal.read(clinic, command.stream)).toHaveLength(3)
  })

  test('knows another command that took the id, in this stream or another', async () => {
    const clinic = await newClinic()
    const command = asking(clinic, 's1')
    await journal.execute(command, counting, count(2))
    expect(await journal.execute({ ...command, digest: { type: 'other' } }, counting, count(2))).toEqual({ kind: 'reused-id' })
    expect(await journal.execute({ ...command, stream: { kind: 'session', id: 's2' } }, counting, count(2))).toEqual({ kind: 'reused-id' })
    expect(await journal.execute({ ...command, clinic: await newClinic() }, counting, count(2))).toMatchObject({ kind: 'done', repeated: false })
  })

  test('lets a refused command try again: nothing was done yet', async () => {
    const clinic = await newClinic()
    const command = asking(clinic, 's1')
    const ask = () => ({ kind: 'ask', questions: [{ code: 'really', message: 'Really?' }] }) as const
    expect(await journal.execute(command, counting, ask)).toEqual(ask())
    expect(await journal.execute(command, counting, count(2))).toMatchObject({ kind: 'done', repeated: false })
  })

  test('remembers a command that changed nothing', async () => {
    const clinic = await newClinic()
    const command = asking(clinic, 's1')
    expect(await journal.execute(command, counting, count())).toEqual({ kind: 'done', events: [], seq: 0, repeated: false })
    await add(journal, clinic, 's1', 2)
    expect(await journal.execute(command, counting, count(7))).toEqual({ kind: 'done', events: [], seq: 0, repeated: true })
  })

  test('takes from a fact its own time and what it corrects', async () => {
    const clinic = await newClinic()
    const corrects = uuid7()
    const earlier = '2026-11-24T13:00:00.000Z' as typeof at
    await journal.execute(asking(clinic, 's1'), counting, () => ({ kind: 'accepted', facts: [{ type: 'counted', data: { by: 2 }, at: earlier, corrects }] }))
    expect(await journal.read(clinic, { kind: 'session', id: 's1' })).toMatchObject([{ at: earlier, corrects }])
  })

  test('answers a fault of one command to that command alone', async () => {
    const clinic = await newClinic()
    const broken = () => {
      throw new Error('a mistake in the decider')
    }
    const unkeepable = () => ({ kind: 'accepted', facts: [{ type: 'counted', data: { by: Number.NaN } }] }) as const
    const results = await Promise.allSettled([
      add(journal, clinic, 's1', 2),
      journal.execute(asking(clinic, 's1'), counting, broken),
      journal.execute(asking(clinic, 's1'), counting, unkeepable),
      add(journal, clinic, 's1', 3),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect((await journal.read(clinic, { kind: 'session', id: 's1' })).map(({ data }) => data)).toEqual([{ by: 2 }, { by: 3 }])
  })

  test('refuses an id that is no UUID', async () => {
    await expect(journal.execute(asking(await newClinic(), 's1', { id: 'X' }), counting, count(2))).rejects.toThrow(/UUID/)
  })

  test('keeps clinics apart', async () => {
    const [mine, theirs] = [await newClinic(), await newClinic()]
    await add(journal, mine, 's1', 2)
    expect(await journal.read(theirs, { kind: 'session', id: 's1' })).toEqual([])
    expect((await journal.tail(theirs, null, 10)).events).toEqual([])
    await vi.waitFor(async () => expect((await journal.tail('*', null, 10_000)).events.filter(({ clinic }) => clinic === mine)).toHaveLength(1))
  })

  test('is followed to its end in pages', async () => {
    const clinic = await newClinic()
    for (let n = 1; n <= 7; n += 1) await add(journal, clinic, `s${n % 3}`, n)
    const seen: unknown[] = []
    let cursor: Cursor | null = null
    const follow = async () => {
      const next: Awaited<ReturnType<typeof journal.tail>> = await journal.tail(clinic, cursor, 2)
      cursor = next.cursor
      seen.push(...next.events.map(({ data }) => (data as { by: number }).by))
      expect(next.events.length).toBeLessThanOrEqual(2)
      expect(seen).toHaveLength(7)
    }
    await vi.waitFor(follow, { interval: 5, timeout: 10_000 })
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect((await journal.tail(clinic, cursor, 2)).events).toEqual([])
    await add(journal, clinic, 's9', 8)
    const expected = [{ clinic, stream: { kind: 'session', id: 's9' }, data: { by: 8 } }]
    await vi.waitFor(async () => expect((await journal.tail(clinic, cursor, 2)).events).toMatchObject(expected), { timeout: 10_000 })
  })
})
