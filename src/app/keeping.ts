import { hostname } from 'node:os'
import type { BackupAnswer } from '../care/clinic/backup.wire.ts'
import { type Instant, instant } from '../medicine/time.ts'
import { backUp } from '../platform/backup/daily.ts'
import { type LastBackup, lastBackup as lastOf } from '../platform/backup/ledger.ts'
import { standing } from '../platform/backup/standing.ts'
import { writeInThread } from '../platform/backup/thread.ts'
import type { Database } from '../platform/db/database.ts'
import type { Job, Jobs } from '../platform/jobs/jobs.ts'
import { sealAll, sealGround } from '../platform/journal/seal.ts'
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
  /** What is due by the clock in the clinics' own work: escalations are written down, what a fall left half done is mended. */
  readonly lookAfter?: () => Promise<void>
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
/** Ten past midnight, before the backup. */
const SEALED_AT = '10 0 * * *'
/** A backup that takes longer than this has failed. */
const SIX_HOURS_S = 21_600
const TEN_MINUTES_S = 600
const EVERY_MINUTE = '* * * * *'
const A_MINUTE_S = 60

/** The work of the house that nobody has to think of: the daily seal, and the daily backup behind it. */
export function openKeeping(parts: KeepingParts): Keeping {
  const { database, arranged, report, now = () => instant(Date.now()) } = parts
  const since = now()
  let jobs: Jobs | null = null
  let beginning: Promise<void> | null = null
  let ready = false
  const lastBackup = () => lastOf(database)
  return {
    lastBackup,
    async status() {
      const last = await lastBackup()
      const busy = arranged && jobs && ready ? await jobs.busy(BACKUP).catch(() => false) : false
      const good = last.good && { at: last.good.at, bytes: last.good.bytes, file: last.good.file.split(/[\\/]/).at(-1) ?? '' }
      const failed = last.failed && { at: last.failed.at, why: last.failed.why }
      return {
        standing: standing(last, arranged ? since : null, now()),
        daily: arranged && { at: arranged.at, zone: await zoneOf(database), keep: arranged.keep },
        good,
        failed,
        busy,
        canAsk: arranged !== null && ready,
      }
    },
    backUpNow: async () => (arranged && jobs && ready ? jobs.ask(BACKUP) : false),
    begin(open) {
      beginning = (async () => {
        const opened = await open()
        jobs = opened
        for (const job of await work(parts, now)) await opened.add(job)
        ready = true
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

async function work(parts: KeepingParts, now: () => Instant): Promise<Job[]> {
  const zone = await zoneOf(parts.database)
  const seal: Job = { name: 'seal', cron: SEALED_AT, zone, within: SIX_HOURS_S, again: TEN_MINUTES_S, run: () => sealed(parts, now) }
  const { arranged, signIn, database, data, waymark, say, lookAfter } = parts
  const looks: Job[] = lookAfter ? [{ name: 'look-after', cron: EVERY_MINUTE, zone, within: A_MINUTE_S, again: A_MINUTE_S, run: lookAfter }] : []
  if (!arranged) return [seal, ...looks]
  const { dir, keep, passphrase, cron } = arranged
  const daily = { database, data, waymark, say, dir, keep, passphrase, now, node: hostname(), write: writeInThread, ...(signIn ? { signIn } : {}) }
  return [seal, ...looks, { ...seal, name: BACKUP, cron, run: (asked) => backUp(daily, asked ? 'asked' : 'scheduled') }]
}

/** Every clinic of the installation. One whose journal no longer fits what was sealed is told of; trying again would not mend it. */
async function sealed({ database, data, report }: KeepingParts, now: () => Instant): Promise<void> {
  for (const outcome of await sealAll(sealGround({ database, data, now })))
    if (outcome.kind === 'broken') report(new Error(`Clinic ${outcome.clinic} was not sealed: ${outcome.what}. Run npx waymark verify.`))
}

/** The clinic's own clock where all clinics share one, else this machine's. A demonstration counts where there is nothing else. */
async function zoneOf(database: Database): Promise<string> {
  const zones = await database.acrossClinics(
    (tx) => tx.sql<{ zone: string }>`
      select distinct zone from clinic c where not demo or not exists (select from clinic o where not o.demo) limit 2`,
  )
  return zones.length === 1 && zones[0] ? zones[0].zone : new Intl.DateTimeFormat().resolvedOptions().timeZone
}
