import type { Tx } from '../../platform/db/database.ts'
import { type Sealed, sha256, unchanged } from '../../platform/sealed/sealed.ts'

export async function sealedRecord(tx: Tx, clinic: string, session: string, seq: number): Promise<Sealed | null> {
  const [found] = await tx.sql<Sealed>`select sha256, bytes from sealed_record where clinic = ${clinic} and session = ${session} and seq = ${seq}`
  return unchanged(found, `record of session ${session}`)
}

/** Keeps a record for good. The first one kept for a fact is the one that stays. */
export async function seal(tx: Tx, clinic: string, session: string, seq: number, bytes: Buffer): Promise<Sealed> {
  await tx.sql`
    insert into sealed_record (clinic, session, seq, sha256, bytes) values (${clinic}, ${session}, ${seq}, ${sha256(bytes)}, ${bytes}) on conflict do nothing`
  return (await sealedRecord(tx, clinic, session, seq)) as Sealed
}
