import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Instant, msOf } from '../../medicine/time.ts'
import type { Database } from '../db/database.ts'
import { uuid7 } from '../journal/uuid7.ts'
import { filesMadeHere, type KeptFile, noteRemoved, type RunKind, recordRun } from './ledger.ts'
import { isLeftOver, scheduledName, surplus } from './retention.ts'
import type { BackupOrder, Made } from './write.ts'

export type DailyBackup = {
  readonly database: Database
  readonly data: string
  readonly dir: string
  /** How many are kept; the last good one always is. */
  readonly keep: number
  readonly passphrase: string
  readonly signIn?: string
  readonly waymark: string
  /** This machine, as the list of backups names it. */
  readonly node: string
  readonly now: () => Instant
  readonly write: (order: BackupOrder) => Promise<Made>
  readonly say: (line: string) => void
}

/** One backup into its folder, noted whether it succeeds or not; then what is too many of our own goes. */
export async function backUp(of: DailyBackup, kind: RunKind): Promise<void> {
  const { database, data, passphrase, signIn, waymark, node, now } = of
  const startedAt = now()
  const file = join(resolve(of.dir), scheduledName(startedAt))
  const run = { id: uuid7(), kind, node, file, startedAt }
  try {
    await madeFolder(dirname(file))
    const made = await of.write({ ownerUrl: database.ownerUrl, data, file, passphrase, waymark, takenAt: startedAt, ...(signIn ? { signIn } : {}) })
    await recordRun(database, { ...run, finishedAt: now(), made })
  } catch (fault) {
    const why = inWords((fault as Error).message)
    // Where the database itself is gone, the log has to do.
    await recordRun(database, { ...run, finishedAt: now(), why }).catch(() => {})
    throw new Error(`The backup to ${file} failed: ${why}`)
  }
  await tidy(of)
}

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\b(ENOSPC|EDQUOT)\b/, 'The disk is full'],
  [/\b(EACCES|EPERM|EROFS)\b/, 'Waymark may not write there'],
  [/\b(ENOENT|ENOTDIR)\b/, 'The folder, or the disk it is on, is not there'],
]

/** What a disk's fault means, with the system's own words behind it. */
function inWords(message: string): string {
  const plain = PLAIN.find(([code]) => code.test(message))?.[1]
  return plain ? `${plain} (${message})` : message
}

/** The folder itself is made; one above it that is missing is a disk that is not there, and must not be made up on another. */
async function madeFolder(dir: string): Promise<void> {
  await mkdir(dir, { mode: 0o700 }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault
  })
}

/** Removes what newer ones have replaced: only files this schedule made, in this folder, that are still as they were made. */
async function tidy(of: DailyBackup): Promise<void> {
  const made = (await filesMadeHere(of.database, of.node)).filter(({ file }) => dirname(file) === resolve(of.dir))
  const there: KeptFile[] = []
  for (const one of made) {
    const size = await sizeOf(one.file)
    if (size === one.bytes) there.push(one)
    else if (size !== null) of.say(`${one.file} is not as it was made; it is left alone and does not count as a backup`)
  }
  for (const { id, file } of surplus(there, of.keep)) {
    await rm(file)
    await noteRemoved(of.database, id, of.now())
  }
  await sweep(of)
}

const sizeOf = async (file: string): Promise<number | null> => (await stat(file).catch(() => null))?.size ?? null

const A_DAY_MS = 86_400_000

/** What runs that were killed left behind, once it is old enough that nobody can be writing it. */
async function sweep({ dir, now }: DailyBackup): Promise<void> {
  for (const name of (await readdir(resolve(dir))).filter(isLeftOver)) {
    const found = await stat(join(dir, name)).catch(() => null)
    if (found && msOf(now()) - found.mtimeMs > A_DAY_MS) await rm(join(dir, name), { force: true })
  }
}
