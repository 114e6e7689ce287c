import type { Tx } from '../../db/database.ts'
import type { Known, Point } from './check.ts'
import type { StreamPoints } from './seal-book.ts'
import { keyOf } from './seal-text.ts'

/** What is known of a stream before its events are read: `events` of them are there, with this fingerprint. */
export type Listed = { readonly key: string; readonly known: Known; readonly events: number; readonly print: string }

const PAGE = 5000
type Row = { kind: string; id: string; events: number; seq: number | null; hash: string; print: string }

/**
 * Every stream that anything speaks of: events, heads, commands, seals. The fingerprint is over all rows of its events
 * and commands, keyed with `seed`; the order of rows does not matter to it, for each row holds its number.
 */
export async function* listStreams(
  tx: Tx,
  clinic: string,
  sealed: ReadonlyMap<string, StreamPoints>,
  floor: Known['floor'],
  seed: string | null,
): AsyncGenerator<Listed> {
  const unseen = new Set(sealed.keys())
  await tx.connection.query(`declare streams no scroll cursor for ${textFor(clinic, seed)}`)
  for (;;) {
    const { rows } = await tx.connection.query<Row>(`fetch ${PAGE} from streams`)
    for (const { kind, id, events, seq, hash, print } of rows) {
      const key = keyOf({ of: 'stream', kind, id })
      unseen.delete(key)
      yield { key, events, print, known: { kind, id, head: seq === null ? null : { seq, hash }, points: pointsOf(key), floor } }
    }
    if (rows.length < PAGE) break
  }
  await tx.connection.query('close streams')
  for (const key of unseen) {
    const { kind, id, points } = sealed.get(key) as StreamPoints
    yield { key, events: 0, print: '', known: { kind, id, head: null, points, floor } }
  }

  function pointsOf(key: string): readonly Point[] {
    return sealed.get(key)?.points ?? []
  }
}

function textFor(clinic: string, seed: string | null): string {
  const print = (row: string) => (seed === null ? '0' : `bit_xor(pg_catalog.hash_record_extended(${row}, ${seed}))`)
  const commands =
    seed === null
      ? ''
      : `left join (select stream_kind, stream_id, ${print('c')} as print from command_done c where clinic = '${clinic}' group by 1, 2) c using (stream_kind, stream_id)`
  return `
    select stream_kind as kind, stream_id as id, coalesce(j.n, 0)::int as events, h.seq, encode(h.hash, 'hex') as hash,
      ${seed === null ? `''` : `j.print::text || ' ' || c.print::text`} as print
    from (select stream_kind, stream_id, count(*) as n, ${print('j')} as print from journal j where clinic = '${clinic}' group by 1, 2) j
    full join (select stream_kind, stream_id, seq, hash from stream_head where clinic = '${clinic}') h using (stream_kind, stream_id)
    ${commands}
    order by 1, 2`
}
