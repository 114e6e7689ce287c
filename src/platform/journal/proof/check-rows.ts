import type pg from 'pg'
import { CHECK_COLUMNS, type CheckRow, checkStream, type Flaw, type Known } from './check.ts'

/** Some streams of one clinic to be walked, each in full. */
export type Task = { readonly clinic: string; readonly streams: readonly Known[] }
export type Checked = { readonly events: number; readonly flaws: readonly Flaw[] }

/** As text, without a thought: the checker reads PostgreSQL's own spelling. */
export const AS_TEXT: pg.CustomTypesConfig = { getTypeParser: (() => (text: string) => text) as pg.CustomTypesConfig['getTypeParser'] }

/** The command whose first event it is has its id. The events of a stream lie together, so each is fetched by key. */
const TEXT = `
  select w.n, ${CHECK_COLUMNS}
  from unnest($2::text[], $3::text[]) with ordinality w(kind, id, n)
  join journal j on j.clinic = $1 and j.stream_kind = w.kind and j.stream_id = w.id
  left join command_done c on c.clinic = $1 and c.id = j.id
  order by w.n, j.seq`

export async function check(client: pg.ClientBase, { clinic, streams }: Task): Promise<Checked> {
  const values = [clinic, streams.map(({ kind }) => kind), streams.map(({ id }) => id)]
  const { rows } = await client.query<[string, ...CheckRow]>({ name: 'verify-rows', text: TEXT, values, rowMode: 'array', types: AS_TEXT } as never)
  const flaws: Flaw[] = []
  let place = 0
  for (const [i, known] of streams.entries()) {
    const mine: CheckRow[] = []
    for (; place < rows.length && Number(rows[place]?.[0]) === i + 1; place += 1)
      mine.push((rows[place] as [string, ...CheckRow]).slice(1) as unknown as CheckRow)
    const flaw = checkStream(clinic, known, mine)
    if (flaw) flaws.push(flaw)
  }
  return { events: rows.length, flaws }
}
