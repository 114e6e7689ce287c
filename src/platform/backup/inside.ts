import { randomUUID } from 'node:crypto'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/transaction.ts'
import { isUuid } from '../journal/uuid7.ts'

/**
 * The database as it will be when this transaction commits, for checks that want a `Database`. Each piece of work runs in
 * a savepoint; it is kept when `keeps`, else undone, so that looking leaves nothing behind.
 */
export function inside(tx: Tx, ownerUrl: string, keeps: boolean): Database {
  const query = (text: string) => tx.connection.query(text)
  async function step<T>(clinic: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const point = `"${randomUUID()}"`
    await query(`savepoint ${point}; set local waymark.clinic = '${clinic}'`)
    try {
      const result = await work(tx)
      await query(keeps ? `release ${point}` : `rollback to ${point}`)
      return result
    } catch (fault) {
      await query(`rollback to ${point}`)
      throw fault
    }
  }
  const one = <T>(clinic: string, work: (tx: Tx) => Promise<T>) =>
    isUuid(clinic) ? step(clinic, work) : Promise.reject(new TypeError('Not the id of a clinic'))
  return {
    ownerUrl,
    appUrl: ownerUrl,
    as: one,
    look: (clinic, query) => one(clinic, async ({ connection }) => (await connection.query(query)).rows),
    acrossClinics: (work) => step('', work),
    pools: () => [],
    close: async () => {},
  }
}
