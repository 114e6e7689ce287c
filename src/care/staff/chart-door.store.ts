import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'

export type Grant = {
  readonly id: string
  readonly patient: string
  readonly staff: string
  readonly staff_name: string
  readonly reason: string
  readonly granted_at: Instant
  readonly until_at: Instant
  readonly acknowledged_at: Instant | null
  readonly acknowledged_by: string | null
}
declare module '../../platform/db/tables.ts' {
  interface Tables {
    chart_grant: Grant & { readonly clinic: string }
  }
}

export type NewGrant = Pick<Grant, 'patient' | 'staff' | 'staff_name' | 'reason' | 'granted_at' | 'until_at'>

export async function addGrant(tx: Tx, clinic: string, grant: NewGrant): Promise<string> {
  const id = uuid7()
  await tx
    .insertInto('chart_grant')
    .values({ clinic, id, ...grant, acknowledged_at: null, acknowledged_by: null })
    .execute()
  return id
}

/** Who has which chart open by break-glass at this moment. */
export const openGrants = (tx: Tx, now: Instant): Promise<Pick<Grant, 'staff' | 'patient'>[]> =>
  tx.selectFrom('chart_grant').select(['staff', 'patient']).where('granted_at', '<=', now).where('until_at', '>', now).execute()

/** Until when this chart is open to this person by break-glass; null when it is not. */
export async function openUntil(tx: Tx, staff: string, patient: string, now: Instant): Promise<Instant | null> {
  const grant = await tx
    .selectFrom('chart_grant')
    .select('until_at')
    .where('staff', '=', staff)
    .where('patient', '=', patient)
    .where('until_at', '>', now)
    .orderBy('until_at', 'desc')
    .executeTakeFirst()
  return grant?.until_at ?? null
}

/** What the owner has not yet said they saw, newest first. */
export const unseenGrants = (tx: Tx): Promise<Grant[]> =>
  tx.selectFrom('chart_grant').selectAll().where('acknowledged_at', 'is', null).orderBy('granted_at', 'desc').limit(100).execute()

export async function acknowledgeGrant(tx: Tx, id: string, by: string, at: Instant): Promise<boolean> {
  const done = await tx
    .updateTable('chart_grant')
    .set({ acknowledged_at: at, acknowledged_by: by })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
