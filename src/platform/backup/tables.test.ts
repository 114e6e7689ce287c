import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import { ask, emptyDatabase } from './backup.testing.ts'
import { tableId } from './format.ts'
import { keptTables, SCHEMAS } from './tables.ts'

const fresh = await freshDatabase()

async function tablesOf(url: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await keptTables(client)
  } finally {
    await client.end()
  }
}

test('no table of the program is forgotten: whatever the migrations made is in a backup, but for the list of migrations and the queue', async () => {
  const all = await ask<{ name: string }>(
    fresh.ownerUrl,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'jobs')`,
  )
  const kept = (await tablesOf(fresh.ownerUrl)).map(tableId)
  expect(kept.sort()).toEqual(
    all
      .map(({ name }) => name)
      .filter((name) => name !== 'waymark.migration')
      .sort(),
  )
  expect(kept).toEqual(expect.arrayContaining(['auth.passkey', 'auth.twoFactor', 'waymark.journal', 'waymark.access_log', 'keeping.backup_run']))
})

test('every column is kept but for the two the journal counts by anew', async () => {
  const all = await ask<{ name: string }>(
    fresh.ownerUrl,
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where table_schema in (${SCHEMAS.map((schema) => `'${schema}'`).join()}) and table_name <> 'migration' order by 1`,
  )
  const kept = new Set((await tablesOf(fresh.ownerUrl)).flatMap((table) => table.columns.map((column) => `${tableId(table)}.${column}`)))
  expect(all.map(({ name }) => name).filter((name) => !kept.has(name))).toEqual(['waymark.journal.pos', 'waymark.journal.tx'])
})

test('what is pointed at is filled first', async () => {
  const kept = (await tablesOf(fresh.ownerUrl)).map(tableId)
  for (const [first, then] of [
    ['auth.user', 'auth.session'],
    ['auth.session', 'auth.door'],
    ['auth.user', 'auth.seat'],
  ] as const)
    expect(kept.indexOf(first), `${first} before ${then}`).toBeLessThan(kept.indexOf(then))
})

test('a new table without an order, or one that counts by itself, stops a backup until somebody has thought of it', async () => {
  const { ownerUrl } = await emptyDatabase(fresh)
  await ask(ownerUrl, 'create schema waymark; create table waymark.loose (a int)')
  await expect(tablesOf(ownerUrl)).rejects.toThrow(/waymark.loose has no primary key/)
  await ask(ownerUrl, 'drop table waymark.loose; create table waymark.counts (n bigint primary key generated always as identity)')
  await expect(tablesOf(ownerUrl)).rejects.toThrow(/waymark.counts counts by itself \(n\)/)
})
