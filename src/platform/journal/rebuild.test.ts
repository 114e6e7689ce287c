import { expect, test } from 'vitest'
import type { Decision } from '../../medicine/record.ts'
import { freshDatabase } from '../db/testing.ts'
import { add, asking, type Count, type CountFact, count, counting } from './journal.fixture.ts'
import { openJournal } from './postgres.ts'
import type { Projection } from './projection.ts'
import { rebuild } from './rebuild.ts'

const { database, clinic, newClinic } = await freshDatabase()
await database.acrossClinics((tx) =>
  tx.connection.query(`create table tally (clinic uuid, stream text, total int, last int, words text[], primary key (clinic, stream));
    grant all on tally to waymark_app`),
)

const tally: Projection = {
  name: 'tally',
  streams: ['session'],
  tables: ['tally'],
  async apply(tx, id, stream, facts, state) {
    const { total, seq } = state as Count
    const words = facts.flatMap(({ data }) => (data as CountFact['data']).words ?? [])
    await tx.sql`insert into tally values (${id}, ${stream.id}, ${total}, ${seq}, ${words})
      on conflict (clinic, stream) do update set total = ${total}, last = ${seq}, words = tally.words || ${words}`
  },
}
const journal = openJournal({ database, projections: [tally] })
const content = () => database.acrossClinics((tx) => tx.sql`select * from tally order by clinic, stream`)
const parts = { database, projections: [tally], models: { session: counting } }

test('a rebuild gives every table back as it was, and mends what was edited', async () => {
  const other = await newClinic()
  const said = (n: number) => (): Decision<CountFact> => ({ kind: 'accepted', facts: [{ type: 'counted', data: { by: 1, words: `w${n}` } }] })
  const write = (at: string, n: number) => journal.execute(asking(at, `s${n % 230}`), counting, n % 9 === 0 ? said(n) : count(1, 2))
  await Promise.all([clinic, other].flatMap((at) => Array.from({ length: 450 }, (_, n) => write(at, n))))
  const before = await content()
  expect(before).toHaveLength(460)

  await database.acrossClinics((tx) => tx.sql`update tally set total = 0 where stream = 's7'`)
  await database.acrossClinics((tx) => tx.sql`delete from tally where stream = 's8'`)
  await database.acrossClinics((tx) => tx.sql`insert into tally values (${clinic}, 'nobody', 2, 2, '{}')`)
  expect(await rebuild(parts)).toEqual({ clinics: 2, streams: 460, events: 1700 })
  expect(await content()).toEqual(before)
})

test('a server that writes meanwhile loses nothing', async () => {
  const writing = Array.from({ length: 8 }, async (_, n) => {
    for (let k = 0; k < 20; k += 1) await add(journal, clinic, `busy-${n}`, 1)
  })
  await Promise.all([rebuild(parts), ...writing, rebuild(parts)])
  const before = await content()
  await rebuild(parts)
  expect(await content()).toEqual(before)
  expect(before.filter(({ stream }) => String(stream).startsWith('busy-')).map(({ total }) => total)).toEqual(Array(8).fill(20))
})

test('a stream that nobody knows how to fold stops it, and the old tables stay', async () => {
  const before = await content()
  await expect(rebuild({ ...parts, models: {} })).rejects.toThrow(/kind session/)
  expect(await content()).toEqual(before)
})
