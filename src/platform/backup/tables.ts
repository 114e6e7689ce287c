import pg from 'pg'
import { type KeptTable, tableId } from './format.ts'

/** Where the program keeps what must survive. The queue of jobs (schema `jobs`) is made anew by whoever starts. */
export const SCHEMAS = ['waymark', 'auth', 'keeping'] as const

/** Kept in the header: a restore lays the same ground by running the same migrations. */
const GROUND = 'waymark.migration'

/**
 * Columns that mean something only in the PostgreSQL they were written in, and the order that keeps their meaning.
 * The journal's tail counts by transaction and place; a restored one counts anew, in the same order.
 */
const MADE_ANEW: Readonly<Record<string, { readonly columns: readonly string[]; readonly order: readonly string[] }>> = {
  'waymark.journal': { columns: ['tx', 'pos'], order: ['clinic', 'tx', 'pos'] },
}

type Row = { schema: string; name: string; columns: string[]; key: string[] | null; own: string[] | null; points_at: string[] }

const CATALOGUE = `
  select n.nspname as schema, c.relname as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select array_agg(a.attname::text order by k.place) from pg_index i, unnest(i.indkey::int2[]) with ordinality k(number, place), pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number) as key,
    (select array_agg(a.attname::text) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and (a.attidentity <> '' or a.atttypid in ('xid8'::regtype, 'xid'::regtype))) as own,
    array(select distinct f.confrelid::regclass::oid::text from pg_constraint f
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as points_at,
    c.oid::text as oid
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)
  order by 1, 2`

/** Every table of the program with its columns, in an order in which they can be filled. Without counts. */
export async function keptTables(client: pg.ClientBase): Promise<Omit<KeptTable, 'rows'>[]> {
  const { rows } = await client.query<Row & { oid: string }>(CATALOGUE, [SCHEMAS])
  return inOrder(rows)
    .filter((row) => tableId(row) !== GROUND)
    .map(described)
}

function described({ schema, name, columns, key, own }: Row): Omit<KeptTable, 'rows'> {
  const anew = MADE_ANEW[tableId({ schema, name })]
  const unplaced = (own ?? []).filter((column) => !anew?.columns.includes(column))
  if (unplaced.length > 0) throw new Error(`${schema}.${name} counts by itself (${unplaced.join(', ')}); say in tables.ts how a backup keeps its order`)
  if (!key) throw new Error(`${schema}.${name} has no primary key, so a backup has no order for its rows`)
  return { schema, name, columns: columns.filter((column) => !anew?.columns.includes(column)), order: [...(anew?.order ?? key)] }
}

/** What is pointed at first. */
function inOrder<R extends { oid: string; points_at: string[] }>(rows: readonly R[]): R[] {
  const left = new Map(rows.map((row) => [row.oid, row]))
  const done: R[] = []
  while (left.size > 0) {
    const free = [...left.values()].filter(({ points_at }) => points_at.every((oid) => !left.has(oid)))
    if (free.length === 0) throw new Error('Tables point at each other in a circle; a backup cannot say which is filled first')
    for (const row of free) left.delete(row.oid)
    done.push(...free)
  }
  return done
}

const quoted = (names: readonly string[]): string => names.map((one) => pg.escapeIdentifier(one)).join(', ')
export const sqlName = ({ schema, name }: Pick<KeptTable, 'schema' | 'name'>): string => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

/** The rows out, always in the same order: the same rows give the same bytes. */
export const copyOut = (table: Omit<KeptTable, 'rows'>): string =>
  `copy (select ${quoted(table.columns)} from ${sqlName(table)} order by ${quoted(table.order)}) to stdout`

export const copyIn = (table: Omit<KeptTable, 'rows'>): string => `copy ${sqlName(table)} (${quoted(table.columns)}) from stdin`

/** How text looks must not depend on the server's settings; and no clinic is named, so that the owner sees every one. */
export const SAME_EVERYWHERE = [
  "set local waymark.clinic = ''",
  'set local idle_in_transaction_session_timeout = 0',
  'set local statement_timeout = 0',
  'set local extra_float_digits = 3',
  'set local bytea_output = hex',
  "set local intervalstyle = 'iso_8601'",
].join('; ')
