import pg from 'pg'
import { depth, holding } from './depth.ts'
import { GatheredSocket } from './gathered.ts'
import { SteadyClient } from './steady.ts'
import { inOneTrip, inTransaction, type Tx } from './transaction.ts'
import { columnTypes } from './types.ts'

export type { Tx } from './transaction.ts'

export interface Database {
  /** One clinic's work in one transaction, as the restricted role; row-level security shows that clinic's rows only. */
  as<T>(clinic: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One prepared look at one clinic's rows, in a transaction of its own that writes nothing and costs one round trip. */
  look<Row extends pg.QueryResultRow>(clinic: string, query: { readonly name: string; readonly text: string; readonly values: unknown[] }): Promise<Row[]>
  /**
   * Work that no single clinic may do: finding the clinic of a person who signs in, founding one, verifying and rebuilding.
   * Runs as the owner of the tables, past row-level security. Keep it rare.
   */
  acrossClinics<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  readonly ownerUrl: string
  readonly appUrl: string
  /** How many connections there are, idle, and waited for. */
  readonly pools: () => readonly { readonly name: string; readonly total: number; readonly idle: number; readonly waiting: number }[]
  readonly close: () => Promise<void>
}

export type Addresses = { readonly ownerUrl: string; readonly appUrl: string; readonly connections?: number; readonly patienceMs?: number }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function openDatabase({ ownerUrl, appUrl, connections = 16, patienceMs = PATIENCE_MS }: Addresses): Database {
  const app = [connections, Math.ceil(connections / 2), Math.ceil(connections / 4)].map((size) => pool(appUrl, size, patienceMs, { query_timeout: patienceMs }))
  const owner = pool(ownerUrl, Math.min(4, connections), patienceMs)
  const poolHere = (): pg.Pool => {
    const from = app[depth()]
    if (!from) throw new Error('Transactions are nested too deep: hand the open one on')
    return from
  }
  return {
    ownerUrl,
    appUrl,
    async as(clinic, work) {
      const from = poolHere()
      return holding(() => inTransaction(from, only(clinic), work))
    },
    look: async (clinic, query) => inOneTrip(poolHere(), only(clinic), query),
    acrossClinics: (work) => holding(() => inTransaction(owner, '', work)),
    pools: () =>
      Object.entries({ first: app[0], nested: app[1], writer: app[2], owner }).map(([name, one]) => ({
        name,
        total: one?.totalCount ?? 0,
        idle: one?.idleCount ?? 0,
        waiting: one?.waitingCount ?? 0,
      })),
    async close() {
      await Promise.all([...app, owner].map((one) => one.end()))
    },
  }
}

/** The id goes into SQL as text so that `begin` and the setting share one round trip; hence the check of its form. */
function only(clinic: string): string {
  if (!UUID.test(clinic)) throw new TypeError('Not the id of a clinic')
  return `set local waymark.clinic = '${clinic}'`
}

/**
 * How long a person's request waits for one answer of the database, or for a free connection. Whoever presses Enter is
 * told within seconds that nothing comes; work on all clinics (rebuild, verify) may take as long as it takes.
 */
export const PATIENCE_MS = 8_000

function pool(connectionString: string, max: number, patienceMs: number, limits: { query_timeout?: number } = {}): pg.Pool {
  const made = new pg.Pool({ ...connection(connectionString), ...limits, max, idleTimeoutMillis: 60_000, connectionTimeoutMillis: patienceMs })
  // An idle connection that breaks (the server restarted) is dropped and replaced; without a listener it would end the process.
  made.on('error', () => {})
  return made
}

/** What every connection of Waymark shares: our schema first, UTC, our column types. */
export function connection(connectionString: string): pg.PoolConfig {
  return {
    connectionString,
    Client: SteadyClient,
    types: columnTypes,
    application_name: 'waymark',
    options: '-c search_path=waymark,public -c timezone=UTC -c datestyle=ISO -c idle_in_transaction_session_timeout=60000',
    keepAlive: true,
    // A peer that vanished without a word is noticed in minutes, not hours.
    keepAliveInitialDelayMillis: 10_000,
    // Statements that are sent without waiting for each other share a round trip.
    pipeline: true,
    stream: () => new GatheredSocket(),
  }
}
