import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshDatabase } from './testing.ts'

const { database, clinic, newClinic } = await freshDatabase()

test('a clinic sees itself and no other', async () => {
  const other = await newClinic('Other')
  const seen = (id: string) => database.as(id, (tx) => tx.sql<{ name: string }>`select name from clinic`)
  expect(await seen(clinic)).toEqual([{ name: 'Test clinic' }])
  expect(await seen(other)).toEqual([{ name: 'Other' }])
  expect(await seen(randomUUID())).toEqual([])
})

test('a clinic cannot write into another', async () => {
  const other = await newClinic()
  const found = database.as(clinic, (tx) => tx.sql`insert into clinic (id, name, zone) values (${randomUUID()}, 'Stray', 'UTC')`)
  await expect(found).rejects.toThrow(/row-level security/)
  const renamed = await database.as(clinic, (tx) => tx.sql`update clinic set name = 'Taken' where id = ${other} returning id`)
  expect(renamed).toEqual([])
})

test('the clinic of one transaction is gone in the next', async () => {
  await database.as(clinic, (tx) => tx.sql`select 1`)
  const rows = await database.acrossClinics((tx) => tx.sql<{ clinic: string | null }>`select waymark.clinic() as clinic`)
  expect(rows).toEqual([{ clinic: null }])
})

test('one look sees its clinic alone, changes nothing, and a fault in it leaves the connection whole', async () => {
  const names = (of: string, text = 'select name from clinic where $1::int = 1') => database.look<{ name: string }>(of, { name: text, text, values: [1] })
  expect(await names(clinic)).toHaveLength(1)
  expect(await names(await newClinic())).toHaveLength(1)
  await expect(names(clinic, "update clinic set name = 'x' where $1::int = 1")).rejects.toThrow(/read-only/)
  await expect(names(clinic, 'select name from nothing_there where $1::int = 1')).rejects.toThrow(/nothing_there/)
  expect(await names(clinic)).toHaveLength(1)
})

test('a fault undoes everything in its transaction', async () => {
  const attempt = database.as(clinic, async (tx) => {
    await tx.sql`update clinic set name = 'Halfway'`
    throw new Error('power cut')
  })
  await expect(attempt).rejects.toThrow('power cut')
  expect(await database.as(clinic, (tx) => tx.sql`select name from clinic`)).toEqual([{ name: 'Test clinic' }])
})

test('a swallowed error is not taken for success', async () => {
  const attempt = database.as(clinic, async (tx) => {
    await tx.sql`select 1 / 0`.catch(() => {})
  })
  await expect(attempt).rejects.toThrow(/rolled back/)
})

test('a transaction that is over takes no more statements', async () => {
  const kept = await database.as(clinic, async (tx) => tx)
  await expect(kept.sql`select 1`).rejects.toThrow(/over/)
})

test('text that is not the id of a clinic never reaches the database', async () => {
  await expect(database.as("'; drop table clinic; --", async () => 1)).rejects.toThrow('Not the id of a clinic')
})

test('moments come out as instants, dates and exact numbers as text, counts as numbers', async () => {
  const [row] = await database.as(
    clinic,
    (tx) => tx.sql`select timestamptz '2026-11-24 09:05:00.12-05' as "at", timestamptz '1969-07-20 20:17:40Z' as old,
      date '1980-02-29' as born, 12.50::numeric as dose, 9007199254740991 as most, array['a'] as list`,
  )
  expect(row).toEqual({
    at: '2026-11-24T14:05:00.120Z',
    old: '1969-07-20T20:17:40.000Z',
    born: '1980-02-29',
    dose: '12.50',
    most: 9007199254740991,
    list: ['a'],
  })
})

test('a number too large to be exact is refused, not rounded', async () => {
  await expect(database.as(clinic, (tx) => tx.sql`select 9007199254740993`)).rejects.toThrow(/too large/)
})

test("the server's role cannot change the tables themselves", async () => {
  await expect(database.as(clinic, (tx) => tx.sql`alter table clinic disable row level security`)).rejects.toThrow(/must be owner/)
  await expect(database.as(clinic, (tx) => tx.sql`delete from clinic`)).rejects.toThrow(/permission denied/)
})

test('many at once that each need a second transaction inside their first do not wait for each other for ever', async () => {
  const inner = () => database.as(clinic, (tx) => tx.sql<{ n: number }>`select 1 as n`)
  const outer = () => database.as(clinic, async (tx) => [...(await tx.sql<{ n: number }>`select pg_sleep(0.01), 2 as n`), ...(await inner())])
  const all = await Promise.all(Array.from({ length: 60 }, outer))
  expect(all.every(([two, one]) => two?.n === 2 && one?.n === 1)).toBe(true)
})

test('a whole staircase of transactions is refused instead of risked', async () => {
  const down = (steps: number): Promise<number> => database.as(clinic, async () => (steps > 0 ? down(steps - 1) : 0))
  expect(await down(2)).toBe(0)
  await expect(down(3)).rejects.toThrow(/nested too deep/)
})

test('what a transaction sets going and leaves behind does not count as nested in it', async () => {
  let later: Promise<unknown> = Promise.resolve()
  const round = (rounds: number): Promise<void> =>
    database.as(clinic, async () => {
      later = rounds > 0 ? pause(20).then(() => round(rounds - 1)) : Promise.resolve()
    })
  await round(5)
  for (let rounds = 0; rounds < 6; rounds++) await later
})
