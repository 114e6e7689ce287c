import { createHash } from 'node:crypto'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { connection } from '../db/database.ts'
import { counter } from './count.ts'
import { closed } from './envelope.ts'
import { digestOfFile, type KeptFile, keptFiles } from './files.ts'
import { type Counted, END, type End, FILES, FORMAT, HEADER, type Header, type KeptTable, PIECE, pieceName, tableId } from './format.ts'
import { landing } from './landing.ts'
import { readBackup } from './read.ts'
import { copyOut, expectNothingHidden, keptTables, SAME_EVERYWHERE, sqlName } from './tables.ts'
import { closing, packed } from './tar.ts'

export type BackupOrder = {
  /** As the owner of the tables: a backup holds every clinic. */
  readonly ownerUrl: string
  /** The data folder, for what lives outside the database. */
  readonly data: string
  readonly file: string
  readonly passphrase: string
  readonly force?: boolean
  /** The key to sign-in, where it does not lie in the data folder. */
  readonly signIn?: string
  readonly waymark: string
  readonly takenAt: string
  readonly progress?: (done: Progress) => void
  /** Cost of one guess at the passphrase, as a power of two; tests make it cheap. */
  readonly work?: number
}
export type Progress = { readonly rows: number; readonly of: number; readonly table: string }
export type Made = { readonly file: string; readonly bytes: number; readonly sha256: string; readonly rows: number; readonly header: Header }

/**
 * One moment of the whole database, encrypted, in one file. Nobody waits for it: it reads a snapshot, and writers go on.
 * The file is read back and checked against what was written before it gets its name.
 */
export async function writeBackup(order: BackupOrder): Promise<Made> {
  const target = await landing(order.file, order.force ?? false)
  try {
    const hash = createHash('sha256')
    const taken = { rows: 0 }
    for await (const chunk of closed(content(order, taken), order.passphrase, order.work)) {
      hash.update(chunk)
      await target.write(chunk)
    }
    await target.flush()
    const { header } = await readBackup(target.unfinished, order.passphrase)
    await target.publish()
    return { file: order.file, bytes: target.bytes(), sha256: hash.digest('hex'), rows: taken.rows, header }
  } catch (fault) {
    await target.drop()
    throw fault
  }
}

async function* content(order: BackupOrder, taken: { rows: number }): AsyncGenerator<Buffer> {
  const seconds = Math.floor(Date.parse(order.takenAt) / 1000)
  const client = new pg.Client({ ...connection(order.ownerUrl), pipeline: false })
  client.on('error', () => {})
  await client.connect()
  try {
    // Before the snapshot: a seal stands in the database before it stands in its file, so the files may know less, never more.
    const files = keptFiles(order.data, order.signIn)
    await client.query(`begin isolation level repeatable read, read only; ${SAME_EVERYWHERE}`)
    const header = await headerOf(client, order, files)
    const text = Buffer.from(`${JSON.stringify(header, null, 2)}\n`)
    yield* packed({ name: HEADER, bytes: text }, seconds)
    const tables: Record<string, Counted> = {}
    const of = header.tables.reduce((sum, { rows }) => sum + rows, 0)
    for (const table of header.tables) {
      const progress = (rows: number) => order.progress?.({ rows: taken.rows + rows, of, table: tableId(table) })
      const counted = yield* rowsOf(client, table, seconds, progress)
      tables[tableId(table)] = counted
      taken.rows += counted.rows
    }
    for (const { name, bytes } of files) yield* packed({ name: FILES + name, bytes }, seconds)
    const end: End = { header: digestOfFile(text), tables, files: Object.fromEntries(files.map(({ name, bytes }) => [name, digestOfFile(bytes)])) }
    yield* packed({ name: END, bytes: Buffer.from(`${JSON.stringify(end, null, 2)}\n`) }, seconds)
    yield closing()
  } finally {
    await client.end().catch(() => {})
  }
}

async function headerOf(client: pg.Client, { waymark, takenAt }: BackupOrder, files: readonly KeptFile[]): Promise<Header> {
  const tables = await keptTables(client)
  // Nobody may change the shape of a table while it is read; everybody may go on writing into it.
  await client.query(`lock table ${tables.map(sqlName).join(', ')} in access share mode`)
  await expectNothingHidden(client, tables)
  const { rows: migrations } = await client.query<{ name: string; hash: string }>('select name, hash from waymark.migration order by name')
  const { rows: clinics } = await client.query<{ id: string; name: string }>('select id, name from waymark.clinic order by created_at, id')
  const { rows: version } = await client.query<{ server_version: string }>('show server_version')
  const counted: KeptTable[] = []
  for (const table of tables) {
    const { rows } = await client.query<{ n: number }>(`select count(*) as n from ${sqlName(table)}`)
    counted.push({ ...table, rows: rows[0]?.n ?? 0 })
  }
  const postgres = version[0]?.server_version ?? ''
  return { format: FORMAT, waymark, takenAt, postgres, migrations, clinics, tables: counted, files: files.map(({ name }) => name) }
}

/** One table in pieces of `PIECE` bytes; says what it held. */
async function* rowsOf(client: pg.Client, table: KeptTable, seconds: number, progress: (rows: number) => void): AsyncGenerator<Buffer, Counted> {
  const seen = counter()
  let held: Buffer[] = []
  let size = 0
  let n = 0
  const piece = (length: number): Buffer[] => {
    const bytes = Buffer.concat(held)
    held = length < bytes.length ? [bytes.subarray(length)] : []
    size = bytes.length - length
    n += 1
    return packed({ name: pieceName(table, n), bytes: bytes.subarray(0, length) }, seconds)
  }
  for await (const chunk of client.query(to(copyOut(table))) as AsyncIterable<Buffer>) {
    seen.saw(chunk)
    held.push(chunk)
    size += chunk.length
    while (size >= PIECE) yield* piece(PIECE)
    progress(seen.rows())
  }
  if (size > 0) yield* piece(size)
  return seen.result()
}
