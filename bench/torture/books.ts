import type { Database } from '../../src/platform/db/database.ts'

export type JournalRow = {
  readonly stream_kind: string
  readonly stream_id: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly at: string
}
export type DoneRow = { readonly id: string; readonly stream_kind: string; readonly stream_id: string; readonly first_seq: number; readonly last_seq: number }

/** What the database holds of a run: every fact and every command, in the order of their streams. */
export type Books = { readonly journal: readonly JournalRow[]; readonly commands: readonly DoneRow[] }

export const booksOf = (database: Database): Promise<Books> =>
  database.acrossClinics(async (tx) => {
    await tx.connection.query('set transaction isolation level repeatable read, read only')
    const rows = async <Row>(text: string): Promise<Row[]> => (await tx.connection.query(text)).rows as Row[]
    return {
      journal: await rows<JournalRow>('select stream_kind, stream_id, seq, id, type, data, at from journal order by clinic, stream_kind, stream_id, seq'),
      commands: await rows<DoneRow>(
        'select id, stream_kind, stream_id, first_seq, last_seq from command_done order by clinic, stream_kind, stream_id, first_seq, last_seq',
      ),
    }
  })

/** Every row of these tables as text, in an order that does not depend on how it was written. */
export const snapshot = (database: Database, tables: readonly string[]): Promise<Record<string, string[]>> =>
  database.acrossClinics(async (tx) => {
    const all: Record<string, string[]> = {}
    for (const table of tables) {
      const { rows } = await tx.connection.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`)
      all[table] = rows.map(({ row }) => row)
    }
    return all
  })
