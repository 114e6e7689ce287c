import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, type WriteStream, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../db/database.ts'
import { NeedsHelp } from '../db/needs-help.ts'
import { eventLines } from './proof/export-events.ts'
import { keptFiles } from './proof/kept.ts'
import { sealFile } from './proof/seal-file.ts'
import { pemOf } from './proof/seal-key.ts'
import { syncSeals } from './proof/seal-sync.ts'
import { trailLines } from './proof/trail.ts'
import type { SealGround } from './seal.ts'

export type ExportParts = {
  readonly ground: SealGround
  readonly clinic: { readonly id: string; readonly name: string; readonly zone: string }
  /** A folder that does not exist yet, or is empty. */
  readonly folder: string
  /** Files that go along: the verifier and its description. */
  readonly along: readonly { readonly name: string; readonly from: string }[]
  readonly program: string
  readonly progress?: (done: { readonly events: number; readonly of: number }) => void
}
export type Exported = { readonly events: number; readonly files: number; readonly bytes: number; readonly seals: number; readonly at: Instant }

type Listed = { readonly name: string; readonly bytes: number; readonly sha256: string }

/**
 * The whole record of a clinic as files: journal, seals, public key, documents, access trail, and a signed list of them
 * all. Sees one moment of the database; of the journal no more than a page is held.
 */
export async function exportClinic({ ground, clinic, folder, along, program, progress = () => {} }: ExportParts): Promise<Exported> {
  expectEmpty(folder)
  const { id } = clinic
  const key = ground.key.of(id)
  const { book, faults } = await syncSeals(ground.database, ground.folder, id)
  const at = ground.now()
  const files: Listed[] = []
  const put = async (name: string, parts: AsyncIterable<string | Buffer> | Iterable<string | Buffer>) => void files.push(await write(folder, name, parts))

  const events = await ground.database.as(id, async (tx) => {
    await tx.connection.query('set transaction isolation level repeatable read, read only; set local idle_in_transaction_session_timeout = 0')
    const of = await count(tx, id)
    let events = 0
    const counted = async function* () {
      for await (const line of eventLines(tx, id)) {
        events += 1
        if (events % 10_000 === 0) progress({ events, of })
        yield line
      }
    }
    await put('journal.jsonl', counted())
    await put('access.jsonl', access(tx, id))
    for await (const { name, bytes } of keptFiles(tx, id)) await put(`documents/${name}`, [bytes])
    return events
  })
  await put('seals.jsonl', existsSync(sealFile(ground.folder, id)) ? createReadStream(sealFile(ground.folder, id)) : [])
  await put('key.pem', [pemOf(book.last?.key ?? key.publicKey)])
  for (const { name, from } of along) await put(name, createReadStream(from))

  const manifest = `${JSON.stringify({ format: 'waymark-export/1', clinic: { id, name: clinic.name, zone: clinic.zone }, at, program, events, seals: book.seals.length, faults: faults.map(({ what }) => what), files }, null, 2)}\n`
  writeFileSync(join(folder, 'manifest.json'), manifest)
  writeFileSync(join(folder, 'manifest.sig'), `${key.sign(manifest)}\n`)
  return { events, files: files.length + 2, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), seals: book.seals.length, at }
}

/** A folder that holds something already is somebody's; nothing is written over. */
function expectEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new NeedsHelp(`${folder} is not empty. Name a folder that does not exist yet.`)
  // Charts lie in it: for its owner alone.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

async function count(tx: Tx, clinic: string): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select coalesce(sum(seq), 0)::int8 as n from stream_head where clinic = ${clinic}`
  return row?.n ?? 0
}

async function* access(tx: Tx, clinic: string): AsyncGenerator<string> {
  for await (const { text } of trailLines(tx, clinic, '0001-01-01', '9999-01-01')) yield `${text}\n`
}

async function write(folder: string, name: string, parts: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<Listed> {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  const sum = createHash('sha256')
  let bytes = 0
  let waiting: Buffer[] = []
  let size = 0
  for await (const part of parts) {
    const piece = typeof part === 'string' ? Buffer.from(part) : part
    waiting.push(piece)
    size += piece.length
    if (size < 1 << 18) continue
    bytes += await flush(out, sum, waiting)
    waiting = []
    size = 0
  }
  bytes += await flush(out, sum, waiting)
  out.end()
  await finished(out)
  return { name, bytes, sha256: sum.digest('hex') }
}

async function flush(out: WriteStream, sum: Hash, pieces: readonly Buffer[]): Promise<number> {
  const all = Buffer.concat(pieces)
  sum.update(all)
  // A full disk is heard of here, not at the end.
  await new Promise<void>((done, failed) => out.write(all, (fault) => (fault ? failed(fault) : done())))
  return all.length
}
