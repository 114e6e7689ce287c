import type { StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { evolveReferral, foldReferral, NO_REFERRAL } from './referral.ts'
import type { Referral } from './referral.types.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    referral_list: { clinic: string; id: string; status: 'waiting' | 'taken' | 'declined'; asked_at: Instant }
  }
}

export const referralStream = (id: string): StreamRef => ({ kind: 'referral', id })
export const referralModel: Model<Referral> = { empty: NO_REFERRAL, fold: foldReferral, evolve: evolveReferral }

export const referralProjection: Projection = {
  name: 'referral list',
  streams: ['referral'],
  tables: ['referral_list'],
  async apply(tx, clinic, { id }, _facts, state) {
    const referral = state as Referral
    if (referral.status === 'none') return
    const row = { clinic, id, status: referral.status, asked_at: referral.at }
    await tx
      .insertInto('referral_list')
      .values(row)
      .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
      .execute()
  },
}

const MOST = 200
/** Those that wait first, then the newest. */
export async function referralsListed(tx: Tx, clinic: string): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }>`
    select id from referral_list where clinic = ${clinic} order by (status <> 'waiting'), asked_at desc, id limit ${MOST}`
  return rows.map(({ id }) => id)
}

export async function referralsWaiting(tx: Tx, clinic: string): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select count(*)::int as n from referral_list where clinic = ${clinic} and status = 'waiting'`
  return row?.n ?? 0
}
