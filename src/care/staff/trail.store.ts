import { sql } from 'kysely'
import type { Actor, StreamKind, StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { type LogFilter, readLines } from '../../platform/audit/audit.store.ts'
import type { Tx } from '../../platform/db/database.ts'

/** One line of the trail, whether it was kept in the access log or is an event of the journal. */
export type TrailLine = {
  readonly id: string
  readonly at: Instant
  readonly by: { readonly kind: Actor['kind']; readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly act: string
  readonly event: string
  readonly right: string | null
  readonly patient: string | null
  readonly session: string | null
  readonly reason: string | null
  readonly request: string | null
  readonly outcome: number | null
}

export type JournalPlace = { readonly tx: string; readonly pos: string }
type JournalFilter = {
  readonly streams: readonly StreamRef[] | null
  readonly staff?: string | undefined
  readonly before?: JournalPlace | undefined
  readonly limit: number
}
type EventRow = {
  id: string
  recorded_at: Instant
  by: Actor
  type: string
  stream_kind: StreamKind
  stream_id: string
  request: string | null
  reason: string | null
} & JournalPlace

export async function logLines(tx: Tx, filter: LogFilter): Promise<TrailLine[]> {
  const rows = await readLines(tx, filter)
  return rows.map(({ clinic: _clinic, actor_kind, actor, actor_name, roles, ...row }) => ({
    ...row,
    by: { kind: actor_kind, id: actor, name: actor_name, roles },
  }))
}

/**
 * Changes, newest first: each event of the journal names who, when and through which request, so it is its own line.
 * What bedside devices send is left out; nobody did it.
 */
export async function changeLines(tx: Tx, { streams, staff, before, limit }: JournalFilter): Promise<(TrailLine & { readonly place: JournalPlace })[]> {
  if (streams?.length === 0) return []
  const inStreams = streams
    ? sql`(stream_kind, stream_id) in (select * from unnest(${streams.map(({ kind }) => kind)}::text[], ${streams.map(({ id }) => id)}::text[]))`
    : sql`true`
  const byStaff = staff ? sql`"by"->>'id' = ${staff}` : sql`"by"->>'kind' <> 'device'`
  const older = before ? sql`(tx, pos) < (${before.tx}::xid8, ${before.pos}::bigint)` : sql`true`
  const { rows } = await sql<EventRow>`
    select id, recorded_at, "by", type, stream_kind, stream_id, via->>'request' as request, data->>'reason' as reason, tx::text as tx, pos::text as pos
    from journal where ${inStreams} and ${byStaff} and ${older} order by tx desc, pos desc limit ${limit}`.execute(tx)
  return rows.map(lineOf)
}

const lineOf = ({ id, recorded_at, by, type, stream_kind, stream_id, request, reason, tx, pos }: EventRow) => ({
  id,
  at: recorded_at,
  by: { kind: by.kind, id: by.id, name: by.name, roles: by.roles },
  act: 'write',
  event: type,
  right: null,
  patient: stream_kind === 'patient' || stream_kind === 'facts' ? stream_id : null,
  session: stream_kind === 'session' ? stream_id : null,
  reason,
  request,
  outcome: 200,
  place: { tx, pos },
})
