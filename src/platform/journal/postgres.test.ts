import pg from 'pg'
import { expect, test } from 'vitest'
import { connection, openDatabase } from '../db/database.ts'
import { freshDatabase } from '../db/testing.ts'
import { canonical } from './canonical.ts'
import { add, asking, type Count, count, counting } from './journal.fixture.ts'
import { openJournal } from './postgres.ts'
import type { Projection } from './projection.ts'

const { database, newClinic, ownerUrl, appUrl } = await freshDatabase()
const journal = openJournal({ database })
const anotherNode = () => openJournal({ database })
const stream = (id: string) => ({ kind: 'session', id }) as const
const owner = new pg.Client(connection(ownerUrl))
await owner.connect()

test('16 writers on two nodes append to one stream without a gap, a loss or a double', async () => {
  const clinic = await newClinic()
  const nodes = [journal, anotherNode()]
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    for (let n = 0; n < 20; n += 1) await add(nodes[writer % 2] ?? journal, clinic, 's1', 0)
  })
  await Promise.all(writers)
  expect((await journal.read(clinic, stream('s1'))).map(({ seq }) => seq)).toEqual(Array.from({ length: 320 }, (_, n) => n + 1))
})

test('a limit holds however many decide at once on however many nodes', async () => {
  const clinic = await newClinic()
  const nodes = [journal, anotherNode(), anotherNode()]
  const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => add(nodes[n % 3] ?? journal, clinic, 's1', 3)))
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(33)
  expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(27)
})

test('200 streams written at once each keep their own order', async () => {
  const clinic = await newClinic()
  await Promise.all(Array.from({ length: 600 }, (_, n) => add(journal, clinic, `s${n % 200}`, Math.floor(n / 200))))
  for (const id of ['s0', 's99', 's199']) expect((await journal.read(clinic, stream(id))).map(({ data }) => data)).toEqual([{ by: 0 }, { by: 1 }, { by: 2 }])
})

test('a command sent to two nodes at the same moment, twice to each, has one effect', async () => {
  const clinic = await newClinic()
  const nodes = [journal, anotherNode()]
  for (let round = 0; round < 10; round += 1) {
    const command = asking(clinic, 's1')
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => (nodes[n % 2] ?? journal).execute(command, counting, count(1, 1))))
    expect(outcomes.filter((outcome) => outcome.kind === 'done' && !outcome.repeated)).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => outcome.kind === 'done' && canonical(outcome.events))).size).toBe(1)
  }
  expect(await journal.read(clinic, stream('s1'))).toHaveLength(20)
})

test('what waits while a commit is in flight shares the next one', async () => {
  const clinic = await newClinic()
  await Promise.all(Array.from({ length: 50 }, (_, n) => add(journal, clinic, `s${n}`, 2)))
  const { rows } = await owner.query('select count(distinct tx) as commits from journal where clinic = $1', [clinic])
  expect(rows[0].commits).toBeLessThanOrEqual(2)
})

test('a refusal, too, is decided on what another node wrote', async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 's1', 10)
  await add(anotherNode(), clinic, 's1', 85)
  expect(await add(journal, clinic, 's1', 10)).toEqual({ kind: 'refused', because: [{ code: 'full', message: 'At 95' }] })
})

test('states are up to date with what another node wrote, and while it writes', async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 's1', 1)
  await journal.states(clinic, 'session', ['s1'], counting)
  const other = anotherNode()
  const writing = Array.from({ length: 40 }, () => add(other, clinic, 's1', 1))
  const reading = Array.from({ length: 40 }, async () => (await journal.states(clinic, 'session', ['s1'], counting)).get('s1'))
  for (const state of await Promise.all(reading)) expect(state?.total).toBe(state?.seq)
  await Promise.all(writing)
  expect((await journal.states(clinic, 'session', ['s1'], counting)).get('s1')).toEqual({ total: 41, seq: 41 })
})

test('a stream that somebody emptied behind our back is read again, not taken from memory', async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 's1', 90)
  for (const table of ['journal', 'stream_head', 'command_done']) await owner.query(`delete from ${table} where clinic = $1`, [clinic])
  expect(await add(journal, clinic, 's1', 50)).toMatchObject({ kind: 'done', seq: 1 })
})

test('facts of an older version are decided on and read in the shape of today', async () => {
  const clinic = await newClinic()
  await journal.execute(asking(clinic, 's1'), counting, () => ({ kind: 'accepted', facts: [{ type: 'counted-in-pairs', data: { by: 0, pairs: 4 } }] }))
  const today = openJournal({ database, upcasters: { 'counted-in-pairs': [({ pairs }: { pairs: number }) => ({ by: pairs * 2 })] } })
  expect(await today.read(clinic, stream('s1'))).toMatchObject([{ version: 2, data: { by: 8 } }])
  let seen: Count | undefined
  await today.execute(asking(clinic, 's1'), counting, (state) => {
    seen = state
    return { kind: 'refused', because: [] }
  })
  expect(seen).toEqual({ total: 8, seq: 1 })
})

