import type pg from 'pg'
import type { StreamRef } from '../../medicine/record.ts'
import type { Database, Tx } from '../db/database.ts'
import { hashOf, NOTHING_BEFORE, sealedText } from './chain.ts'
import { asWritten, COLUMNS, type JournalRow } from './rows.ts'

type Flaw = {
  readonly clinic: string
  readonly stream: StreamRef
  readonly seq: number
  /** Absent where the event itself is gone. */
  readonly id?: string
  readonly what: string
}
export type Verified = { readonly events: number; readonly streams: number; readonly commands: number; readonly flaw: Flaw | null }

const PAGE = 2000

/**
 * Walks every stream of every clinic and computes the chain anew. Says the first event that is not as it was written,
 * with its place: edited, missing, out of order, taken off the end, or gone although its command was done.
 * Sees one moment of the database; a server may go on writing meanwhile.
 *
 * What it cannot see: everything about a stream removed without a trace (events, head and commands), or all of it
 * rewritten together. That needs a witness outside the database, the daily seal.
 */
export async function verify(database: Database, progress: (events: number) => void = () => {}): Promise<Verified> {
  return database.acrossClinics(async (tx) => {
    await tx.connection.query('set transaction isolation level repeatable read, read only')
    const walked = await walk(tx, progress)
    const flaw = walked.flaw ?? (await headFlaw(tx)) ?? (await commandFlaw(tx))
    const commands = flaw ? 0 : await count(tx, 'command_done')
    return { ...walked, commands, flaw }
  })
}

type Walk = { events: number; streams: number; flaw: Flaw | null }

/** Every event in the order of its stream, a page at a time. */
async function walk(tx: Tx, progress: (events: number) => void): Promise<Walk> {
  const result: Walk = { events: 0, streams: 0, flaw: null }
  let before: { readonly row: JournalRow } | undefined
  await tx.connection.query(`declare walk cursor for select ${COLUMNS} from journal j order by j.clinic, j.stream_kind, j.stream_id, j.seq`)
  for (;;) {
    const { rows } = await tx.connection.query<JournalRow>(`fetch ${PAGE} from walk`)
    for (const row of rows) {
      const previous = before && sameStream(before.row, row) ? before.row : undefined
      if (!previous) result.streams += 1
      result.flaw = flawOf(row, previous)
      if (result.flaw) return result
      result.events += 1
      before = { row }
    }
    progress(result.events)
    if (rows.length < PAGE) return result
  }
}

const sameStream = (a: JournalRow, b: JournalRow): boolean => a.stream_id === b.stream_id && a.stream_kind === b.stream_kind && a.clinic === b.clinic

function flawOf(row: JournalRow, previous: JournalRow | undefined): Flaw | null {
  const due = (previous?.seq ?? 0) + 1
  if (row.seq !== due) return { ...placeOf(row, due), what: `missing: the next event there is number ${row.seq}` }
  // The hash before is taken as it stands in the row before, which was just found right.
  if (hash(row, previous?.hash ?? NOTHING_BEFORE)?.equals(row.hash)) return null
  return { ...placeOf(row, row.seq), id: row.id, what: 'changed since it was written, or put in another place: its hash does not fit' }
}

/** Null for a row that nobody could have written so. */
function hash(row: JournalRow, before: Buffer): Buffer | null {
  try {
    return hashOf(before, sealedText(asWritten(row)))
  } catch {
    return null
  }
}

type Place = { readonly clinic: string; readonly stream_kind: StreamRef['kind']; readonly stream_id: string }
const placeOf = ({ clinic, stream_kind, stream_id }: Place, seq: number) => ({ clinic, stream: { kind: stream_kind, id: stream_id }, seq })

/** The events are a whole chain now; is it all of it? */
async function headFlaw(tx: Tx): Promise<Flaw | null> {
  const [cut] = await rowsOf<Place & { last: number | null; seq: number }>(
    tx,
    `select h.clinic, h.stream_kind, h.stream_id, h.seq, (select max(j.seq) from journal j where ${SAME('j', 'h')}) as last
     from stream_head h left join journal e on ${SAME('e', 'h')} and e.seq = h.seq where e.hash is distinct from h.hash
     order by 1, 2, 3 limit 1`,
  )
  if (cut) {
    const last = cut.last ?? 0
    if (last < cut.seq) return { ...placeOf(cut, last + 1), what: `missing: the stream went on to number ${cut.seq}` }
    return { ...placeOf(cut, cut.seq), what: 'not the event that the stream ended with' }
  }
  const [beyond] = await rowsOf<Place & { seq: number; id: string }>(
    tx,
    `select j.clinic, j.stream_kind, j.stream_id, j.seq, j.id from journal j left join stream_head h on ${SAME('h', 'j')}
     where j.seq > coalesce(h.seq, 0) order by 1, 2, 3, 4 limit 1`,
  )
  return beyond ? { ...placeOf(beyond, beyond.seq), id: beyond.id, what: 'added behind the end of the stream, or the end was set back' } : null
}

/** Is everything there that was ever acknowledged, and with the chain it had then? */
async function commandFlaw(tx: Tx): Promise<Flaw | null> {
  const [lost] = await rowsOf<Place & { id: string; first_seq: number; last_seq: number; gone: boolean }>(
    tx,
    `select c.clinic, c.stream_kind, c.stream_id, c.id, c.first_seq, c.last_seq, j.hash is null as gone
     from command_done c left join journal j on ${SAME('j', 'c')} and j.seq = c.last_seq
     where c.first_seq <= c.last_seq and j.hash is distinct from c.hash order by 1, 2, 3, 5 limit 1`,
  )
  if (!lost) return null
  if (lost.gone) return { ...placeOf(lost, lost.first_seq), id: lost.id, what: 'missing: the command that made it was done' }
  return { ...placeOf(lost, lost.last_seq), id: lost.id, what: 'not the event that was acknowledged: the stream was written anew' }
}

const SAME = (a: string, b: string) => `${a}.clinic = ${b}.clinic and ${a}.stream_kind = ${b}.stream_kind and ${a}.stream_id = ${b}.stream_id`

const rowsOf = async <Row extends pg.QueryResultRow>(tx: Tx, text: string): Promise<Row[]> => (await tx.connection.query<Row>(text)).rows

async function count(tx: Tx, table: 'command_done'): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(tx, `select count(*) as n from ${table}`)
  return row?.n ?? 0
}

/** The result in words, for the command line. */
export function verdict({ events, streams, commands, flaw }: Verified): string {
  if (!flaw) return `All ${events} events in ${streams} streams are as they were written; all ${commands} commands are accounted for.`
  const { clinic, stream, seq, id, what } = flaw
  return `First bad event: clinic ${clinic}, stream ${stream.kind} ${stream.id}, number ${seq}${id ? `, id ${id}` : ''}\n${what}`
}
