import { type Instant, msBetween } from '../../../medicine/time.ts'
import type { BoardRow, GateState } from '../session.ts'

/** What `GET /api/board` answers. */
export type BoardSession = BoardRow & {
  readonly session: string
  readonly name: string | null
  readonly birthDate?: string
  readonly gates?: readonly Pick<GateState, 'id' | 'state'>[]
}
export type Chair = { readonly id: string; readonly name: string; readonly retired?: boolean }
export type BoardAnswer = { readonly rows: readonly BoardSession[]; readonly chairs: readonly Chair[]; readonly serverTime: Instant }

/** A chair, who is in it, and who comes next. */
export type Place = { readonly chair: Chair; readonly now: BoardSession | null; readonly next: BoardSession | null; readonly toSign: readonly BoardSession[] }

const IN_CHAIR: ReadonlySet<string> = new Set(['arrived', 'ready', 'dosing', 'recovering'])

/**
 * One place a chair, in the clinic's own order whatever happens in them, so that nobody has to look for a chair twice.
 * A session in a chair that the clinic no longer lists still has its place, at the end.
 */
export function places({ rows, chairs }: Pick<BoardAnswer, 'rows' | 'chairs'>): readonly Place[] {
  const used = new Set(rows.map((row) => row.chair))
  const known = chairs.filter((chair) => !chair.retired || rows.some((row) => row.chair === chair.id && IN_CHAIR.has(row.status)))
  const unknown = [...used].filter((id) => !chairs.some((chair) => chair.id === id)).map((id) => ({ id, name: id }))
  return [...known, ...unknown].map((chair) => {
    const here = rows.filter((row) => row.chair === chair.id)
    return {
      chair,
      now: here.find((row) => row.status === 'dosing') ?? here.find((row) => IN_CHAIR.has(row.status)) ?? null,
      next: here
        .filter((row) => row.status === 'scheduled')
        .reduce<BoardSession | null>((first, row) => (first && first.plannedFor <= row.plannedFor ? first : row), null),
      toSign: here.filter((row) => row.status === 'discharged'),
    }
  })
}

/** What presses most among the due sets of a session; null when nothing is due in this phase. */
export function pressing(row: BoardSession, now: Instant): { readonly state: 'later' | 'due' | 'overdue'; readonly at: Instant } | null {
  const first = row.due[0]
  if (!first) return null
  const overdue = row.due.find((due) => now >= due.overdueAt)
  if (overdue) return { state: 'overdue', at: overdue.dueAt }
  return { state: now >= first.dueAt ? 'due' : 'later', at: first.dueAt }
}

/** How far the order's time has run, 0 to 1; a pause does not stop this clock, the dose is told in the room. */
export function timePart(row: BoardSession, now: Instant): number | null {
  if (!row.startedAt || !row.order) return null
  const whole = Number(row.order.durationMin) * 60_000
  return whole > 0 ? Math.min(1, Math.max(0, msBetween(row.startedAt, now) / whole)) : null
}

export const unacknowledged = (row: BoardSession) => row.alerts.filter((alert) => !alert.acknowledged)

/** How much a place wants somebody: the wall shows it by its border. */
export function wants({ now: row }: Place, now: Instant): 'alert' | 'overdue' | 'nothing' {
  if (!row) return 'nothing'
  if (row.emergency || unacknowledged(row).length > 0) return 'alert'
  return pressing(row, now)?.state === 'overdue' ? 'overdue' : 'nothing'
}

export type Summary = {
  readonly infusing: number
  readonly recovering: number
  readonly nextArrival: Instant | null
  readonly alerts: number
  readonly overdue: number
}

export function summary(rows: readonly BoardSession[], now: Instant): Summary {
  const coming = rows.filter((row) => row.status === 'scheduled' && row.plannedFor >= now).map((row) => row.plannedFor)
  return {
    infusing: rows.filter((row) => row.status === 'dosing').length,
    recovering: rows.filter((row) => row.status === 'recovering').length,
    nextArrival: coming.toSorted()[0] ?? null,
    alerts: rows.filter((row) => unacknowledged(row).length > 0 || row.emergency).length,
    overdue: rows.filter((row) => pressing(row, now)?.state === 'overdue').length,
  }
}

/** "Ana R." for the wall, where others read along. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return last ? `${words[0]} ${last.slice(0, 1)}.` : name
}
