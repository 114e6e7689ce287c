import { createHash } from 'node:crypto'
import type { Tx } from '../db/database.ts'

/** Bytes that stay as they are: what somebody signed or sent, with the SHA-256 it had then. */
export type Sealed = { readonly sha256: string; readonly bytes: Buffer }
/** Which paper: of what, by which id, made from which last fact. */
export type Paper = { readonly kind: 'consent' | 'letter'; readonly id: string; readonly seq: number }

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** What was found, if it is still what was sealed. Throws when somebody changed it behind the program's back: nothing is better than that. */
export function unchanged(found: Sealed | undefined, what: string): Sealed | null {
  if (found && sha256(found.bytes) !== found.sha256) throw new Error(`The sealed ${what} was changed after it was sealed`)
  return found ?? null
}

export async function sealedPaper(tx: Tx, clinic: string, { kind, id, seq }: Paper): Promise<Sealed | null> {
  const [found] = await tx.sql<Sealed>`select sha256, bytes from sealed_paper where clinic = ${clinic} and kind = ${kind} and id = ${id} and seq = ${seq}`
  return unchanged(found, `${kind} ${id}`)
}

/** Keeps a paper for good. The first one kept is the one that stays. */
export async function sealPaper(tx: Tx, clinic: string, paper: Paper, bytes: Buffer): Promise<Sealed> {
  const { kind, id, seq } = paper
  await tx.sql`
    insert into sealed_paper (clinic, kind, id, seq, sha256, bytes) values (${clinic}, ${kind}, ${id}, ${seq}, ${sha256(bytes)}, ${bytes}) on conflict do nothing`
  return (await sealedPaper(tx, clinic, paper)) as Sealed
}