test("the server's role can add and read facts; it cannot change or remove one", async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 's1', 2)
  for (const attempt of ['update journal set seq = seq', 'delete from journal', 'truncate journal', 'alter table journal disable row level security'])
    await expect(database.as(clinic, (tx) => tx.connection.query(attempt))).rejects.toThrow(/permission denied|must be owner/)
  for (const table of ['stream_head', 'command_done'])
    for (const attempt of [`delete from ${table}`, `truncate ${table}`])
      await expect(database.as(clinic, (tx) => tx.connection.query(attempt))).rejects.toThrow(/permission denied/)
  await expect(database.as(clinic, (tx) => tx.connection.query('update command_done set last_seq = 0'))).rejects.toThrow(/permission denied/)
})

test('without a clinic named, a connection of the server sees no fact at all', async () => {
  const clinic = await newClinic()
  await add(journal, clinic, 's1', 2)
  const client = new pg.Client(connection(appUrl))
  await client.connect()
  for (const table of ['journal', 'stream_head', 'command_done']) expect((await client.query(`select * from ${table}`)).rows).toEqual([])
  await client.end()
})

/** A projection that fails on one word, as a fault in somebody's store would. */
const touchy: Projection = {
  name: 'touchy',
  streams: ['session'],
  tables: [],
  async apply(tx, _clinic, _stream, facts) {
    if (facts.some(({ data }) => (data as { by: number }).by === 13)) await tx.sql`select 1 / 0`
  },
}

test('a command that a projection cannot take fails alone, and nothing of it is kept', async () => {
  const clinic = await newClinic()
  const node = openJournal({ database, projections: [touchy] })
  const steps = Array.from({ length: 12 }, (_, n) => n + 2)
  const results = await Promise.allSettled(steps.map((by) => add(node, clinic, 's1', by)))
  expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [steps[n]] : []))).toEqual([13])
  expect((await node.read(clinic, stream('s1'))).map(({ data }) => (data as { by: number }).by)).toEqual(steps.filter((by) => by !== 13))
})

test('a command that took the id of an event of another one is told so, and its neighbours go on', async () => {
  const clinic = await newClinic()
  const first = await add(journal, clinic, 's1', 2, 3)
  const taken = first.kind === 'done' ? (first.events[1]?.id ?? '') : ''
  const outcomes = await Promise.all([
    add(journal, clinic, 's2', 2),
    journal.execute(asking(clinic, 's3', { id: taken }), counting, count(2)),
    add(journal, clinic, 's4', 2),
  ])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'reused-id', 'done'])
})

/** Ends the server side of a connection in the middle of a write, `times` times. */
const cut = (times: number): Projection => ({
  name: 'cut',
  streams: ['session'],
  tables: [],
  async apply(tx) {
    if (times <= 0) return
    times -= 1
    const [row] = await tx.sql<{ pid: number }>`select pg_backend_pid() as pid`
    await owner.query('select pg_terminate_backend($1)', [row?.pid])
    await tx.sql`select 1`
  },
})

test('a connection lost between the facts and the commit loses nothing and doubles nothing', async () => {
  const clinic = await newClinic()
  const node = openJournal({ database, projections: [cut(2)] })
  const outcomes = await Promise.all([add(node, clinic, 's1', 2), add(node, clinic, 's1', 3), add(node, clinic, 's2', 4)])
  expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }])
  expect(await node.read(clinic, stream('s1'))).toMatchObject([
    { seq: 1, data: { by: 2 } },
    { seq: 2, data: { by: 3 } },
  ])
})

test('a commit whose answer was lost is found done when it is tried again', async () => {
  const clinic = await newClinic()
  const one = openDatabase({ ownerUrl, appUrl, connections: 1 })
  let commits = 0
  const deaf = {
    ...one,
    as: async <T>(id: string, work: Parameters<typeof one.as<T>>[1]): Promise<T> => {
      const result = await one.as(id, work)
      commits += 1
      if (commits === 1) throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })
      return result
    },
  }
  const outcome = await add(openJournal({ database: deaf }), clinic, 's1', 2)
  expect(outcome).toMatchObject({ kind: 'done', seq: 1, repeated: true })
  await one.close()
})

test('a listener that fails does not undo or double what was committed', async () => {
  const clinic = await newClinic()
  const deaf = openJournal({
    database,
    committed: () => {
      throw new Error('nobody listens')
    },
  })
  expect(await add(deaf, clinic, 's1', 2)).toMatchObject({ kind: 'done', seq: 1 })
  expect(await add(deaf, clinic, 's1', 2)).toMatchObject({ kind: 'done', seq: 2 })
})

test('as many as there are connections may each wait for the writer while they hold one', async () => {
  const clinic = await newClinic()
  const waiting = Array.from({ length: 40 }, (_, n) => database.as(clinic, () => add(journal, clinic, `s${n}`, 2)))
  expect((await Promise.all(waiting)).every(({ kind }) => kind === 'done')).toBe(true)
})

test('when the database stays away, the command fails with the reason', async () => {
  const gone = openDatabase({ ownerUrl, appUrl: 'postgres://nobody@127.0.0.1:41199/none', connections: 1 })
  await expect(add(openJournal({ database: gone }), await newClinic(), 's1', 2)).rejects.toThrow(/ECONNREFUSED/)
  await gone.close()
})
