import pg from 'pg'
import { expect, test } from 'vitest'
import { connection } from './database.ts'
import { freshDatabase } from './testing.ts'
import { inOneTrip } from './transaction.ts'

const { appUrl } = await freshDatabase()

test('a look whose opening fails is a fault, never an answer without rows', async () => {
  const pool = new pg.Pool({ ...connection(appUrl), max: 1 })
  const look = (opening: string) => inOneTrip(pool, opening, { name: 'one', text: 'select 1 as one', values: [] })
  // The second statement ends the transaction, so the look itself would go through, outside of it.
  await expect(look('rollback; select nothing_there')).rejects.toThrow(/nothing_there/)
  expect(await look('select 1')).toEqual([{ one: 1 }])
  await pool.end()
})
