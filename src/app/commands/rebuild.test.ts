import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { verify } from '../../platform/journal/verify.ts'
import { seedDemo } from '../demo/seed.ts'
import { openGround, projections } from '../house.ts'
import { rebuildAll } from './rebuild.ts'

// A whole day of the demonstration clinic: every kind of stream, told by real commands.
const { database, ownerUrl, appUrl } = await freshDatabase()
const ground = openGround({ ownerUrl, appUrl, connections: 8 })
await seedDemo(ground)
afterAll(ground.close)

const tables = ['clinic', ...projections(ground.versions).flatMap((one) => one.tables)]

/** Every row of every read model as text, in an order that does not depend on how it was written. */
const snapshot = () =>
  database.acrossClinics(async (tx) => {
    const all: Record<string, string[]> = {}
    for (const table of tables) {
      const { rows } = await tx.connection.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`)
      all[table] = rows.map(({ row }) => row)
    }
    return all
  })

test('every read model is made anew from the journal as it was, row for row', async () => {
  const before = await snapshot()
  for (const table of ['clinic', 'chair', 'patient_list', 'patient_word', 'staff_member']) expect(before[table]?.length, table).toBeGreaterThan(0)
  const rebuilt = await rebuildAll(database)
  expect(rebuilt.clinics).toBe(1)
  expect(await snapshot()).toEqual(before)
})

test('what was lost or changed in a read model comes back', async () => {
  const before = await snapshot()
  await database.acrossClinics(async (tx) => {
    await tx.sql`delete from patient_word`
    await tx.sql`update patient_list set family_name = 'Somebody', restricted_to = '{x}'`
    await tx.sql`update clinic set name = 'Elsewhere' where demo`
  })
  await rebuildAll(database)
  expect(await snapshot()).toEqual(before)
})

test('a rebuild leaves the journal as it was written', async () => {
  expect((await verify(database)).flaw).toBeNull()
})
