import { randomUUID } from 'node:crypto'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/transaction.ts'

/**
 * The database as it will be when this transaction commits, for checks that want a `Database`. Work across clinics runs in
 * a savepoint; it is kept when `keeps`, else undone, so that looking leaves nothing behind.
 */
export function inside(tx: Tx, ownerUrl: string, keeps: boolean): Database {
  const query = (text: string) => tx.connection.query(text)
  return {
    ownerUrl,
    appUrl: ownerUrl,
    as: () => Promise.reject(new Error('A restore works across clinics')),
    look: () => Promise.reject(new Error('A restore works across clinics')),
    async acrossClinics(work) {
      const point = `"${randomUUID()}"`
      await query(`savepoint ${point}`)
      try {
        const result = await work(tx)
        await query(keeps ? `release ${point}` : `rollback to ${point}`)
        return result
      } catch (fault) {
        await query(`rollback to ${point}`)
        throw fault
      }
    },
    pools: () => [],
    close: async () => {},
  }
}
