import { afterAll, expect, test } from 'vitest'
import type { Tx } from '../../db/database.ts'
import { freshDatabase } from '../../db/testing.ts'
import { add } from '../journal.fixture.ts'
import { openJournal } from '../postgres.ts'
import { Attacker } from './attacker.fixture.ts'
import { alone, threads } from './check-pool.ts'
import { listStreams } from './streams.ts'

const { database, clinic, ownerUrl } = await freshDatabase()
const journal = openJournal({ database })
const streams = Array.from({ length: 24 }, (_, n) => `s${String(n).padStart(2, '0')}`)
for (const stream of streams) await add(journal, clinic, stream, 1, 2, 3)
const attacker = new Attacker(ownerUrl, clinic)
await attacker.open()
afterAll(attacker.close)

async function tasks(tx: Tx) {
  const known = []
  for await (const listed of listStreams(tx, clinic, new Map(), undefined, null)) known.push(listed.known)
  return known.map((one) => ({ clinic, streams: [one] }))
}
const snapshotOf = async (tx: Tx) => {
  await tx.connection.query('set transaction isolation level repeatable read, read only')
  const [row] = await tx.sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`
  return row?.snapshot ?? ''
}

test('threads find what one connection finds, in the moment the verifier looks at, whatever is written meanwhile', async () => {
  await attacker.sql(`update journal set data = '{"by":9}' where stream_id = 's17' and seq = 2`)
  await database.acrossClinics(async (tx) => {
    const snapshot = await snapshotOf(tx)
    const todo = await tasks(tx)
    expect(todo).toHaveLength(24)
    await attacker.sql(`update journal set data = '{"by":9}' where stream_id = 's03' and seq = 1`)
    const pool = threads(ownerUrl, snapshot, 2)
    const found = await Promise.all(todo.map((task) => pool.run(task)))
    await pool.close()
    expect(found.reduce((sum, { events }) => sum + events, 0)).toBe(72)
    const flaws = found.flatMap((one) => one.flaws)
    expect(flaws).toEqual([expect.objectContaining({ stream: { kind: 'session', id: 's17' }, seq: 2, what: expect.stringMatching(/^changed/) })])
    const one = alone(tx.connection)
    expect((await Promise.all(todo.map((task) => one.run(task)))).flatMap((each) => each.flaws)).toEqual(flaws)
  })
})

test('a thread that cannot look makes the verification fail; it never counts as well', async () => {
  await database.acrossClinics(async (tx) => {
    await snapshotOf(tx)
    const pool = threads(ownerUrl, 'no-such-snapshot', 2)
    for (const task of (await tasks(tx)).slice(0, 3)) await expect(pool.run(task)).rejects.toThrow(/snapshot/)
    await pool.close()
  })
})
