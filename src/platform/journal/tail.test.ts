import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { connection } from '../db/database.ts'
import { freshDatabase } from '../db/testing.ts'
import { add } from './journal.fixture.ts'
import type { Cursor, Placed } from './journal.ts'
import { openJournal } from './postgres.ts'
import { uuid7 } from './uuid7.ts'

const { database, newClinic, appUrl } = await freshDatabase()
const journal = openJournal({ database })

/** A writer that takes its place in the journal and is slow to commit. */
async function slowWriter(clinic: string, id: string): Promise<pg.Client> {
  const client = new pg.Client(connection(appUrl))
  await client.connect()
  await client.query(`begin; set local waymark.clinic = '${clinic}'`)
  await client.query(
    `insert into journal (clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, "by", via, hash)
     values ($1, 'session', $2, 1, $3, 'counted', 1, '{"by":2}', now(), now(), '{}', '{}', sha256('x'))`,
    [clinic, id, uuid7()],
  )
  return client
}

const clients: pg.Client[] = []
afterAll(() => Promise.all(clients.map((client) => client.end())))
const slow = async (clinic: string, id: string) => {
  const client = await slowWriter(clinic, id)
  clients.push(client)
  return client
}
const names = (events: readonly Placed[]) => events.map(({ stream }) => stream.id)

/** Transactions of other databases on the server hold the line too, for as long as they run: the tail comes, but not at once. */
const comes = (clinic: string, from: Cursor | null, expected: readonly string[]) =>
  vi.waitFor(
    async () => {
      const page = await journal.tail(clinic, from, 10)
      expect(names(page.events)).toEqual(expected)
      return page.cursor
    },
    { timeout: 10_000 },
  )

test('a slow transaction is waited for, not skipped', async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 'before', 2)
  const writer = await slow(clinic, 'slow')
  await add(journal, clinic, 'after-1', 2)
  await add(journal, clinic, 'after-2', 2)

  const cursor = await comes(clinic, null, ['before'])
  await new Promise((wake) => setTimeout(wake, 100))
  expect(names((await journal.tail(clinic, cursor, 10)).events)).toEqual([])
  expect(names((await journal.tail('*', null, 100)).events)).not.toContain('after-1')

  await writer.query('commit')
  await comes(clinic, cursor, ['slow', 'after-1', 'after-2'])
})

test('a transaction that is rolled back leaves a hole in the numbers and none in the tail', async () => {
  const clinic = await newClinic()
  const writer = await slow(clinic, 'gone')
  await add(journal, clinic, 'kept', 2)
  await writer.query('rollback')
  await comes(clinic, null, ['kept'])
})

test('a reader that follows while writers of two clinics come and go sees every event once', async () => {
  const clinics = [await newClinic(), await newClinic()]
  const nodes = [journal, openJournal({ database })]
  const total = 12 * 15 + 4
  const seen: string[] = []
  const reader = (async () => {
    let cursor: Cursor | null = null
    for (const end = performance.now() + 15_000; seen.length < total && performance.now() < end; ) {
      const page: Awaited<ReturnType<typeof journal.tail>> = await journal.tail('*', cursor, 17)
      cursor = page.cursor
      seen.push(...page.events.filter(({ clinic }) => clinics.includes(clinic)).map(({ id }) => id))
    }
  })()
  const writers = Array.from({ length: 12 }, async (_, n) => {
    for (let k = 0; k < 15; k += 1) await add(nodes[n % 2] ?? journal, clinics[n % 2] ?? '', `s${n % 5}`, 0)
  })
  const held = Array.from({ length: 6 }, async (_, n) => {
    const writer = await slow(clinics[n % 2] ?? '', `held-${n}`)
    await new Promise((wake) => setTimeout(wake, 10 + n * 15))
    await writer.query(n % 3 === 2 ? 'rollback' : 'commit')
  })
  await Promise.all([...writers, ...held, reader])
  expect(seen).toHaveLength(total)
  expect(new Set(seen).size).toBe(seen.length)
})
