import { z } from 'zod'

/** How the clinic stands with its backups, for its owner. */
export const backupAnswer = z.object({
  /** `none` no backup yet; `failed` the newest try did not succeed; `late` there should be a newer one. */
  standing: z.enum(['none', 'good', 'failed', 'late']),
  /** Arranged at this server: time of day and its zone, and how many are kept. */
  daily: z.object({ at: z.string(), zone: z.string(), keep: z.number() }).nullable(),
  good: z.object({ at: z.string(), file: z.string(), bytes: z.number() }).nullable(),
  failed: z.object({ at: z.string(), why: z.string() }).nullable(),
  /** One waits or is under way. */
  busy: z.boolean(),
  /** This server can make one now. */
  canAsk: z.boolean(),
})
export type BackupAnswer = z.infer<typeof backupAnswer>

export const askedAnswer = z.object({ asked: z.boolean() })
