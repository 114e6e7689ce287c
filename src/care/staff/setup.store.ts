import type { Database } from '../../platform/db/database.ts'

/** A real clinic counts as founded when somebody can sign in to it; a setup that was cut off before may be done again. */
export async function clinicFounded(database: Database): Promise<boolean> {
  const [found] = await database.acrossClinics(
    (tx) => tx.sql<{ there: boolean }>`select exists (select from auth.seat s join waymark.clinic c on c.id = s.clinic where not c.demo) as there`,
  )
  return found?.there ?? false
}

export async function demoClinic(database: Database): Promise<{ id: string; name: string } | null> {
  const [found] = await database.acrossClinics(
    (tx) => tx.sql<{ id: string; name: string }>`select id, name from waymark.clinic where demo order by created_at desc limit 1`,
  )
  return found ?? null
}
