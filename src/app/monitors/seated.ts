import type { Seated } from '../../care/monitor/intake.store.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'

/** Who sits in a chair, and since when: a session that has arrived and not left. Asked for every batch of messages, hence prepared. */
export async function seatedAt(tx: Tx, clinic: string, chair: string): Promise<Seated | null> {
  const text = `
    select session, row->>'arrivedAt' as since from session_list
    where clinic = $1 and chair = $2 and status in ('arrived', 'ready', 'dosing', 'recovering') order by planned_for desc limit 1`
  const { rows } = await tx.connection.query<{ session: string; since: Instant | null }>({ name: 'seated-at', text, values: [clinic, chair] })
  const [row] = rows
  return row?.since ? { session: row.session, since: row.since } : null
}
