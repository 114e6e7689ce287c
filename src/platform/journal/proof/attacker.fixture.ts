import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { connection } from '../../db/database.ts'
import { hashOf, NOTHING_BEFORE, sealedText } from '../chain.ts'
import { asWritten, COLUMNS, type JournalRow } from '../rows.ts'

type Note = { id: string; digest: Buffer; first_seq: number; last_seq: number }

/** Somebody who owns the database and knows the program: what they write anew fits in chain, head and commands. */
export class Attacker {
  readonly #client: pg.Client
  readonly clinic: string

  constructor(ownerUrl: string, clinic: string) {
    this.#client = new pg.Client(connection(ownerUrl))
    this.clinic = clinic
  }
  open = () => this.#client.connect()
  close = () => this.#client.end()
  sql = async <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> =>
    (await this.#client.query<Row>(text, values)).rows

  rows = (stream: string): Promise<JournalRow[]> =>
    this.sql<JournalRow>(`select ${COLUMNS} from journal j where j.clinic = $1 and j.stream_id = $2 order by j.seq`, this.clinic, stream)

  /** Writes a stream anew as `change` has it, numbers, hashes, head and commands made to fit. An event that was there keeps its command. */
  async rewrite(stream: string, change: (rows: JournalRow[]) => readonly JournalRow[]): Promise<void> {
    const notes = await this.sql<Note>('select id, digest, first_seq, last_seq from command_done where clinic = $1 and stream_id = $2', this.clinic, stream)
    const was = (await this.rows(stream)).map(({ id }) => id)
    const rows = change(structuredClone(await this.rows(stream)).map((row) => ({ ...row, hash: Buffer.from(row.hash) })))
    await this.remove(stream)
    let before = NOTHING_BEFORE
    for (const [i, row] of rows.entries()) {
      const placed = { ...row, seq: i + 1 }
      before = hashOf(before, sealedText(asWritten(placed)))
      await this.insert({ ...placed, hash: before })
    }
    const made = rows.length > 0 ? commandsFor(rows, was, notes) : []
    const kind = rows[0]?.stream_kind
    if (!kind) return
    for (const { id, digest, first_seq, last_seq } of made)
      await this.sql(
        'insert into command_done select $1, $2, $3, $4, $5, $6::int, $7::int, hash from journal where clinic = $1 and stream_id = $5 and seq = $7',
        this.clinic,
        id,
        digest,
        kind,
        stream,
        first_seq,
        last_seq,
      )
    await this.sql('insert into stream_head values ($1, $2, $3, $4, $5)', this.clinic, kind, stream, rows.length, before)
  }

  async remove(stream: string): Promise<void> {
    for (const table of ['journal', 'stream_head', 'command_done'])
      await this.sql(`delete from ${table} where clinic = $1 and stream_id = $2`, this.clinic, stream)
  }

  insert(row: JournalRow): Promise<unknown> {
    const { clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, by, via, corrects, hash } = row
    const text = `insert into journal (clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, "by", via, corrects, hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`
    return this.sql(
      text,
      clinic,
      stream_kind,
      stream_id,
      seq,
      id,
      type,
      version,
      JSON.stringify(data),
      at,
      recorded_at,
      JSON.stringify(by),
      JSON.stringify(via),
      corrects,
      hash,
    )
  }

  /** Keeps what the database holds now; the answer puts all of it back. */
  async snapshot(): Promise<() => Promise<void>> {
    const tables = ['journal', 'stream_head', 'command_done', 'seal', 'seal_part']
    for (const table of tables) {
      await this.sql(`drop table if exists public.old_${table}`)
      await this.sql(`create table public.old_${table} as table ${table}`)
    }
    return async () => {
      for (const table of tables.toReversed()) await this.sql(`delete from ${table}`)
      for (const table of tables) {
        const columns = (
          await this.sql<{ name: string }>(
            `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attidentity = ''`,
            table,
          )
        ).map(({ name }) => name)
        await this.sql(`insert into ${table} (${columns}) select ${columns} from public.old_${table}`)
      }
    }
  }
}

/** Commands whose events stand where they stood are kept; every other event gets one of its own. */
function commandsFor(rows: readonly JournalRow[], was: readonly string[], notes: readonly Note[]): Note[] {
  const stands = (seq: number) => rows[seq - 1] !== undefined && rows[seq - 1]?.id === was[seq - 1]
  const kept = notes.filter(({ first_seq, last_seq }) => Array.from({ length: last_seq - first_seq + 1 }, (_, i) => first_seq + i).every(stands))
  const covered = (seq: number) => kept.some(({ first_seq, last_seq }) => first_seq <= seq && seq <= last_seq)
  const own = rows.flatMap(({ id }, i) => (covered(i + 1) ? [] : [{ id, digest: randomBytes(32), first_seq: i + 1, last_seq: i + 1 }]))
  return [...kept, ...own]
}
