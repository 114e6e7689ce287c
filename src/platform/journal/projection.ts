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

export async function project(projections: readonly Projection[], tx: Tx, clinic: string, changes: readonly Change[]): Promise<void> {
  for (const projection of projections) {
    const mine = changes.filter(({ stream }) => projection.streams.includes(stream.kind))
    if (mine.length === 0) continue
    if (projection.applyMany) await projection.applyMany(tx, clinic, mine)
    else for (const { stream, facts, state } of mine) await projection.apply(tx, clinic, stream, facts, state)
  }
}
