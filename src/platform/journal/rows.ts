import type { Actor, StreamKind, Via } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Placed } from './journal.ts'
import { currentVersion, type Upcasters, upcast } from './upcast.ts'

/** A row of `journal` as the driver gives it: moments are Instant text, `jsonb` is parsed. */
export type JournalRow = {
  clinic: string
  stream_kind: StreamKind
  stream_id: string
  seq: number
  id: string
  type: string
  version: number
  data: unknown
  at: Instant
  recorded_at: Instant
  by: Actor
  via: Via
  corrects: string | null
  hash: Buffer
}

/** The columns of `JournalRow`, of the table called `j`. */
export const COLUMNS = 'j.clinic, j.stream_kind, j.stream_id, j.seq, j.id, j.type, j.version, j.data, j.at, j.recorded_at, j."by", j.via, j.corrects, j.hash'

/** The event as it was written: what the chain was computed over. */
export function asWritten(row: JournalRow): Placed {
  const event = {
    clinic: row.clinic,
    stream: { kind: row.stream_kind, id: row.stream_id },
    id: row.id,
    seq: row.seq,
    type: row.type,
    version: row.version,
    data: row.data,
    at: row.at,
    recordedAt: row.recorded_at,
    by: row.by,
    via: row.via,
  }
  return row.corrects === null ? event : { ...event, corrects: row.corrects }
}

/** The event in today's shape. */
export function asToday(row: JournalRow, upcasters: Upcasters): Placed {
  const event = asWritten(row)
  return { ...event, version: currentVersion(upcasters, event.type), data: upcast(upcasters, event.type, event.version, event.data) }
}
