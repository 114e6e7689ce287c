import type pg from 'pg'
import { NeedsHelp } from '../db/needs-help.ts'
import { SCHEMAS, sqlName } from './tables.ts'

/** Filled by merely opening the first page; nobody would miss it. */
const OF_NO_WORTH: ReadonlySet<string> = new Set(['waymark.migration', 'auth.rateLimit'])

/**
 * A database with nothing in it, or only the empty tables of a Waymark that was started and never used: those go, for the
 * backup brings its own. Anything else is somebody's clinic and is refused by name.
 */
export async function expectEmpty(client: pg.ClientBase): Promise<void> {
  await expectAlone(client)
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = any($1) order by 1, 2`,
    [SCHEMAS],
  )
  if (tables.length === 0) return
  if (!tables.some(({ schema, name }) => schema === 'waymark' && name === 'migration'))
    throw new NeedsHelp(`This database has tables of another program (${tables[0]?.schema}.${tables[0]?.name}). Restore into a database of its own.`)
  for (const table of tables.filter(({ schema, name }) => !OF_NO_WORTH.has(`${schema}.${name}`))) {
    const { rows } = await client.query<{ n: number }>(`select count(*) as n from (select from ${sqlName(table)} limit 1) one`)
    if (rows[0]?.n) throw new NeedsHelp(await notEmpty(client, `${table.schema}.${table.name}`))
  }
  for (const schema of [...SCHEMAS, 'jobs']) await client.query(`drop schema if exists ${schema} cascade`)
}

async function notEmpty(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select name from waymark.clinic order by created_at limit 3')
  const whose = rows.length > 0 ? `it holds ${rows.map(({ name }) => name).join(', ')}` : `${table} has rows`
  return `This database is not empty: ${whose}. A restore never writes over a clinic. Choose an empty data folder (--data DIR) or an empty database (DATABASE_URL).`
}

/** Whoever else of Waymark is connected would go on with tables that are about to be replaced. */
async function expectAlone(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'waymark' and pid <> pg_backend_pid()`,
  )
  if (rows[0]?.n) throw new NeedsHelp('A Waymark is running on this database. Stop it first.')
}
