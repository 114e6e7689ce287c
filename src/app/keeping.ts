import { hostname } from 'node:os'
import type { BackupAnswer } from '../care/clinic/backup.wire.ts'
import { type Instant, instant } from '../medicine/time.ts'
import { backUp } from '../platform/backup/daily.ts'
import { type LastBackup, lastBackup as lastOf } from '../platform/backup/ledger.ts'
import { standing } from '../platform/backup/standing.ts'
import { writeInThread } from '../platform/backup/thread.ts'
import type { Database } from '../platform/db/database.ts'
import type { Job, Jobs } from '../platform/jobs/jobs.ts'
import type { Arrangement } from './start/arrangement.ts'

export type KeepingParts = {
  readonly database: Database
  readonly data: string
  /** Backups this node makes; null: none. */
  readonly arranged: Arrangement | null
  readonly signIn?: string | undefined
  readonly waymark: string
  readonly report: (fault: unknown) => void
  readonly say: (line: string) => void
  readonly now?: () => Instant
}

export type Keeping = {
  /** For the settings screen. */
  status(): Promise<BackupAnswer>
  /** For the metrics and whoever else asks: the newest backup, and the newest failure after it. */
  lastBackup(): Promise<LastBackup>
  /** A backup besides its time. False where one waits or is under way, or this node makes none. */
  backUpNow(): Promise<boolean>
  /** Takes up its work once the doors are open: a queue that cannot be reached must not keep the clinic shut. */
  begin(open: () => Promise<Jobs>): Promise<void>
  close(): Promise<void>
}

const BACKUP = 'backup'
/** A backup that takes longer than this has failed. */
const SIX_HOURS_S = 21_600
const TEN_MINUTES_S = 600

/** The work of the house that nobody has to think of. Today: the daily backup. */
export function openKeeping(parts: KeepingParts): Keeping {
  const { database, arranged, report, now = () => instant(Date.now()) } = parts
  const since = now()
  let jobs: Jobs | null = null
  let beginning: Promise<void> | null = null
  const lastBackup = () => lastOf(database)
  return {
    lastBackup,
    async status() {
      const last = await lastBackup()
      const busy = arranged && jobs ? await jobs.busy(BACKUP).catch(() => false) : false
      const good = last.good && { at: last.good.at, bytes: last.good.bytes, file: last.good.file.split(/[\\/]/).at(-1) ?? '' }
      const failed = last.failed && { at: last.failed.at, why: last.failed.why }
      return {
        standing: standing(last, arranged ? since : null, now()),
        daily: arranged && { at: arranged.at, zone: await zoneOf(database), keep: arranged.keep },
        good,
        failed,
        busy,
        canAsk: arranged !== null && jobs !== null,
      }
    },
    backUpNow: async () => (arranged && jobs ? jobs.ask(BACKUP) : false),
    begin(open) {
      beginning = (async () => {
        const todo = await work(parts, now)
        if (todo.length === 0) return
        const opened = await open()
        for (const job of todo) await opened.add(job)
        jobs = opened
      })().catch((fault) =>
        report(new Error(`The work of the house (backups, seals) does not run on this node: ${(fault as Error).message}`, { cause: fault })),
      )
      return beginning
    },
    async close() {
      await beginning
      await jobs?.close()
    },
  }
}

async function work({ arranged, signIn, ...parts }: KeepingParts, now: () => Instant): Promise<Job[]> {
  if (!arranged) return []
  const { database, data, waymark, say } = parts
  const { dir, keep, passphrase, cron } = arranged
  const daily = { database, data, waymark, say, dir, keep, passphrase, now, node: hostname(), write: writeInThread, ...(signIn ? { signIn } : {}) }
  const zone = await zoneOf(database)
  return [{ name: BACKUP, cron, zone, within: SIX_HOURS_S, again: TEN_MINUTES_S, run: (asked) => backUp(daily, asked ? 'asked' : 'scheduled') }]
}

/** The clinic's own clock where all clinics share one, else this machine's. */
async function zoneOf(database: Database): Promise<string> {
  const zones = await database.acrossClinics((tx) => tx.sql<{ zone: string }>`select distinct zone from clinic where not demo limit 2`)
  return zones.length === 1 && zones[0] ? zones[0].zone : new Intl.DateTimeFormat().resolvedOptions().timeZone
}
