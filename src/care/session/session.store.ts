import { text, times, whole } from '../../medicine/exact.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Values } from '../../medicine/vitals.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { BoardRow, DecimalText, Status } from './session.ts'

/** What is asked about sessions without opening one. Row-level security keeps each question within its clinic. */

export type Listed = { readonly session: string; readonly patient: string; readonly chair: string; readonly status: Status; readonly protocol: string }

declare module '../../platform/db/tables.ts' {
  interface Tables {
    session_list: Listed & {
      readonly clinic: string
      readonly planned_for: Instant
      readonly weight_kg: string | null
      readonly weighed_at: Instant | null
      readonly row: BoardRow
    }
    reading: {
      readonly clinic: string
      readonly patient: string
      readonly at: Instant
      readonly event: string
      readonly session: string
      readonly values: Values
    }
  }
}

/** From arrival to discharge somebody is in the chair. */
const IN_THE_CHAIR = ['arrived', 'ready', 'dosing', 'recovering'] as const satisfies readonly Status[]

export async function listed(tx: Tx, session: string): Promise<Listed | null> {
  const columns = ['session', 'patient', 'chair', 'status', 'protocol'] as const
  return (await tx.selectFrom('session_list').select(columns).where('session', '=', session).executeTakeFirst()) ?? null
}

export type Boarded = BoardRow & { readonly session: string }

/** Today's sessions by the clinic's own clock, and whoever is still in a chair from another day. */
export async function board(tx: Tx): Promise<readonly Boarded[]> {
  // Two ranges of two indexes; one condition with `or` would read every session there ever was.
  const rows = await tx.sql<{ session: string; row: BoardRow }>`
    with today as (select date_trunc('day', now(), zone) as begins from clinic)
    select session, row, planned_for from session_list where status = any(${[...IN_THE_CHAIR]})
    union all
    select session, row, planned_for from session_list where status <> all(${[...IN_THE_CHAIR]})
      and planned_for >= (select begins from today) and planned_for < (select begins + interval '1 day' from today)
    order by planned_for, session`
  return rows.map(({ session, row }) => ({ session, ...row }))
}

export type OfPatient = {
  readonly id: string
  readonly plannedFor: Instant
  readonly status: Status
  readonly chair: string
  /** What the order comes to, in mg; absent before an order is written. */
  readonly doseMg?: DecimalText
}

/** Every session of a patient, newest first. */
export async function sessionsOf(tx: Tx, patient: string): Promise<OfPatient[]> {
  const rows = await tx.selectFrom('session_list').select(['session', 'row']).where('patient', '=', patient).orderBy('planned_for', 'desc').execute()
  return rows.map(({ session, row: { plannedFor, status, chair, order } }) => ({
    ...{ id: session, plannedFor, status, chair },
    ...(order && { doseMg: text(times(whole(order.doseMgPerKg), whole(order.weightKg))) }),
  }))
}

export type ReadingRow = { readonly at: Instant; readonly event: string; readonly session: string; readonly values: Values }

/** The newest sets of readings of a patient, over all sessions. */
/** What every open chart asks for, so it is planned once a connection and not once a question. */
const NEWEST = 'select at, event, session, values from reading where clinic = waymark.clinic() and patient = $1 order by at desc, event desc limit $2'

export const newestReadings = (database: Pick<Database, 'look'>, clinic: string, patient: string, most: number): Promise<ReadingRow[]> =>
  database.look<ReadingRow>(clinic, { name: 'newest-readings', text: NEWEST, values: [patient, most] })

/** The last weight of a patient from another session, to notice a unit mistake by. */
export async function chartWeight(tx: Tx, patient: string, exceptSession: string): Promise<DecimalText | null> {
  const row = await tx
    .selectFrom('session_list')
    .select('weight_kg')
    .where('patient', '=', patient)
    .where('session', '<>', exceptSession)
    .where('weight_kg', 'is not', null)
    .orderBy('weighed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.weight_kg ?? null
}

/** The session whose patient sits in this chair; null when nobody does. */
export async function sessionAt(tx: Tx, chair: string): Promise<string | null> {
  const row = await tx
    .selectFrom('session_list')
    .select('session')
    .where('chair', '=', chair)
    .where('status', 'in', [...IN_THE_CHAIR])
    .orderBy('planned_for', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.session ?? null
}

/** Chairs with a session planned or under way. */
export async function busyChairs(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('session_list')
    .select('chair')
    .distinct()
    .where('status', 'in', ['scheduled', ...IN_THE_CHAIR])
    .execute()
  return rows.map(({ chair }) => chair)
}
