import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { add } from '../journal/journal.fixture.ts'
import { openJournal } from '../journal/postgres.ts'
import { migrate } from './migrate.ts'
import { freshDatabase } from './testing.ts'

// The fresh database has applied the real migrations; they are forgotten here so that made-up ones can run.
const { database, ownerUrl, newClinic } = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'waymark-migrations-'))
const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  await database.acrossClinics(async (tx) => {
    await tx.sql`delete from migration`
    await tx.sql`drop table if exists chair, lamp`
  })
  file('0001_chair.sql', 'create table chair (name text); insert into chair values ($$one$$);')
  file('0002_lamp.sql', 'create table lamp (name text);')
})

test('files are applied once, in the order of their numbers', async () => {
  expect(await migrate(ownerUrl, folder)).toEqual(['0001_chair.sql', '0002_lamp.sql'])
  expect(await migrate(ownerUrl, folder)).toEqual([])
})

test('two nodes that start together apply each file once', async () => {
  const applied = await Promise.all([migrate(ownerUrl, folder), migrate(ownerUrl, folder)])
  expect(applied.flat()).toHaveLength(2)
  expect(await database.acrossClinics((tx) => tx.sql`select name from chair`)).toHaveLength(1)
})

test('a file that was changed after it was applied stops the start', async () => {
  await migrate(ownerUrl, folder)
  file('0001_chair.sql', 'create table chair (name text not null);')
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0001_chair.sql was changed/)
})

test('a database of a newer Waymark is left alone', async () => {
  await migrate(ownerUrl, folder)
  rmSync(join(folder, '0002_lamp.sql'))
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/newer Waymark \(0002_lamp.sql\)/)
})

test('a file that fails leaves nothing of itself', async () => {
  file('0002_lamp.sql', 'create table lamp (name text); select no_such_thing;')
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0002_lamp.sql: column "no_such_thing"/)
  expect(await database.acrossClinics((tx) => tx.sql`select to_regclass('lamp') as lamp`)).toEqual([{ lamp: null }])
  expect(await database.acrossClinics((tx) => tx.sql`select name from migration`)).toEqual([{ name: '0001_chair.sql' }])
})

test('while a newer version adds to the tables, the older one goes on, also when somebody holds the migration up', async () => {
  const [clinic, older] = [await newClinic(), openJournal({ database })]
  await add(older, clinic, 's1', 0)
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: looking, resolve: looks } = Promise.withResolvers<void>()
  const report = database.as(clinic, async (tx) => {
    await tx.sql`select count(*) from journal`
    looks()
    await released
  })
  await looking
  file('0003_shelf.sql', 'alter table journal add column shelf text; create index on journal (clinic, shelf); create table shelf (name text);')
  let done = false
  const migrating = migrate(ownerUrl, folder).finally(() => {
    done = true
  })
  const waits = () => database.acrossClinics((tx) => tx.sql`select from pg_locks where not granted and relation = 'journal'::regclass`)
  while ((await waits()).length === 0) await pause(5)
  // Each of these waits behind the migration for as long as that waits for the report, and no longer.
  for (let n = 0; n < 5; n += 1) expect(await add(older, clinic, 's1', 0)).toMatchObject({ kind: 'done' })
  expect(done).toBe(false)
  release()
  await report
  expect(await migrating).toContain('0003_shelf.sql')
  expect(await add(older, clinic, 's1', 0)).toMatchObject({ kind: 'done', seq: 7 })
})
