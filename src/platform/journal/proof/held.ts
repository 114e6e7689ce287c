import { existsSync, readdirSync } from 'node:fs'
import type { Database, Tx } from '../../db/database.ts'
import { SealBook, type SealFault } from './seal-book.ts'
import { pinnedKey } from './seal-file.ts'
import { fingerprint, type SealKey } from './seal-key.ts'
import { syncSeals } from './seal-sync.ts'
import { storedLines, storedSeals } from './seal-table.ts'
import { linesDigest, rootOf, type Seal, type SignedSeal, sealHash } from './seal-text.ts'

/** Where seals lie outside the database, and whom they are held to. */
export type SealPlace = {
  readonly folder: string
  /** The installed key, where this machine has it. */
  readonly key?: SealKey | null
  /** A public key (hex) that was written down elsewhere; instead of the pinned one. */
  readonly trusted?: string
  /** Seals that were sent out and come back to testify. */
  readonly witnesses?: readonly SignedSeal[]
}

/** What the seals of a clinic say, and what is wrong with them. */
export type Held = { readonly clinic: string; readonly book: SealBook; readonly faults: string[]; readonly restarts: readonly Seal[] }

/** Every clinic that the database, or the folder, knows. */
export async function clinicsToHold(database: Database, folder: string | undefined): Promise<string[]> {
  const known = await database.acrossClinics(
    (tx) =>
      tx.sql<{
        id: string
      }>`select id from clinic union select distinct clinic from stream_head union select distinct clinic from journal union select clinic from seal`,
  )
  const files = folder !== undefined && existsSync(folder) ? readdirSync(folder).flatMap((name) => /^([0-9a-f-]{36})\.jsonl$/.exec(name)?.[1] ?? []) : []
  return [...new Set([...known.map(({ id }) => id), ...files])].sort()
}

/** Reads a clinic's seals and holds them to the key, to the database's copy, and to what was sent out. */
export async function holdSeals(database: Database, clinic: string, place: SealPlace): Promise<Held> {
  const { book, faults } = await syncSeals(database, place.folder, clinic)
  const found = faults.map(inWords)
  found.push(...keyFaults(book, place), ...witnessFaults(book, place.witnesses ?? []))
  const { last } = book
  if (last && !book.fault && rootOf(book.state.values()) !== last.root)
    found.push(inWords({ number: last.number, what: 'does not fit what it seals: its root is another' }))
  return { clinic, book, faults: found, restarts: book.seals.map(({ seal }) => seal).filter(({ anew }) => anew !== undefined) }
}

export const inWords = ({ number, what }: SealFault): string => `Seal ${number} ${what}.`

function keyFaults({ clinic, last }: SealBook, { folder, key, trusted }: SealPlace): string[] {
  const pinned = pinnedKey(folder, clinic)
  const installed = key?.of(clinic).publicKey
  const faults: string[] = []
  if (last && pinned !== null && installed !== undefined && installed !== pinned)
    faults.push(`The key was replaced: the installed one is ${fingerprint(installed)}, the one written down at the first seal is ${fingerprint(pinned)}.`)
  const due = trusted ?? pinned ?? installed
  if (last && due !== undefined && last.key !== due)
    faults.push(`Seal ${last.number} was signed with the key ${fingerprint(last.key)}; the clinic's is ${fingerprint(due)}.`)
  if (last && due === undefined) faults.push('There is no key here to hold the seals to. Give it with --key, or put back the file beside the seals.')
  if (!last && trusted !== undefined) faults.push('A key was given, and there is no seal.')
  return faults
}

function witnessFaults(book: SealBook, witnesses: readonly SignedSeal[]): string[] {
  return witnesses
    .filter(({ seal }) => seal.clinic === book.clinic)
    .flatMap(({ seal }) => {
      const there = book.hashes[seal.number - 1]
      if (there === undefined) return [`Seal ${seal.number} of ${seal.at} was sent out and is not here.`]
      return there === sealHash(seal) ? [] : [`Seal ${seal.number} is not the one that was sent out on ${seal.at}.`]
    })
}

/** The database's copy of the lines before each seal; the seals themselves were compared when the file was brought up to it. */
export async function storedLineFaults(tx: Tx, { clinic, book }: Held): Promise<string[]> {
  const faults: string[] = []
  const stored = new Set((await storedSeals(tx, clinic)).map(({ number }) => number))
  for (const { seal } of book.seals) {
    if (!stored.has(seal.number)) continue
    const texts: string[] = []
    for await (const text of storedLines(tx, clinic, seal.number)) texts.push(text)
    if (linesDigest(texts) !== seal.changes.sha256) faults.push(`Seal ${seal.number} in the database has other lines than the one in the file.`)
  }
  const [stray] = await tx.sql<{ number: number }>`
    select p.number from seal_part p where p.clinic = ${clinic} and not exists (select from seal s where s.clinic = p.clinic and s.number = p.number) limit 1`
  if (stray) faults.push(`Seal ${stray.number} in the database was removed, and its lines were left.`)
  return faults
}

/** Without a folder nothing is known but what the database says of itself. */
export const unheld = (clinic: string): Held => ({ clinic, book: new SealBook(clinic), faults: [], restarts: [] })
