import pg from 'pg'
import { connection } from '../db/database.ts'
import { migrationNames } from '../db/migrate.ts'

/** How long the database may take to answer whether it is there. */
const WITHIN_MS = 1000
/** Probes are open to anybody, so what one learned serves all that come close behind. */
const KEPT_MS = 250

export type Unready = 'database-unreachable' | 'migrations-missing'
export type Probe = ReturnType<typeof openProbe>

/** A connection of its own, so that it is not the rooms' work that makes it wait. */
export function openProbe(ownerUrl: string, withinMs = WITHIN_MS) {
  const pool = new pg.Pool({
    ...connection(ownerUrl),
    application_name: 'waymark probe',
    max: 1,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
    statement_timeout: withinMs,
  })
  pool.on('error', () => {})
  let kept: { readonly until: number; readonly answer: Promise<readonly Unready[]> } | undefined
  return {
    /** What stands against taking work; nothing: ready. Never rejects. */
    async unready(): Promise<readonly Unready[]> {
      if (!kept || kept.until < performance.now()) kept = { until: performance.now() + KEPT_MS, answer: ask(pool) }
      return kept.answer
    },
    /** Where the journal stands. Null: the database could not be asked. */
    async journal(): Promise<{ readonly position: number; readonly tailLagSeconds: number } | null> {
      const found = await pool.query<{ position: string; lag: number }>(POSITION).catch(() => null)
      const [row] = found?.rows ?? []
      return row ? { position: Number(row.position), tailLagSeconds: Number(row.lag) } : null
    },
    close: () => pool.end(),
  }
}

/** The tail gives out what is older than the oldest transaction that writes; see `journal/tail.ts`. */
const POSITION = `
  select coalesce(pg_sequence_last_value(pg_get_serial_sequence('waymark.journal', 'pos')), 0) as position,
    coalesce((select extract(epoch from clock_timestamp() - min(xact_start)) from pg_stat_activity
      where backend_xid is not null and pid <> pg_backend_pid()), 0)::float8 as lag`

async function ask(pool: pg.Pool): Promise<readonly Unready[]> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from waymark.migration')
    const applied = new Set(rows.map(({ name }) => name))
    // A newer Waymark may have applied more; that is its business, and ours goes on.
    return (await migrationNames()).every((name) => applied.has(name)) ? [] : ['migrations-missing']
  } catch (fault) {
    // 42P01, 3F000: the database is there and empty.
    return [/^(42P01|3F000)$/.test(String((fault as { code?: string }).code)) ? 'migrations-missing' : 'database-unreachable']
  }
}
