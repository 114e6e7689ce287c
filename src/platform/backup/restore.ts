import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { connection, type Database } from '../db/database.ts'
import { LOCK, lay, layGround, type Migration, readMigrations } from '../db/migrate.ts'
import { NeedsHelp } from '../db/needs-help.ts'
import { inTransaction, type Tx } from '../db/transaction.ts'
import { countTable } from './count.ts'
import { expectEmpty } from './empty.ts'
import { expectRoom, plantFiles } from './files.ts'
import { type Header, type KeptTable, tableId } from './format.ts'
import { inside } from './inside.ts'
import { type Read, readBackup } from './read.ts'
import { copyIn, SAME_EVERYWHERE, sqlName } from './tables.ts'
import type { Progress } from './write.ts'

export type RestoreOrder = {
  readonly ownerUrl: string
  readonly data: string
  readonly file: string
  readonly passphrase: string
  /**
   * What only the program above can judge: is the journal as it was written, do the lists equal a rebuild. Runs before anything is
   * kept, with a database that is this transaction; whatever it throws, nothing is restored.
   */
  readonly check: (database: Database, keep: Database) => Promise<void>
  readonly progress?: (done: Progress) => void
  readonly say?: (line: string) => void
  readonly migrations?: string
}
export type Restored = {
  readonly header: Header
  readonly rows: number /** Applied after the restore, for the backup was older. */
  readonly migrated: readonly string[]
}

/**
 * A backup into an empty database, in one transaction: all of it, found to be what was backed up, or nothing.
 * What is read is not believed until the file's last byte has been: the commit comes after every check.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const say = order.say ?? (() => {})
  const migrations = await readMigrations(order.migrations)
  // Fails on a wrong passphrase or a newer schema before the database is touched.
  const pool = new pg.Pool({ ...connection(order.ownerUrl), pipeline: false, max: 1 })
  pool.on('error', () => {})
  try {
    return await inTransaction(pool, 'set transaction isolation level repeatable read', async (tx) => {
      const client = tx.connection
      await client.query(SAME_EVERYWHERE)
      const filling = filler(tx, order)
      const laid: { later: Migration[] } = { later: [] }
      const read = await readBackup(order.file, order.passphrase, {
        async begin(header) {
          filling.of(header)
          const { first, later } = known(header, migrations, order.file)
          laid.later = later
          await client.query('select pg_advisory_xact_lock($1)', [LOCK])
          await expectEmpty(client)
          await layGround(client)
          for (const migration of first) await lay(client, migration)
        },
        table: filling.table,
        filled: filling.filled,
      })
      expectRoom(order.data, read.files)
      say('Everything is read. Comparing what the database holds with what was backed up')
      await compare(client, read)
      for (const migration of laid.later) await lay(client, migration)
      say('Checking the journal and the lists')
      pipelined(client)
      await order.check(inside(tx, order.ownerUrl, false), inside(tx, order.ownerUrl, true))
      plantFiles(order.data, read.files)
      const rows = read.header.tables.reduce((sum, table) => sum + table.rows, 0)
      return { header: read.header, rows, migrated: laid.later.map(({ name }) => name) }
    })
  } finally {
    await pool.end()
  }
}

/** COPY needs a connection to itself, the journal's own statements are written for one that is a pipeline: so one follows the other. */
const pipelined = (client: pg.ClientBase): void => void Object.assign(client, { pipeline: true })

/** What the backup's ground was made of, and what this program adds to it. */
function known({ migrations, waymark }: Header, ours: readonly Migration[], file: string): { first: Migration[]; later: Migration[] } {
  const hashes = new Map(migrations.map(({ name, hash }) => [name, hash]))
  const strange = migrations.filter(({ name }) => !ours.some((one) => one.name === name)).map(({ name }) => name)
  if (strange.length > 0)
    throw new NeedsHelp(`${file} was made by a newer Waymark (${waymark}; ${strange.join(', ')} is not known here). Update Waymark, then restore.`)
  const changed = ours.find(({ name, hash }) => hashes.has(name) && hashes.get(name) !== hash)
  if (changed) throw new NeedsHelp(`${file} was made by Waymark ${waymark} with another ${changed.name} than this one has. Restore with that version.`)
  return { first: ours.filter(({ name }) => hashes.has(name)), later: ours.filter(({ name }) => !hashes.has(name)) }
}

/** COPY does not fill a table whose row-level security holds for who fills it; for an owner who is no superuser it is lifted that long, in this transaction. */
async function wall(client: pg.ClientBase, table: KeptTable, how: 'force' | 'no force'): Promise<void> {
  const { rows } = await client.query('select from pg_class where oid = $1::regclass and relrowsecurity', [sqlName(table)])
  if (rows.length > 0) await client.query(`alter table ${sqlName(table)} ${how} row level security`)
}

/** COPY into one table after the other, no faster than PostgreSQL takes it. */
function filler({ connection: client }: Tx, { progress }: RestoreOrder) {
  let header: Header | null = null
  let rows = 0
  let filling: { readonly stream: ReturnType<typeof from>; readonly done: Promise<void> } | null = null
  const tableOf = (id: string): KeptTable => {
    const table = header?.tables.find((one) => tableId(one) === id)
    if (!table) throw new NeedsHelp(`The backup does not say what ${id} is.`)
    return table
  }
  return {
    of(read: Header): void {
      header = read
    },
    async table(id: string) {
      await wall(client, tableOf(id), 'no force')
      const stream = client.query(from(copyIn(tableOf(id))))
      const done = finished(stream)
      done.catch(() => {})
      filling = { stream, done }
      return async (piece: Buffer) => {
        if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
      }
    },
    async filled(id: string): Promise<void> {
      filling?.stream.end()
      await filling?.done
      await wall(client, tableOf(id), 'force')
      rows += tableOf(id).rows
      progress?.({ rows, of: header?.tables.reduce((sum, table) => sum + table.rows, 0) ?? 0, table: id })
    },
  }
}

/** The very bytes again, read out of the database they were put in. */
async function compare(client: pg.ClientBase, { header, end }: Read): Promise<void> {
  for (const table of header.tables) {
    const found = await countTable(client, table)
    const said = end.tables[tableId(table)]
    if (found.rows !== said?.rows || found.sha256 !== said.sha256)
      throw new NeedsHelp(`${tableId(table)} holds something else than was backed up (${found.rows} of ${said?.rows} rows). Nothing was restored.`)
  }
}
