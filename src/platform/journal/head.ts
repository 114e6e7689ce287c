import type { StreamRef } from '../../medicine/record.ts'
import type { Tx } from '../db/database.ts'

export type Head = { readonly seq: number; readonly hash: string }

/** Where a stream stands: its last number and the hash that stands for all before it; null when there is none. */
export async function headOf(tx: Tx, clinic: string, { kind, id }: StreamRef): Promise<Head | null> {
  const [head] = await tx.sql<{ seq: number; hash: Buffer }>`
    select seq, hash from stream_head where clinic = ${clinic} and stream_kind = ${kind} and stream_id = ${id}`
  return head ? { seq: head.seq, hash: head.hash.toString('hex') } : null
}

/** The hash of one fact of a stream: what a paper made from the facts up to it is named by. */
export async function hashAt(tx: Tx, clinic: string, { kind, id }: StreamRef, seq: number): Promise<string | null> {
  const [row] = await tx.sql<{ hash: Buffer }>`
    select hash from journal where clinic = ${clinic} and stream_kind = ${kind} and stream_id = ${id} and seq = ${seq}`
  return row ? row.hash.toString('hex') : null
}
