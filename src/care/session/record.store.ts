import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/db/database.ts'

export type Sealed = { readonly sha256: string; readonly bytes: Buffer }
export type Head = { readonly seq: number; readonly hash: string }

/** Where a session's stream stands; null when there is none. */
export async function headOf(tx: Tx, clinic: string, session: string): Promise<Head | null> {
  const [head] = await tx.sql<{ seq: number; hash: Buffer }>`
    select seq, hash from stream_head where clinic = ${clinic} and stream_kind = 'session' and stream_id = ${session}`
  return head ? { seq: head.seq, hash: head.hash.toString('hex') } : null
}

export async function sealedRecord(tx: Tx, clinic: string, session: string, seq: number): Promise<Sealed | null> {
  const [found] = await tx.sql<Sealed>`select sha256, bytes from sealed_record where clinic = ${clinic} and session = ${session} and seq = ${seq}`
  if (found && sha256(found.bytes) !== found.sha256) throw new Error(`The sealed record of session ${session} was changed after it was sealed`)
  return found ?? null
}

/** Keeps a record for good. The first one kept for a fact is the one that stays. */
export async function seal(tx: Tx, clinic: string, session: string, seq: number, bytes: Buffer): Promise<Sealed> {
  await tx.sql`
    insert into sealed_record (clinic, session, seq, sha256, bytes) values (${clinic}, ${session}, ${seq}, ${sha256(bytes)}, ${bytes}) on conflict do nothing`
  return (await sealedRecord(tx, clinic, session, seq)) as Sealed
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
