import { join } from 'node:path'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../db/database.ts'
import { NeedsHelp } from '../db/needs-help.ts'
import { Broken, growthSince } from './proof/growth.ts'
import { inWords, type SealPlace } from './proof/held.ts'
import { parsed, type SealBook } from './proof/seal-book.ts'
import { pinKey, pinnedKey, sealsIn } from './proof/seal-file.ts'
import { type ClinicKey, installedKey, openSealKey, type SealEnv, type SealKey } from './proof/seal-key.ts'
import { type Synced, syncSeals } from './proof/seal-sync.ts'
import { storeSeal } from './proof/seal-table.ts'
import { keyOf, lineOf, linesDigest, rootOf, type Seal, type Sealed, type SignedSeal, sealHash, sealLine, sealText } from './proof/seal-text.ts'

export type { SealEnv, SealKey } from './proof/seal-key.ts'
export type { Seal } from './proof/seal-text.ts'

/** What sealing stands on: the database, and outside of it the key and the folder of the seals. */
export type SealGround = { readonly database: Database; readonly key: SealKey; readonly folder: string; readonly now: () => Instant }
export type SealOutcome =
  | { readonly kind: 'sealed'; readonly clinic: string; readonly seal: Seal; readonly hash: string }
  /** What was sealed before does not hold any more, or the seals themselves do not: nothing was sealed, and a person must look. */
  | { readonly kind: 'broken'; readonly clinic: string; readonly what: string }

export type SealParts = { readonly database: Database; readonly data: string; readonly env?: SealEnv; readonly now?: () => Instant }

export const sealGround = ({ database, data, env = process.env, now = () => instant(Date.now()) }: SealParts): SealGround => ({
  database,
  key: openSealKey(data, env),
  folder: join(data, 'seals'),
  now,
})

/** Where seals lie, for somebody who verifies: no key is made here. */
export function sealPlace(data: string, env: SealEnv = process.env): SealPlace {
  return { folder: join(data, 'seals'), key: installedKey(data, env) }
}

/** Seals as they were sent out, one a line; lines of other kinds are passed over, so a whole file of seals will do. */
export function signedSeals(text: string): SignedSeal[] {
  const found: SignedSeal[] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const read = parsed(line)
    if (read === null) throw new NeedsHelp(`This is no seal: ${line.slice(0, 80)}`)
    if ('seal' in read) found.push(read)
  }
  return found
}

/** The last seal of a clinic as one line, to be sent out; null when there is none. */
export async function lastSeal({ database, folder }: Pick<SealGround, 'database' | 'folder'>, clinic: string): Promise<string | null> {
  const { book, faults } = await syncSeals(database, folder, clinic)
  if (faults[0]) throw new NeedsHelp(inWords(faults[0]))
  const last = book.seals.at(-1)
  return last ? sealLine(last) : null
}

/** Every clinic of the installation, one after the other. Safe to run twice, and on two nodes at once. */
export async function sealAll(ground: SealGround): Promise<readonly SealOutcome[]> {
  const clinics = await ground.database.acrossClinics((tx) => tx.sql<{ id: string }>`select id from clinic order by created_at, id`)
  const outcomes: SealOutcome[] = []
  for (const { id } of clinics) outcomes.push(await sealClinic(ground, id))
  return outcomes
}

export type SealOptions = {
  /** Begins anew, and why: after a restore of an older backup, or with another key. What earlier seals say need not hold any more. */
  readonly anew?: string
}

/**
 * Seals what a clinic's journal holds at one moment. Writers go on: the snapshot has every entry that was acknowledged
 * before it began, and of a commit all or nothing.
 */
export async function sealClinic(ground: SealGround, clinic: string, { anew }: SealOptions = {}): Promise<SealOutcome> {
  const key = ground.key.of(clinic)
  const broken = (what: string): SealOutcome => ({ kind: 'broken', clinic, what })
  for (let tries = 1; ; tries += 1) {
    const synced = await syncSeals(ground.database, ground.folder, clinic)
    const fault = unfit(ground.folder, synced, key, anew !== undefined)
    if (fault !== null) return broken(fault)
    try {
      const seal = await make(ground, clinic, key, synced, anew)
      if (anew !== undefined || pinnedKey(ground.folder, clinic) === null) pinKey(ground.folder, clinic, key.publicKey)
      const { faults } = await syncSeals(ground.database, ground.folder, clinic)
      if (faults[0]) return broken(inWords(faults[0]))
      return { kind: 'sealed', clinic, seal, hash: sealHash(seal) }
    } catch (fault) {
      if (fault instanceof Broken) return broken(fault.message)
      // Another process has sealed at the same moment: what it made is read, and this one follows it.
      if ((fault as { constraint?: string }).constraint !== 'seal_pkey' || tries === 5) throw fault
    }
  }
}

function unfit(folder: string, { book, faults, stored }: Synced, key: ClinicKey, anew: boolean): string | null {
  // An older database that was restored on purpose lacks the last seals; they are given back to it.
  const older = book.fault === null && stored < book.seals.length
  if (faults[0] && !(anew && older)) return inWords(faults[0])
  if (anew) return null
  const pinned = pinnedKey(folder, book.clinic)
  if (pinned !== null && pinned !== key.publicKey) return 'The key is not the one this clinic was sealed with.'
  if (book.last && book.last.key !== key.publicKey)
    return 'The key is not the one that the last seal was signed with. Every node needs the same one (WAYMARK_SEAL_KEY).'
  return null
}

const make = (ground: SealGround, clinic: string, key: ClinicKey, { book, stored }: Synced, anew: string | undefined): Promise<Seal> =>
  ground.database.as(clinic, async (tx) => {
    await tx.connection.query('set transaction isolation level repeatable read')
    // Before the snapshot: what is recorded while it is looked at is not in it.
    const at = ground.now()
    await giveBack(tx, ground.folder, clinic, stored)
    const state = new Map(anew === undefined ? book.state : [])
    const changes = await growthSince(tx, clinic, state, at)
    for (const change of changes) state.set(keyOf(change), change)
    const lines = changes.map(lineOf)
    const seal = drawUp(book, [...state.values()], lines, { key: key.publicKey, at, anew })
    await storeSeal(tx, clinic, { number: seal.number, line: sealLine({ seal, signature: key.sign(sealText(seal)) }) }, lines)
    return seal
  })

/** The seals that an older, restored database lacks. */
async function giveBack(tx: Tx, folder: string, clinic: string, stored: number): Promise<void> {
  for await (const { number, line, lines } of sealsIn(folder, clinic)) if (number > stored) await storeSeal(tx, clinic, { number, line }, lines)
}

function drawUp(
  book: SealBook,
  state: readonly Sealed[],
  lines: readonly string[],
  { key, at, anew }: { key: string; at: Instant; anew: string | undefined },
): Seal {
  const streams = state.filter((sealed) => sealed.of === 'stream')
  return {
    format: 'waymark-seal/1',
    clinic: book.clinic,
    number: book.seals.length + 1,
    at,
    previous: book.hashes.at(-1) ?? null,
    key,
    root: rootOf(state),
    streams: streams.length,
    events: streams.reduce((sum, { seq }) => sum + seq, 0),
    changes: { lines: lines.length, sha256: linesDigest(lines.map((line) => `${line}\n`)) },
    ...(anew !== undefined && { anew }),
  }
}
