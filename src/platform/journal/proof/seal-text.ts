import { createHash, hash } from 'node:crypto'
import type { Instant } from '../../../medicine/time.ts'
import { canonical } from '../canonical.ts'
import { merkleRoot } from './merkle.ts'

/** What a seal speaks of. Each is one line of the seals' file when it is new or has changed since the seal before. */
export type Sealed = SealedStream | SealedDocument | SealedDay

/** Where a stream stood: its last number and the hash there, and a hash over the commands that made it. */
export type SealedStream = {
  readonly of: 'stream'
  readonly kind: string
  readonly id: string
  readonly seq: number
  readonly hash: string
  readonly commands: string
  /** The first six bytes of each event's hash since the seal before, base64url, eight letters an event: to name the first one changed. */
  readonly marks: string
}
/** Bytes that are kept beside the journal: a signed record, a protocol version. */
export type SealedDocument = { readonly of: 'document'; readonly kind: string; readonly id: string; readonly sha256: string }
/** The lines of the access trail of one day (UTC) that is over. Marks as above, of each line in the order of its id. */
export type SealedDay = {
  readonly of: 'trail'
  readonly kind: string
  readonly id: string
  readonly lines: number
  readonly sha256: string
  readonly marks: string
}

/** The signed sentence. */
export type Seal = {
  readonly format: 'waymark-seal/1'
  readonly clinic: string
  /** 1, 2, 3 … */
  readonly number: number
  readonly at: Instant
  /** SHA-256 of the seal before as text; null for the first. */
  readonly previous: string | null
  /** Public key (Ed25519, 32 bytes, hex) that signed it. */
  readonly key: string
  /** Root of the Merkle tree over everything sealed, also what has not changed. */
  readonly root: string
  readonly streams: number
  readonly events: number
  /** The lines since the seal before: how many, and SHA-256 of them as they stand in the file. */
  readonly changes: { readonly lines: number; readonly sha256: string }
  /** Set where seals began anew, and why: what earlier ones say no longer has to hold. */
  readonly anew?: string
}
export type SignedSeal = { readonly seal: Seal; readonly signature: string }

export const sealText = (seal: Seal): string => canonical(seal)
export const sealHash = (seal: Seal): string => hash('sha256', sealText(seal))
export const sealLine = ({ seal, signature }: SignedSeal): string => canonical({ seal, signature })
export const lineOf = (sealed: Sealed): string => canonical(sealed)

/** The place of a thing among all that is sealed. */
export const keyOf = ({ of, kind, id }: Pick<Sealed, 'of' | 'kind' | 'id'>): string => `${of}\n${kind}\n${id}`

/** By what it is, its kind, its id; each by UTF-16 code units, as RFC 8785 sorts keys. */
export function inOrder(a: Pick<Sealed, 'of' | 'kind' | 'id'>, b: Pick<Sealed, 'of' | 'kind' | 'id'>): number {
  if (a.of !== b.of) return a.of < b.of ? -1 : 1
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

/** Root over a whole state; a leaf is the line without its marks. */
export function rootOf(state: Iterable<Sealed>): string {
  const all = [...state].sort(inOrder)
  return merkleRoot(all.map((sealed) => canonical({ ...sealed, marks: undefined }))).toString('hex')
}

/** Six bytes of a hash: not proof, that is the whole hash at the end, but a finger on the place. */
export const markOf = (hashed: Buffer): string => hashed.toString('base64url', 0, 6)
export const MARK = 8

/** SHA-256 of lines as they stand in a file; each text ends with a line's end. */
export function linesDigest(texts: Iterable<string>): string {
  const sum = createHash('sha256')
  for (const text of texts) sum.update(text)
  return sum.digest('hex')
}
