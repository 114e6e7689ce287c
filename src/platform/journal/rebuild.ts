import type { StreamRef } from '../../medicine/record.ts'
import type { Database, Tx } from '../db/database.ts'
import { recorded } from './draft.ts'
import type { Models } from './journal.ts'
import { takePen } from './pen.ts'
import { type Change, type Projection, project, together } from './projection.ts'
import { asToday, COLUMNS, type JournalRow } from './rows.ts'
import type { Upcasters } from './upcast.ts'

export type RebuildParts = {
  readonly database: Database
  readonly projections: readonly Projection[]
  readonly models: Models
  readonly upcasters?: Upcasters
  /** What has to be known before the streams of a clinic can be folded: the protocol versions of its sessions. */
  readonly prepare?: (tx: Tx, clinic: string) => Promise<void>
}
export type Rebuilt = { readonly clinics: number; readonly streams: number; readonly events: number }

/**
 * Empties every projection and fills it from the journal alone, one clinic in one transaction. A running server goes on:
 * its writers wait for the pen, its readers see the old tables until the new ones are whole.
 */
export async function rebuild(parts: RebuildParts): Promise<Rebuilt> {
  const { database } = parts
  const clinics = await database.acrossClinics((tx) => tx.sql<{ clinic: string }>`select distinct clinic from stream_head order by clinic`)
  let [streams, events] = [0, 0]
  for (const { clinic } of clinics) {
    await database.acrossClinics(async (tx) => {
      await takePen(tx, clinic)
      // Folding takes longer than any write.
      await tx.sql`set local idle_in_transaction_session_timeout = '10min'`
      await tx.sql`select set_config('waymark.clinic', ${clinic}, true)`
      await parts.prepare?.(tx, clinic)
      await empty(tx, clinic, parts.projections)
      for await (const batch of batches(tx, clinic, parts)) {
        await together(project(parts.projections, tx, clinic, batch))
        streams += batch.length
        events += batch.reduce((sum, { facts }) => sum + facts.length, 0)
      }
    })
  }
  return { clinics: clinics.length, streams, events }
}

/** The last declared first: later tables may point at earlier ones. */
async function empty(tx: Tx, clinic: string, projections: readonly Projection[]): Promise<void> {
  for (const table of projections.flatMap(({ tables }) => tables).reverse()) await tx.connection.query(`delete from ${table} where clinic = $1`, [clinic])
}

const PAGE = 2000
/** Streams projected at once. */
const BATCH = 200

/** Whole streams with their states, some at a time; of the journal no more than a page is held. */
async function* batches(tx: Tx, clinic: string, parts: RebuildParts): AsyncGenerator<Change[]> {
  let batch: Change[] = []
  let rows: JournalRow[] = []
  for await (const row of walk(tx, clinic)) {
    const [first] = rows
    if (first && (first.stream_id !== row.stream_id || first.stream_kind !== row.stream_kind)) {
      batch.push(changeOf(rows, parts))
      rows = []
      if (batch.length === BATCH) {
        yield batch
        batch = []
      }
    }
    rows.push(row)
  }
  if (rows.length > 0) batch.push(changeOf(rows, parts))
  if (batch.length > 0) yield batch
}

async function* walk(tx: Tx, clinic: string): AsyncGenerator<JournalRow> {
  await tx.connection.query(
    `declare walk no scroll cursor for select ${COLUMNS} from journal j where j.clinic = '${clinic}' order by j.stream_kind, j.stream_id, j.seq`,
  )
  for (;;) {
    const { rows } = await tx.connection.query<JournalRow>(`fetch ${PAGE} from walk`)
    yield* rows
    if (rows.length < PAGE) break
  }
  await tx.connection.query('close walk')
}

function changeOf(rows: readonly JournalRow[], { models, upcasters = {} }: RebuildParts): Change {
  const facts = rows.map((row) => recorded(asToday(row, upcasters)))
  const [first] = rows as [JournalRow]
  const stream: StreamRef = { kind: first.stream_kind, id: first.stream_id }
  const model = models[stream.kind]
  if (!model) throw new Error(`Nobody said how a stream of kind ${stream.kind} is folded`)
  return { stream, facts, state: model.fold(facts) }
}
