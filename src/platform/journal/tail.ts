import type { Database, Tx } from '../db/database.ts'
import type { Cursor, Placed } from './journal.ts'
import { asToday, COLUMNS, type JournalRow } from './rows.ts'
import type { Upcasters } from './upcast.ts'

const START: Cursor = { tx: '0', pos: '0' }

type TailRow = JournalRow & Cursor

/**
 * What was appended after the cursor, so that nothing is ever skipped.
 *
 * A number counted up at insert is no safe cursor: a transaction that took number 5 may commit after the one that took
 * 6, and a reader that has gone on to 6 never sees 5. So each row carries the id of its transaction (`tx`), and only
 * rows older than the oldest transaction still running are given out (`tx < pg_snapshot_xmin`). Every transaction
 * below that line has ended, so no row can appear there any more; a slow transaction holds the line at itself, the
 * tail waits there, and nothing is passed over. (So does one in another database of the same server: late, never lost.)
 * The order is (tx, pos), the cursor is the last pair given out.
 */
export async function readTail(database: Database, upcasters: Upcasters, clinic: string | '*', cursor: Cursor | null, limit: number) {
  const from = cursor ?? START
  const rows = clinic === '*' ? await database.acrossClinics((tx) => ofAll(tx, from, limit)) : await database.as(clinic, (tx) => ofOne(tx, clinic, from, limit))
  const events: Placed[] = rows.map((row) => asToday(row, upcasters))
  const last = rows.at(-1)
  return { events, cursor: last ? { tx: last.tx, pos: last.pos } : from }
}

const AFTER = '(j.tx, j.pos) > ($1::xid8, $2::bigint) and j.tx < pg_snapshot_xmin(pg_current_snapshot())'
const PLACE = 'j.tx::text as tx, j.pos::text as pos'

async function ofOne(tx: Tx, clinic: string, { tx: id, pos }: Cursor, limit: number): Promise<TailRow[]> {
  const text = `select ${COLUMNS}, ${PLACE} from journal j where ${AFTER} and j.clinic = $3 order by j.tx, j.pos limit $4`
  return (await tx.connection.query<TailRow>({ name: 'journal-tail', text, values: [id, pos, clinic, limit] })).rows
}

/** Every key leads with the clinic, so all clinics are read side by side and merged. */
async function ofAll(tx: Tx, { tx: id, pos }: Cursor, limit: number): Promise<TailRow[]> {
  const text = `
    with recursive clinics as (
      (select clinic from journal order by clinic limit 1)
      union all
      select (select n.clinic from journal n where n.clinic > c.clinic order by n.clinic limit 1) from clinics c where c.clinic is not null
    )
    select t.* from clinics c cross join lateral (
      select ${COLUMNS}, ${PLACE}, j.tx as line, j.pos as place from journal j where ${AFTER} and j.clinic = c.clinic order by j.tx, j.pos limit $3
    ) t where c.clinic is not null order by t.line, t.place limit $3`
  return (await tx.connection.query<TailRow>({ name: 'journal-tail-all', text, values: [id, pos, limit] })).rows
}
