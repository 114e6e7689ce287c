import type { Tx } from '../../db/database.ts'
import { canonical } from '../canonical.ts'
import { AS_TEXT } from './check-rows.ts'
import { EVENT_COLUMNS, type EventRow, textOfRow } from './event-text.ts'

const PAGE = 2000

/** Every event of a clinic as a line: its canonical text and its hash, streams one after the other, each in order. */
export async function* eventLines(tx: Tx, clinic: string): AsyncGenerator<string> {
  await tx.connection.query(`
    declare events no scroll cursor for select ${EVENT_COLUMNS}, j.stream_kind, j.stream_id from journal j
    where j.clinic = '${clinic}' order by j.stream_kind, j.stream_id, j.seq`)
  for (;;) {
    const { rows } = await tx.connection.query<[...EventRow, kind: string, id: string]>({
      text: `fetch ${PAGE} from events`,
      rowMode: 'array',
      types: AS_TEXT,
    } as never)
    for (const row of rows) {
      const event = row.slice(0, 11) as unknown as EventRow
      const text = textOfRow(clinic, row[11], row[12], event) ?? asFound(clinic, row)
      yield `{"event":${text},"hash":"${event[10].slice(2)}"}\n`
    }
    if (rows.length < PAGE) break
  }
  await tx.connection.query('close events')
}

/** A row that Waymark cannot have written goes out too, as it was found; its hash does not fit, and the verifier says so. */
function asFound(clinic: string, [seq, id, type, version, data, at, recordedAt, by, via, corrects, , kind, stream]: readonly (string | null)[]): string {
  return canonical({
    clinic,
    stream: { kind, id: stream },
    seq: Number(seq),
    id,
    type,
    version,
    data,
    at,
    recordedAt,
    by,
    via,
    corrects,
    found: 'not as Waymark writes',
  })
}
