import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import type pg from 'pg'
import type { Tables } from './tables.ts'

/** An open transaction: Kysely's query builder, and `tx.sql` for plain SQL that answers with its rows. */
export type Tx = Kysely<Tables> & {
  /** ``tx.sql<{ n: number }>`select count(*) as n from journal where clinic = ${id}` `` ; values are bound, never pasted. */
  sql<Row = Record<string, unknown>>(text: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  /** The connection itself, for named prepared statements and arrays on the hot path. */
  readonly connection: pg.PoolClient
}

/**
 * A transaction on one pooled connection. `opening` runs with `begin` in one round trip.
 * After the end the handle is dead: a forgotten `await` must not write into somebody else's transaction.
 */
export async function inTransaction<T>(pool: pg.Pool, opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const guard = new OneConnection(client)
  let broken: Error | undefined
  let unopened: unknown
  // A connection that breaks while it is out has no other listener, and an error event without one ends the process.
  const lose = (lost: Error) => {
    broken = lost
  }
  client.on('error', lose)
  try {
    // Sent together with the first statements: the connection is a pipeline (see `connection`). Its fault would be theirs too.
    const opened = client.query(`begin; ${opening}`)
    opened.catch((fault: unknown) => {
      unopened = fault
    })
    const result = await work(handle(client, guard))
    await opened
    guard.close()
    await commit(client)
    return result
  } catch (fault) {
    guard.close()
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    // What the first statement met is why the others behind it failed.
    throw unopened ?? fault
  } finally {
    client.off('error', lose)
    client.release(broken)
  }
}

/** One statement alone in its transaction, all of it in one round trip: for what is asked often and needs one look. */
export async function inOneTrip<Row extends pg.QueryResultRow>(pool: pg.Pool, opening: string, query: pg.QueryConfig): Promise<Row[]> {
  const client = await pool.connect()
  let broken: Error | undefined
  const lose = (lost: Error) => {
    broken = lost
  }
  client.on('error', lose)
  try {
    const [opened, answered, ended] = await Promise.allSettled([client.query(`begin read only; ${opening}`), client.query<Row>(query), client.query('commit')])
    // Without its opening the look would be nobody's, and see nothing: that is a fault, not an answer without rows.
    if (opened.status === 'rejected') throw opened.reason
    if (answered.status === 'rejected') throw answered.reason
    if (ended.status === 'rejected') throw ended.reason
    return answered.value.rows
  } finally {
    client.off('error', lose)
    client.release(broken)
  }
}

/** PostgreSQL answers ROLLBACK to a commit when an earlier statement failed and somebody swallowed the error. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command === 'ROLLBACK') throw new Error('The transaction was rolled back: a statement in it had failed')
}

function handle(client: pg.PoolClient, guard: OneConnection): Tx {
  const builder = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => guard,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const rows = async (text: TemplateStringsArray, ...values: unknown[]) => (await sql(text, ...values).execute(builder)).rows
  return Object.assign(builder, { sql: rows as Tx['sql'], connection: client })
}

/** Kysely's driver for the one connection a transaction runs on. */
class OneConnection implements Driver, DatabaseConnection {
  readonly #client: pg.PoolClient
  #open = true
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  close(): void {
    this.#open = false
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#open) throw new Error('This transaction is over; was an await forgotten?')
    const { command, rowCount, rows } = await this.#client.query(query.sql, [...query.parameters])
    return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: Kysely asks for the method; nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Read in pages instead of streaming')
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    return this
  }
  async beginTransaction(): Promise<void> {
    throw new Error('Already in a transaction')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
