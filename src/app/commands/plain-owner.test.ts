import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { folder, PASSPHRASE, WORK } from '../../platform/backup/backup.testing.ts'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { writeBackup } from '../../platform/backup/write.ts'
import { appLogin } from '../../platform/db/app-login.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { verify } from '../../platform/journal/verify.ts'
import { seedDemo } from '../demo/seed.ts'
import { openGround } from '../house.ts'
import { rebuildAll } from './rebuild.ts'
import { soundness } from './soundness.ts'

// A PostgreSQL that somebody else runs gives no superuser: the owner of the tables is an ordinary login there, and
// row-level security holds for it too.
const { ownerUrl: superUrl } = await freshDatabase()
const role = `plain_${randomUUID().slice(0, 8)}`
const [here, there] = [`${role}_a`, `${role}_b`]
const administrator = new pg.Client(superUrl)
await administrator.connect()
await administrator.query(`create role ${role} login createrole password 'plain'`)
await administrator.query(`grant waymark_app, waymark_auth, waymark_jobs to ${role} with admin option`)
for (const name of [here, there]) await administrator.query(`create database ${name} owner ${role}`)
await administrator.end()
const urlOf = (name: string) => {
  const url = new URL(superUrl)
  Object.assign(url, { username: role, password: 'plain', pathname: `/${name}` })
  return url.href
}
await migrate(urlOf(here))
const addresses = { ownerUrl: urlOf(here), appUrl: await appLogin(urlOf(here), '/nowhere'), connections: 4 }
const ground = openGround(addresses)
afterAll(ground.close)
const clinic = await seedDemo(ground)

test('an owner who is no superuser sees every clinic when none is named, and one when one is', async () => {
  const other = randomUUID()
  await ground.database.as(other, (tx) => tx.sql`insert into clinic (id, name, zone) values (${other}, 'Other', 'UTC')`)
  const seen = (named: string) =>
    ground.database.acrossClinics(async (tx) => {
      await tx.sql`select set_config('waymark.clinic', ${named}, true)`
      return (await tx.sql<{ id: string }>`select id from clinic order by id`).map(({ id }) => id)
    })
  expect(await seen('')).toEqual([clinic, other].toSorted())
  expect(await seen(other)).toEqual([other])
})

test('such an owner verifies, rebuilds, backs up and restores the whole house', async () => {
  const before = await verify(ground.database)
  expect(before.events).toBeGreaterThan(100)
  expect((await rebuildAll(ground.database)).events).toBe(before.events)
  const data = folder()
  const file = `${data}/house.age`
  await writeBackup({ ...addresses, data, file, passphrase: PASSPHRASE, work: WORK, waymark: '0.1.0', takenAt: '2026-11-25T02:00:00.000Z' })
  await restoreBackup({ ownerUrl: urlOf(there), data: folder(), file, passphrase: PASSPHRASE, check: soundness(false, () => {}) })
  const restored = openDatabase({ ownerUrl: urlOf(there), appUrl: await appLogin(urlOf(there), '/nowhere'), connections: 2 })
  expect(await verify(restored)).toMatchObject({ events: before.events, flaw: null })
  const forced = await restored.acrossClinics(
    (tx) => tx.sql`select from pg_class where relnamespace = 'waymark'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  )
  expect(forced).toEqual([])
  await restored.close()
})
