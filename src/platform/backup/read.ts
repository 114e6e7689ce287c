import { NeedsHelp } from '../db/needs-help.ts'
import { counter } from './count.ts'
import { opened } from './envelope.ts'
import { digestOfFile, type KeptFile } from './files.ts'
import {
  type Counted,
  END,
  type End,
  end as endShape,
  FILES,
  FORMAT,
  HEADER,
  type Header,
  header as headerShape,
  LARGEST,
  tableId,
  tableOfPiece,
} from './format.ts'
import { type Entry, entriesOf, NoArchive } from './tar.ts'

/** What is done with the content as it comes: nothing for a check, COPY into the database for a restore. */
export type Visitor = {
  begin?(header: Header): Promise<void>
  table?(id: string): Promise<(piece: Buffer) => Promise<void>>
  /** After the last piece of that table. */
  filled?(id: string): Promise<void>
}
export type Read = { readonly header: Header; readonly end: End; readonly files: readonly KeptFile[] }

/**
 * Reads a backup from its first byte to its last and holds it against its own account: every row counted, every digest
 * computed. Throws `NeedsHelp` with the reason; whoever takes the content in may keep it only after this has returned.
 */
export async function readBackup(file: string, passphrase: string, visitor: Visitor = {}): Promise<Read> {
  const entries = entriesOf(opened(file, passphrase), LARGEST)
  try {
    const first = await entries.next()
    if (first.done) throw new NoArchive('it is empty')
    const header = headerIn(first.value, file)
    await visitor.begin?.(header)
    const { tables, files, end } = await body(entries, header, visitor)
    compare({ header: digestOfFile(first.value.bytes), tables, files: digests(files) }, end, header)
    return { header, end, files }
  } catch (fault) {
    throw named(fault, file)
  } finally {
    await entries.return(undefined)
  }
}

/** The header alone: whose it is, when it was taken, and that the passphrase opens it. The rest is not looked at. */
export async function headerOf(file: string, passphrase: string): Promise<Header> {
  const entries = entriesOf(opened(file, passphrase), LARGEST)
  try {
    const first = await entries.next()
    if (first.done) throw new NoArchive('it is empty')
    return headerIn(first.value, file)
  } catch (fault) {
    throw named(fault, file)
  } finally {
    await entries.return(undefined)
  }
}

const named = (fault: unknown, file: string): unknown =>
  fault instanceof NoArchive ? new NeedsHelp(`${file} is no whole backup of Waymark: ${fault.message}. Use another backup.`) : fault

function headerIn({ name, bytes }: Entry, file: string): Header {
  const text: unknown = name === HEADER ? parse(bytes) : null
  const format = text && typeof text === 'object' && 'format' in text ? text.format : null
  if (typeof format !== 'number') throw new NoArchive('its header is missing')
  if (format > FORMAT) throw new NeedsHelp(`${file} was written by a newer Waymark (format ${format}). Update Waymark, then restore.`)
  const read = headerShape.safeParse(text)
  if (!read.success) throw new NoArchive('its header does not read')
  return read.data
}

type Body = { tables: Record<string, Counted>; files: KeptFile[]; end: End }

type Filling = { readonly id: string; readonly seen: ReturnType<typeof counter>; readonly take: (piece: Buffer) => Promise<void> }

async function body(entries: AsyncGenerator<Entry>, header: Header, visitor: Visitor): Promise<Body> {
  const found: Omit<Body, 'end'> = { tables: {}, files: [] }
  const known = new Set(header.tables.map(tableId))
  let end: End | null = null
  let filling: Filling | null = null
  for await (const { name, bytes } of entries) {
    if (end) throw new NoArchive('something stands behind its end')
    const id = tableOfPiece(name)
    if (filling && filling.id !== id) {
      await close(filling, found, visitor)
      filling = null
    }
    if (id !== null) {
      if (!known.has(id) || id in found.tables) throw new NoArchive(`${name} stands where it does not belong`)
      filling ??= { id, seen: counter(), take: (await visitor.table?.(id)) ?? (async () => {}) }
      filling.seen.saw(bytes)
      await filling.take(bytes)
    } else if (name.startsWith(FILES)) found.files.push({ name: name.slice(FILES.length), bytes })
    else if (name === END) end = endIn(bytes)
    else throw new NoArchive(`${name} is nothing a backup holds`)
  }
  if (!end) throw new NoArchive('its end is missing')
  return { ...found, end }
}

async function close({ id, seen }: Filling, found: Omit<Body, 'end'>, visitor: Visitor): Promise<void> {
  found.tables[id] = seen.result()
  await visitor.filled?.(id)
}

function endIn(bytes: Buffer): End {
  const read = endShape.safeParse(parse(bytes))
  if (!read.success) throw new NoArchive('its end does not read')
  return read.data
}

function compare(found: End, said: End, header: Header): void {
  if (found.header !== said.header) throw new NoArchive('its header is not the one it was closed with')
  const empty = counter().result()
  for (const table of header.tables) {
    const id = tableId(table)
    const { rows, sha256 } = found.tables[id] ?? empty
    if (rows !== table.rows || rows !== said.tables[id]?.rows) throw new NoArchive(`${id} has ${rows} rows and should have ${table.rows}`)
    if (sha256 !== said.tables[id]?.sha256) throw new NoArchive(`${id} is not as it was written`)
  }
  for (const name of new Set([...header.files, ...Object.keys(found.files)]))
    if (!found.files[name] || found.files[name] !== said.files[name]) throw new NoArchive(`the file ${name} is missing or not as it was written`)
}

const digests = (files: readonly KeptFile[]) => Object.fromEntries(files.map(({ name, bytes }) => [name, digestOfFile(bytes)]))

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
