import pg from 'pg'
import { connection, PATIENCE_MS } from '../db/database.ts'
import { noting } from './faults-met.ts'

/** The sign-in tables, and nothing else: a small pool that works as `waymark_auth`. */
export type AuthDatabase = {
  readonly pool: pg.Pool
  /** ``sql`select … where id = ${id}` ``; values are bound. */
  sql<Row = Record<string, unknown>>(text: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export function openAuthDatabase(ownerUrl: string, connections = 6, patienceMs = PATIENCE_MS): AuthDatabase {
  const { types: _ours, options, ...rest } = connection(ownerUrl)
  // PostgreSQL's own column types here, because the sign-in library expects dates as Date.
  const waits = { query_timeout: patienceMs, connectionTimeoutMillis: patienceMs, idleTimeoutMillis: 60_000 }
  const pool = noting(new pg.Pool({ ...rest, ...waits, options: `${options} -c role=waymark_auth`, max: connections }))
  pool.on('error', () => {})
  return {
    pool,
    async sql<Row>(text: TemplateStringsArray, ...values: unknown[]) {
      const { rows } = await pool.query(
        text.reduce((query, part, i) => `${query}$${i}${part}`),
        values,
      )
      return rows as Row[]
    },
    close: () => pool.end(),
  }
}
