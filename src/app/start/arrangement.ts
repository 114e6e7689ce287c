import { resolve } from 'node:path'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { dailyAt } from '../../platform/jobs/jobs.ts'
import { givenPassphrase, strong } from './passphrase.ts'

/** What was said about backups on the command line: `--backup-dir` and its companions. */
export type BackupWords = { readonly dir?: string; readonly keep?: string; readonly at?: string; readonly 'passphrase-file'?: string }
export type BackupEnv = {
  readonly WAYMARK_BACKUP_DIR?: string | undefined
  readonly WAYMARK_BACKUP_KEEP?: string | undefined
  readonly WAYMARK_BACKUP_AT?: string | undefined
  readonly WAYMARK_BACKUP_PASSPHRASE?: string | undefined
  readonly WAYMARK_BACKUP_PASSPHRASE_FILE?: string | undefined
}
export type Arrangement = {
  readonly dir: string
  readonly keep: number /** `02:30` */
  readonly at: string
  readonly cron: string
  readonly passphrase: string
}

/**
 * What the operator arranged; null where no folder was named. Half an arrangement is no arrangement: Waymark does not open
 * with it, for somebody would believe that there are backups.
 */
export function arrangement(words: BackupWords, env: BackupEnv): Arrangement | null {
  const dir = words.dir ?? env.WAYMARK_BACKUP_DIR
  if (!dir) {
    const [stray] = Object.keys(words)
    if (stray) throw new NeedsHelp(`--backup-${stray} says how to back up, and --backup-dir, which says where, is missing.`)
    return null
  }
  const at = words.at ?? env.WAYMARK_BACKUP_AT ?? '02:30'
  const cron = dailyAt(at)
  if (!cron) throw new NeedsHelp('--backup-at needs a time of day such as 02:30.')
  const keep = Number(words.keep ?? env.WAYMARK_BACKUP_KEEP ?? '14')
  if (!Number.isInteger(keep) || keep < 1 || keep > 10_000) throw new NeedsHelp('--backup-keep needs a number of backups, at least 1.')
  const passphrase = givenPassphrase(words['passphrase-file'] ?? env.WAYMARK_BACKUP_PASSPHRASE_FILE, env.WAYMARK_BACKUP_PASSPHRASE)
  if (!passphrase) throw new NeedsHelp('Backups need a passphrase: say --backup-passphrase-file FILE, or set WAYMARK_BACKUP_PASSPHRASE.')
  return { dir: resolve(dir), keep, at, cron, passphrase: strong(passphrase) }
}
