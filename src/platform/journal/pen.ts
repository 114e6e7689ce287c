import type { StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../db/database.ts'
import type { Written } from './draft.ts'
import { COLUMNS, type JournalRow } from './rows.ts'
import { isUuid } from './uuid7.ts'

/**
 * The SQL of a write. A clinic has one pen: whoever writes takes it first and gives it back at commit, so two nodes
 * write one after the other, what is read under the pen stays true, and no two writers can block each other.
 */
export async function takePen(tx: Tx, clinic: string): Promise<void> {
  if (!isUuid(clinic)) throw new TypeError('The id of a clinic is a UUID in lower case')
  // Two statements in one round trip. A node that stops in the middle would keep the pen; the server takes it back.
  await tx.connection.query(`set local idle_in_transaction_session_timeout = '10s'; select pg_advisory_xact_lock(hashtextextended('journal ${clinic}', 0))`)
}

export type Head = StreamRef & { readonly seq: number; readonly hash: Buffer }
export type Done = { readonly id: string; readonly digest: Buffer; readonly stream: StreamRef; readonly first: number; readonly last: number }

const LOOK = `
  select 'head' as what, null::uuid as id, null::bytea as digest, h.stream_kind, h.stream_id, 0 as first_seq, h.seq, h.hash
    from unnest($2::text[], $3::text[]) w(kind, id)
    join stream_head h on h.clinic = $1 and h.stream_kind = w.kind and h.stream_id = w.id
  union all
  select 'done', c.id, c.digest, c.stream_kind, c.stream_id, c.first_seq, c.last_seq, c.hash
    from command_done c where c.clinic = $1 and c.id = any($4::uuid[])`

/** Where these streams stand, and which of these commands were already done. */
export async function look(tx: Tx, clinic: string, streams: readonly StreamRef[], commands: readonly string[]) {
  const values = [clinic, streams.map(({ kind }) => kind), streams.map(({ id }) => id), commands]
  const { rows } = await tx.connection.query({ name: 'journal-look', text: LOOK, values })
  const heads: Head[] = []
  const done: Done[] = []
  for (const row of rows) {
    if (row.what === 'head') heads.push({ kind: row.stream_kind, id: row.stream_id, seq: row.seq, hash: row.hash })
    else done.push({ id: row.id, digest: row.digest, stream: { kind: row.stream_kind, id: row.stream_id }, first: row.first_seq, last: row.seq })
  }
  return { heads, done }
}

export type Wanted = { readonly stream: StreamRef; readonly after: number; readonly until?: number }

/** The facts of several streams, each from its own place on, in order. */
export async function factsOf(tx: Tx, clinic: string, wanted: readonly Wanted[]): Promise<JournalRow[]> {
  const text = `
    select ${COLUMNS} from unnest($2::text[], $3::text[], $4::int[], $5::int[]) w(kind, id, after, until)
    join journal j on j.clinic = $1 and j.stream_kind = w.kind and j.stream_id = w.id and j.seq > w.after and j.seq <= w.until
    order by j.stream_kind, j.stream_id, j.seq`
  const until = wanted.map((want) => want.until ?? 2_147_483_647)
  const values = [clinic, wanted.map(({ stream }) => stream.kind), wanted.map(({ stream }) => stream.id), wanted.map(({ after }) => after), until]
  const { rows } = await tx.connection.query<JournalRow>({ name: 'journal-facts', text, values })
  return rows
}

export type DoneRow = Done & { readonly hash: Buffer }

const APPEND = `
  with facts as (
    insert into journal (clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, "by", via, corrects, hash)
    select $1, e.stream->>'kind', e.stream->>'id', e.seq, e.id, e.type, e.version, e.data, e.at, e."recordedAt", e."by", e.via, e.corrects, e.hash
    from jsonb_to_recordset($2::jsonb) as e(stream jsonb, seq int, id uuid, type text, version smallint, data jsonb, at timestamptz,
      "recordedAt" timestamptz, "by" jsonb, via jsonb, corrects uuid, hash bytea)
  ), heads as (
    insert into stream_head (clinic, stream_kind, stream_id, seq, hash)
    select $1, * from unnest($3::text[], $4::text[], $5::int[], $6::bytea[])
    on conflict (clinic, stream_kind, stream_id) do update set seq = excluded.seq, hash = excluded.hash
  )
  insert into command_done (clinic, id, digest, stream_kind, stream_id, first_seq, last_seq, hash)
  select $1, * from unnest($7::uuid[], $8::bytea[], $9::text[], $10::text[], $11::int[], $12::int[], $13::bytea[])`

/** Appends facts, moves the heads, remembers the commands: one statement for all of them. */
export async function append(tx: Tx, clinic: string, written: readonly Written[], heads: readonly Head[], done: readonly DoneRow[]): Promise<void> {
  // The canonical texts go in as they are; the hash is put beside them.
  const facts = `[${written.map(({ text, hash }) => `${text.slice(0, -1)},"hash":"\\\\x${hash.toString('hex')}"}`).join(',')}]`
  const values = [
    clinic,
    facts,
    heads.map(({ kind }) => kind),
    heads.map(({ id }) => id),
    heads.map(({ seq }) => seq),
    heads.map(({ hash }) => hash),
    done.map(({ id }) => id),
    done.map(({ digest }) => digest),
    done.map(({ stream }) => stream.kind),
    done.map(({ stream }) => stream.id),
    done.map(({ first }) => first),
    done.map(({ last }) => last),
    done.map(({ hash }) => hash),
  ]
  await tx.connection.query({ name: 'journal-append', text: APPEND, values })
}
