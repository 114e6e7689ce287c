import { type Instant, msOf } from '../../medicine/time.ts'
import type { LastBackup } from './ledger.ts'

/** A backup a day, and two hours for one that takes long or a clock that is set. */
const LATEST_MS = 26 * 3_600_000

/**
 * How the clinic stands: `none` no backup was made yet; `failed` the newest try did not succeed; `late` backups are
 * arranged and the newest is older than it should be, or there is still none.
 */
export type Standing = 'none' | 'good' | 'failed' | 'late'

export function standing({ good, failed }: LastBackup, arrangedSince: Instant | null, now: Instant): Standing {
  if (failed) return 'failed'
  const since = good?.at ?? arrangedSince
  if (arrangedSince && since && msOf(now) - msOf(since) > LATEST_MS) return 'late'
  return good ? 'good' : 'none'
}
