import { sql } from 'kysely'
import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../db/database.ts'
import { uuid7 } from '../journal/uuid7.ts'
import type { AccessLine, Act } from './audit.ts'

export type LogRow = {
  readonly clinic: string
  readonly id: string
  readonly at: Instant
  readonly actor_kind: Actor['kind']
  readonly actor: string
  readonly actor_name: string
  readonly roles: string[]
  readonly act: Act
  readonly event: string
  readonly right: string | null
  readonly patient: string | null
  readonly session: string | null
  readonly reason: string | null
  readonly request: string | null
  readonly outcome: number | null
}

declare module '../db/tables.ts' {
  interface Tables {
    access_log: LogRow
  }
}

/** Adds lines in one statement. The role that does it can add and read, nothing else. */
export async function writeLines(tx: Tx, lines: readonly AccessLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.sql`
    insert into access_log (clinic, id, at, actor_kind, actor, actor_name, roles, act, event, "right", patient, session, reason, request, outcome)
    select (line->>'clinic')::uuid, (line->>'id')::uuid, (line->>'at')::timestamptz, line->'by'->>'kind', line->'by'->>'id', line->'by'->>'name',
      array(select jsonb_array_elements_text(line->'by'->'roles')), line->>'act', line->>'event', line->>'right', line->>'patient', line->>'session',
      line->>'reason', line->>'requestId', (line->>'outcome')::int
    from jsonb_array_elements(${JSON.stringify(lines.map((line) => ({ ...line, id: uuid7() })))}::jsonb) as line`
}

export type LogFilter = {
  readonly patient?: string | undefined
  readonly staff?: string | undefined
  readonly act?: string | undefined
  readonly before?: { readonly at: string; readonly id: string } | undefined
  readonly limit: number
}

/** Newest first, older than `before`. */
export async function readLines(tx: Tx, { patient, staff, act, before, limit }: LogFilter): Promise<LogRow[]> {
  let lines = tx.selectFrom('access_log').selectAll()
  if (patient) lines = lines.where('patient', '=', patient)
  if (staff) lines = lines.where('actor', '=', staff)
  if (act) lines = lines.where('act', '=', act as Act)
  if (before) lines = lines.where(sql<boolean>`(at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`)
  return lines.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
