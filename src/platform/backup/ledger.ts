import type { Instant } from '../../medicine/time.ts'
import type { Database } from '../db/database.ts'

export type RunKind = 'scheduled' | 'asked' | 'by-hand'
type Tried = {
  readonly id: string
  readonly kind: RunKind
  readonly node: string
  readonly file: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
}
export type Run = Tried & ({ readonly made: { readonly bytes: number; readonly sha256: string; readonly rows: number } } | { readonly why: string })

/** Keeps that a backup was made, or that it was not and why. */
export async function recordRun(database: Database, run: Run): Promise<void> {
  const made = 'made' in run ? run.made : null
  const why = 'why' in run ? run.why : null
  await database.acrossClinics(
    (tx) => tx.sql`
      insert into keeping.backup_run (id, kind, node, file, started_at, finished_at, bytes, sha256, rows, why)
      values (${run.id}, ${run.kind}, ${run.node}, ${run.file}, ${run.startedAt}, ${run.finishedAt},
              ${made?.bytes ?? null}, ${made?.sha256 ?? null}, ${made?.rows ?? null}, ${why})`,
  )
}

export type Good = { readonly at: Instant; readonly file: string; readonly bytes: number; readonly kind: RunKind; readonly node: string }
export type Failed = { readonly at: Instant; readonly why: string; readonly kind: RunKind; readonly node: string }
/** The newest backup that was made, and the newest that was not when nothing good came after it. */
export type LastBackup = { readonly good: Good | null; readonly failed: Failed | null }

/** For the settings screen, the logs and the metrics. One answer for all nodes. */
export function lastBackup(database: Database): Promise<LastBackup> {
  return database.acrossClinics(async (tx) => {
    const [good] = await tx.sql<Good>`
      select finished_at as at, file, bytes, kind, node from keeping.backup_run where why is null order by finished_at desc limit 1`
    const [failed] = await tx.sql<Failed>`
      select finished_at as at, why, kind, node from keeping.backup_run
      where why is not null and finished_at > ${good?.at ?? '-infinity'}::timestamptz order by finished_at desc limit 1`
    return { good: good ?? null, failed: failed ?? null }
  })
}

export type KeptFile = { readonly id: string; readonly file: string; readonly bytes: number; readonly at: Instant }

/** The files that this node's schedule made and that should still be there, newest first. */
export const filesMadeHere = (database: Database, node: string): Promise<KeptFile[]> =>
  database.acrossClinics(
    (tx) => tx.sql<KeptFile>`
      select id, file, bytes, finished_at as at from keeping.backup_run
      where why is null and removed_at is null and kind <> 'by-hand' and node = ${node} order by finished_at desc, id desc`,
  )

export const noteRemoved = async (database: Database, id: string, at: Instant): Promise<void> =>
  void (await database.acrossClinics((tx) => tx.sql`update keeping.backup_run set removed_at = ${at} where id = ${id}`))
