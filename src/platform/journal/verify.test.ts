import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { connection } from '../db/database.ts'
import { freshDatabase } from '../db/testing.ts'
import { hashOf, sealedText } from './chain.ts'
import { add, asking, counting } from './journal.fixture.ts'
import { openJournal } from './postgres.ts'
import { asWritten, COLUMNS } from './rows.ts'
import { verdict } from './verdict.ts'
import { verify } from './verify.ts'

const { database, clinic, newClinic, ownerUrl } = await freshDatabase()
const journal = openJournal({ database })
const owner = new pg.Client(connection(ownerUrl))
await owner.connect()
afterAll(() => owner.end())

/** Somebody with the owner's key, behind our back. */
const behind = (text: string, ...values: unknown[]) => owner.query(text, values)
const s2 = { clinic, stream: { kind: 'session', id: 's2' } }

beforeEach(async () => {
  for (const table of ['journal', 'stream_head', 'command_done']) await behind(`delete from ${table}`)
  for (const stream of ['s1', 's2', 's3']) for (let n = 1; n <= 3; n += 1) await add(journal, clinic, stream, n, n)
})
const idOf = async (seq: number): Promise<string> => (await behind(`select id from journal where stream_id = 's2' and seq = $1`, seq)).rows[0]?.id

test('an untouched journal is found whole', async () => {
  await add(journal, await newClinic(), 's1', 2)
  const found = await verify(database)
  expect(found).toEqual({ events: 19, streams: 4, commands: 10, flaw: null, flawed: 0, faults: [], clean: true, remembered: 0, sealing: [] })
  expect(verdict(found)).toBe('All 19 events in 4 streams are as they were written; all 10 commands are accounted for.')
})

test('everything that can be said comes through the database with its hash', async () => {
  const words = 'ünïcödé 👩‍⚕️ "quotes" \\ \u2028 \t tab, 1e21'
  const data = { by: 0, words, 'ключ z': [null, true, -0, 1e21, 1e-7, 0.1 + 0.2, 5e-324, 1.7976931348623157e308], a: { '': {} } }
  await journal.execute(asking(clinic, 's4', { via: { device: words } }), counting, () => ({ kind: 'accepted', facts: [{ type: 'counted', data }] }))
  expect((await verify(database)).flaw).toBeNull()
})

test.each([
  ['data', `data = '{"by":3}'`],
  ['type', `type = 'uncounted'`],
  ['version', 'version = 2'],
  ['time', `at = at + interval '1 ms'`],
  ['time of recording', `recorded_at = recorded_at - interval '1 hour'`],
  ['person', `"by" = jsonb_set("by", '{name}', '"Somebody Else"')`],
  ['device', `via = '{}'`],
  ['correction', 'corrects = gen_random_uuid()'],
  ['id', `id = '0195b0a0-0000-7000-8000-000000000001'`],
  ['hash', `hash = sha256('x')`],
])('an event whose %s was edited is named', async (_, change) => {
  await behind(`update journal set ${change} where stream_id = 's2' and seq = 4`)
  expect((await verify(database)).flaw).toEqual({ ...s2, seq: 4, id: await idOf(4), what: expect.stringMatching(/^changed/) })
})

test('an event taken out of the middle is named by its number', async () => {
  await behind(`delete from journal where stream_id = 's2' and seq = 3`)
  const found = await verify(database)
  expect(found.flaw).toEqual({ ...s2, seq: 3, what: 'missing: the next event there is number 4' })
  expect(verdict(found)).toBe(`First bad event: clinic ${clinic}, stream session s2, number 3\nmissing: the next event there is number 4`)
})

test('an event taken out and the rest renumbered is named', async () => {
  await behind(`delete from journal where stream_id = 's2' and seq = 3`)
  for (const seq of [4, 5, 6]) await behind(`update journal set seq = seq - 1 where stream_id = 's2' and seq = $1`, seq)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 3, what: expect.stringMatching(/^changed/) })
})

test('two events that changed places are named', async () => {
  for (const [from, to] of [
    [3, 99],
    [4, 3],
    [99, 4],
  ])
    await behind(`update journal set seq = $2 where stream_id = 's2' and seq = $1`, from, to)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 3 })
})

test('an event moved to another stream is missing there', async () => {
  await behind(`update journal set stream_id = 's9', seq = 1 where stream_id = 's2' and seq = 6`)
  expect((await verify(database)).flaw).toMatchObject({ clinic, seq: expect.any(Number) })
})

test('the last events taken off are missed', async () => {
  await behind(`delete from journal where stream_id = 's2' and seq > 4`)
  expect((await verify(database)).flaw).toEqual({ ...s2, seq: 5, what: 'missing: the stream went on to number 6' })
})

test('the last events taken off, and the end set back, are missed because their command was done', async () => {
  await behind(`delete from journal where stream_id = 's2' and seq > 4`)
  await behind(`update stream_head set seq = 4, hash = (select hash from journal where stream_id = 's2' and seq = 4) where stream_id = 's2'`)
  expect((await verify(database)).flaw).toEqual({ ...s2, seq: 5, id: expect.any(String), what: 'missing: the command that made it was done' })
})

test('a whole stream taken out is missed', async () => {
  await behind(`delete from journal where stream_id = 's2'`)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 1, what: expect.stringMatching(/^missing/) })
  await behind(`delete from stream_head where stream_id = 's2'`)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 1, what: expect.stringMatching(/^missing/) })
})

test('an event added behind the end is named', async () => {
  const columns = 'clinic, stream_kind, stream_id, id, type, version, data, at, recorded_at, "by", via, seq, hash'
  await behind(`insert into journal (${columns}) select clinic, stream_kind, stream_id, gen_random_uuid(), type, version, data, at, recorded_at, "by", via, 7, hash
    from journal where stream_id = 's2' and seq = 6`)
  const { rows } = await behind(`select ${COLUMNS} from journal j where stream_id = 's2' and seq = 7`)
  const { rows: last } = await behind(`select hash from journal where stream_id = 's2' and seq = 6`)
  await behind(`update journal set hash = $1 where stream_id = 's2' and seq = 7`, hashOf(last[0].hash, sealedText(asWritten(rows[0]))))
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 7, what: expect.stringMatching(/^added/) })
})

test('a stream rewritten with a fitting chain and head does not fit what was acknowledged', async () => {
  let before: Buffer = Buffer.alloc(32)
  await behind(`update journal set data = '{"by":99}' where stream_id = 's2' and seq = 2`)
  for (let seq = 1; seq <= 6; seq += 1) {
    const { rows } = await behind(`select ${COLUMNS} from journal j where stream_id = 's2' and seq = $1`, seq)
    before = hashOf(before, sealedText(asWritten(rows[0])))
    await behind(`update journal set hash = $1 where stream_id = 's2' and seq = $2`, before, seq)
  }
  await behind(`update stream_head set hash = $1 where stream_id = 's2'`, before)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 2, what: expect.stringMatching(/written anew/) })
})

test('of several flaws the first in order is named', async () => {
  await behind(`update journal set data = '{}' where stream_id in ('s2', 's3')`)
  expect((await verify(database)).flaw).toMatchObject({ ...s2, seq: 1 })
})
