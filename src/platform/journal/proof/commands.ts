import type { StreamKind } from '../../../medicine/record.ts'
import type { Tx } from '../../db/database.ts'
import type { Flaw } from './check.ts'

type Row = { clinic: string; stream_kind: StreamKind; stream_id: string; id: string; seq: number }

/** Notes of commands that no event bears out: what was acknowledged and is not there. */
export async function lostCommands(tx: Tx): Promise<Flaw[]> {
  const lost = await tx.sql<Row>`
    select c.clinic, c.stream_kind, c.stream_id, c.id, c.first_seq as seq from command_done c
    where c.first_seq <= c.last_seq and not exists (select from journal j where j.clinic = c.clinic and j.id = c.id)
    order by 1, 2, 3, 5 limit 100`
  // A command that changed nothing has no event; it saw its stream at a place that must still be the same.
  const idle = await tx.sql<Row>`
    select c.clinic, c.stream_kind, c.stream_id, c.id, c.last_seq as seq from command_done c
    left join journal j on j.clinic = c.clinic and j.stream_kind = c.stream_kind and j.stream_id = c.stream_id and j.seq = c.last_seq
    where c.first_seq > c.last_seq and (c.first_seq <> c.last_seq + 1 or c.hash <> coalesce(j.hash, decode(repeat('00', 32), 'hex')))
    order by 1, 2, 3, 5 limit 100`
  return [
    ...lost.map((row) => flawOf(row, 'missing: the command that made it was done')),
    ...idle.map((row) => flawOf(row, 'not the event that a command saw there: the stream was written anew, or the note of the command was changed')),
  ]
}

const flawOf = ({ clinic, stream_kind, stream_id, seq, id }: Row, what: string): Flaw => ({
  clinic,
  stream: { kind: stream_kind, id: stream_id },
  seq,
  id,
  what,
})

export async function countCommands(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select count(*) as n from command_done`
  return row?.n ?? 0
}
