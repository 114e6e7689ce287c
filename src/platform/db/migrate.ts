import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { connection } from './database.ts'
import { NeedsHelp } from './needs-help.ts'

/** Any number; the same in every Waymark, so that two nodes that start together migrate one after the other. */
export const LOCK = 4_919_171
const FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url))

export type Migration = { readonly name: string; readonly text: string; readonly hash: string }

/**
 * Applies what `migrations/` has and the database has not, each file in its own transaction, in the order of its number.
 * Returns the names it applied. Refuses to start when an applied file has changed since: the database would not be what the file says.
 */
export async function migrate(ownerUrl: string, folder = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(GROUND)
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from waymark.migration')
    const pending = unapplied(migrations, new Map(rows.map((row) => [row.name, row.hash])))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

const GROUND = `create schema if not exists waymark;
  create table if not exists waymark.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())`

/** The files of this version, by name. */
export const migrationNames = async (folder = FOLDER): Promise<readonly string[]> => (await readMigrations(folder)).map(({ name }) => name)

export async function readMigrations(folder = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(`${folder}/${name}`, 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

function unapplied(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  for (const { name, hash } of migrations) {
    if (applied.has(name) && applied.get(name) !== hash)
      throw new NeedsHelp(`${name} was changed after this database had applied it. Undo the change and add a new numbered file instead.`)
  }
  const known = new Set(migrations.map(({ name }) => name))
  const newer = [...applied.keys()].filter((name) => !known.has(name))
  if (newer.length > 0) throw new NeedsHelp(`This database was made by a newer Waymark (${newer.join(', ')}). Update Waymark, or restore a backup made before.`)
  return migrations.filter(({ name }) => !applied.has(name))
}

/** The ground of the first migration, in an open transaction: a restore lays it with the rest. */
export const layGround = async (client: pg.ClientBase): Promise<void> => void (await client.query(GROUND))

/** One migration in a transaction that is open already. */
export async function lay(client: pg.ClientBase, { name, text, hash }: Migration): Promise<void> {
  await client.query(text)
  await client.query('insert into waymark.migration (name, hash) values ($1, $2)', [name, hash])
}

/**
 * A change to a table waits until nobody is in it, and everybody who comes later waits behind it. While an older node
 * serves, such a wait is kept short, and tried again when it was too long.
 */
const LOCK_WAIT = '1s'
const LOCK_TRIES = 60

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const fault = await applied(client, migration).catch((fault: Error) => fault)
    if (!fault) return
    if (!IN_THE_WAY.has((fault.cause as pg.DatabaseError).code ?? '') || tries === LOCK_TRIES) throw fault
    await pause(100)
  }
}
/** Waited too long for a lock, or two waited for each other. */
const IN_THE_WAY = new Set(['55P03', '40P01'])

async function applied(client: pg.Client, { name, text, hash }: Migration): Promise<void> {
  try {
    await client.query(`begin; set local lock_timeout = '${LOCK_WAIT}'`)
    await lay(client, { name, text, hash })
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback').catch(() => {})
    throw new Error(`${name}: ${(fault as Error).message}`, { cause: fault })
  }
}
