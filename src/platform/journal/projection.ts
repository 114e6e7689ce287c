import type { Recorded, StreamKind, StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../db/database.ts'

/**
 * Tables named after what is asked of them, filled from the journal in the transaction that appends, and rebuilt from
 * it alone. So what is written may depend on nothing but the facts and the state they fold to: no clock, no other
 * projection, and not on how many facts came in one batch.
 */
export type Projection = {
  readonly name: string
  readonly streams: readonly StreamKind[]
  /** Every table it fills, each with a `clinic` column; a rebuild empties exactly these. */
  readonly tables: readonly string[]
  /** The new facts of one stream, and the state after them. */
  apply(tx: Tx, clinic: string, stream: StreamRef, facts: readonly Recorded[], state: unknown): Promise<void>
  /** All streams of one commit at once, for tables that are written often. Instead of `apply`. */
  applyMany?(tx: Tx, clinic: string, changes: readonly Change[]): Promise<void>
}

export type Change = { readonly stream: StreamRef; readonly facts: readonly Recorded[]; readonly state: unknown }

/** Every projection on its way at once: none reads what another one writes. */
export const project = (projections: readonly Projection[], tx: Tx, clinic: string, changes: readonly Change[]): Promise<void>[] =>
  projections.map((projection) => {
    const mine = changes.filter(({ stream }) => projection.streams.includes(stream.kind))
    return mine.length === 0 ? Promise.resolve() : fill(projection, tx, clinic, mine)
  })

async function fill(projection: Projection, tx: Tx, clinic: string, changes: readonly Change[]): Promise<void> {
  if (projection.applyMany) return projection.applyMany(tx, clinic, changes)
  for (const { stream, facts, state } of changes) await projection.apply(tx, clinic, stream, facts, state)
}

/** Waits for all of them, also after one failed: no statement may still be on its way when the transaction ends. */
export async function together(work: readonly Promise<void>[]): Promise<void> {
  const faults = (await Promise.allSettled(work)).flatMap((done) => (done.status === 'rejected' ? [done.reason] : []))
  // What failed first broke the transaction; what came behind it only says that it is broken.
  const first = faults.find((fault) => fault?.code !== ABORTED) ?? faults[0]
  if (first) throw first
}

const ABORTED = '25P02'
