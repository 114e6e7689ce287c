import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { freshDatabase } from '../db/testing.ts'
import { readLines, writeLines } from './audit.store.ts'
import type { AccessLine } from './audit.ts'
import { auditBook } from './audit-book.ts'

const { database, clinic, newClinic } = await freshDatabase()
const line = (n: number, over: Partial<AccessLine> = {}): AccessLine => ({
  clinic,
  at: `2026-11-24T10:00:${String(n).padStart(2, '0')}.000Z` as Instant,
  by: { kind: 'staff', id: 'ada', name: 'Ada', roles: ['nurse'] },
  act: 'read',
  event: 'chart.read',
  right: 'chart.read',
  patient: `p${n}`,
  requestId: 'r1',
  outcome: 200,
  ...over,
})

test('noted lines are written in batches, and all of them by the time the book is closed', async () => {
  const book = auditBook({ database, everyMs: 60_000 })
  for (let n = 0; n < 5; n++) book.note(line(n))
  expect(await database.as(clinic, (tx) => readLines(tx, { limit: 10 }))).toEqual([])
  await book.close()
  const lines = await database.as(clinic, (tx) => readLines(tx, { limit: 10 }))
  expect(lines.map(({ patient }) => patient)).toEqual(['p4', 'p3', 'p2', 'p1', 'p0'])
  expect(lines[0]).toMatchObject({
    actor: 'ada',
    actor_name: 'Ada',
    roles: ['nurse'],
    act: 'read',
    right: 'chart.read',
    outcome: 200,
    request: 'r1',
    reason: null,
  })
})

test('lines wait while the database is away, and are written when it is back', async () => {
  let away = true
  const faults: number[] = []
  const flaky = { as: ((id, work) => (away ? Promise.reject(new Error('away')) : database.as(id, work))) as typeof database.as }
  const book = auditBook({ database: flaky, everyMs: 60_000, onFault: (_fault, waiting) => faults.push(waiting) })
  const other = await newClinic()
  book.note(line(7, { clinic: other }))
  await book.flush()
  away = false
  await book.close()
  expect(faults).toEqual([1])
  expect(await database.as(other, (tx) => readLines(tx, { limit: 10 }))).toHaveLength(1)
})

test('the trail pages by time without gaps or repeats, and filters by patient, person and act', async () => {
  const own = await newClinic()
  await database.as(own, (tx) =>
    writeLines(
      tx,
      Array.from({ length: 25 }, (_, n) => line(n % 5, { clinic: own, act: n % 2 ? 'refused' : 'read' })),
    ),
  )
  const seen: string[] = []
  let before: { at: string; id: string } | undefined
  for (;;) {
    const page = await database.as(own, (tx) => readLines(tx, { limit: 7, before }))
    seen.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (!last) break
    before = last
  }
  expect([seen.length, new Set(seen).size]).toEqual([25, 25])
  expect(await database.as(own, (tx) => readLines(tx, { limit: 99, patient: 'p3' }))).toHaveLength(5)
  expect(await database.as(own, (tx) => readLines(tx, { limit: 99, staff: 'ada', act: 'refused' }))).toHaveLength(12)
  expect(await database.as(own, (tx) => readLines(tx, { limit: 99, staff: 'bob' }))).toEqual([])
})

test('nobody can change or remove a line, and no clinic sees the lines of another', async () => {
  await expect(database.as(clinic, (tx) => tx.sql`update access_log set reason = 'x'`)).rejects.toThrow('permission denied')
  await expect(database.as(clinic, (tx) => tx.sql`delete from access_log`)).rejects.toThrow('permission denied')
  const other = await newClinic()
  expect(await database.as(other, (tx) => readLines(tx, { limit: 10 }))).toEqual([])
  await expect(database.as(other, (tx) => writeLines(tx, [line(1)]))).rejects.toThrow('row-level security')
})
