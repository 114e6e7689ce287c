import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patientModel, patientStream } from '../../care/patient/patient.store.ts'
import { decide as decidePatient } from '../../care/patient/patient.ts'
import type { Actor } from '../../medicine/record.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import { openAuthDatabase } from '../../platform/auth/auth-database.ts'
import { createAuth } from '../../platform/auth/create-auth.ts'
import { ask, emptyDatabase, folder, PASSPHRASE, WORK } from '../../platform/backup/backup.testing.ts'
import { readBackup } from '../../platform/backup/read.ts'
import { type RestoreOrder, restoreBackup } from '../../platform/backup/restore.ts'
import { type Made, writeBackup } from '../../platform/backup/write.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { secret } from '../../platform/db/secrets.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { sealAll, sealGround, sealPlace } from '../../platform/journal/seal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { verify } from '../../platform/journal/verify.ts'
import { PATIENTS } from '../demo/people.ts'
import { seedDemo } from '../demo/seed.ts'
import { openGround } from '../house.ts'
import { soundness } from './soundness.ts'

// A day of the demonstration clinic: every kind of stream, told by real commands, on the real PostgreSQL.
const fresh = await freshDatabase()
const ground = openGround({ ...fresh, connections: 8 })
afterAll(ground.close)
const data = folder()
const file = join(data, 'clinic.age')
const TAKEN = '2026-11-25T02:00:00.000Z'
const auth = createAuth({ database: openAuthDatabase(fresh.ownerUrl), secret: secret(data, 'sign-in'), onFault: () => {} })
afterAll(() => auth.close())

const writing = (change: { readonly file?: string; readonly ownerUrl?: string; readonly data?: string } = {}) =>
  writeBackup({ ownerUrl: fresh.ownerUrl, data, file, passphrase: PASSPHRASE, work: WORK, waymark: '0.1.0', takenAt: TAKEN, ...change })
const restoring = (ownerUrl: string, change: Partial<RestoreOrder> = {}) =>
  restoreBackup({ ownerUrl, data: folder(), file, passphrase: PASSPHRASE, check: soundness(false, () => {}), ...change })

let made: Made
let user = ''
let cookie = ''
beforeAll(async () => {
  await seedDemo(ground)
  user = await auth.addUser({ email: 'nora@larch.example', name: 'Nora Nurse', password: 'heron heron heron' })
  const opened = await auth.openSession(user, 'link', new Headers())
  cookie = opened.cookies.map((one) => one.split(';', 1)[0]).join('; ')
  await sealAll(sealGround({ database: fresh.database, data, env: {} }))
  made = await writing()
})

const LIST = `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('waymark', 'auth', 'keeping') order by 1`
/** Every row of every table, but for what is counted anew, and when the migrations ran. */
async function everything(url: string): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const { name } of await ask<{ name: string }>(url, LIST)) {
    const rows = await ask<{ row: string }>(url, `select (to_jsonb(t) - 'tx' - 'pos' - 'applied_at')::text as row from ${name} t order by 1`)
    all[name] = rows.map(({ row }) => row)
  }
  return all
}

test('a restored clinic is the clinic that was backed up: every row of every table, every event in its order', async () => {
  const into = await emptyDatabase(fresh)
  const notes: string[] = []
  const restored = await restoring(into.ownerUrl, { check: soundness(false, (note) => notes.push(note)) })
  expect(restored.rows).toBe(made.rows)
  expect(notes).toEqual([expect.stringMatching(/^All \d+ events in \d+ streams are as they were written/), 'Every list is what the journal says.'])
  const before = await everything(fresh.ownerUrl)
  expect(Object.keys(before).length).toBeGreaterThan(25)
  expect(before['waymark.journal']?.length).toBeGreaterThan(200)
  expect(await everything(into.ownerUrl)).toEqual(before)
  const order = 'select id from waymark.journal order by clinic, tx, pos'
  expect(await ask(into.ownerUrl, order)).toEqual(await ask(fresh.ownerUrl, order))
})

test('whoever follows the journal misses nothing after a restore, although the PostgreSQL it came from had counted further', async () => {
  const source = await emptyDatabase(fresh)
  await restoring(source.ownerUrl)
  await ask(source.ownerUrl, 'update waymark.journal set tx = ((tx::text)::bigint + 1000000000000)::text::xid8')
  const far = join(data, 'far.age')
  await writing({ file: far, ownerUrl: source.ownerUrl })
  const into = await emptyDatabase(fresh)
  await restoring(into.ownerUrl, { file: far })
  const restored = openGround({ ...into, connections: 4 })
  const all = await restored.journal.tail('*', null, 10_000)
  const ids = (await ask<{ id: string }>(source.ownerUrl, 'select id from waymark.journal order by clinic, tx, pos')).map(({ id }) => id)
  expect(all.events.map(({ id }) => id)).toEqual(ids)
  await register(restored, all.events[0]?.clinic ?? '', 'Mira')
  expect((await restored.journal.tail('*', all.cursor, 10)).events.map(({ type }) => type)).toEqual(['patient-registered'])
  await restored.close()
})

const by: Actor = { kind: 'staff', id: 'desk', name: 'Dora Desk', roles: ['front-desk'] }

async function register({ journal }: typeof ground, clinic: string, givenName: string): Promise<string> {
  const id = uuid7()
  const at: Instant = instant(Date.now())
  const order = { type: 'register', data: { givenName, familyName: 'Underload', birthDate: '1980-02-03', sex: 'female' } } as const
  const outcome = await journal.execute({ clinic, stream: patientStream(id), id: uuid7(), digest: order, by, via: {}, at }, patientModel, (state) =>
    decidePatient(state, order as never, { now: at, alike: [] }),
  )
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return id
}

test('under load: every command acknowledged before the backup began is in it, nothing is half in it, and the chains hold', async () => {
  const clinic = (await ask<{ id: string }>(fresh.ownerUrl, 'select id from waymark.clinic where demo'))[0]?.id ?? ''
  const acknowledged: string[] = []
  let going = true
  const writers = Array.from({ length: 6 }, async (_, n) => {
    for (let i = 0; going; i++) acknowledged.push(await register(ground, clinic, `Writer ${n} ${i}`))
  })
  const busy = join(data, 'busy.age')
  while (acknowledged.length < 30) await new Promise(setImmediate)
  const before = [...acknowledged]
  await writing({ file: busy })
  const during = acknowledged.length
  going = false
  await Promise.all(writers)
  expect(during).toBeGreaterThan(before.length)

  const into = await emptyDatabase(fresh)
  await restoring(into.ownerUrl, { file: busy })
  const there = new Set(
    (await ask<{ stream_id: string }>(into.ownerUrl, "select stream_id from waymark.journal where stream_kind = 'patient'")).map((row) => row.stream_id),
  )
  expect(before.filter((id) => !there.has(id))).toEqual([])
  expect((await verify(into.open())).flaw).toBeNull()
  const counts = await ask<{ a: number; b: number; c: number }>(
    into.ownerUrl,
    `select (select count(*) from waymark.patient_list)::int as a, (select count(*) from waymark.stream_head where stream_kind = 'patient')::int as b,
            (select count(distinct stream_id) from waymark.command_done where stream_kind = 'patient')::int as c`,
  )
  expect(counts[0]).toEqual({ a: there.size, b: there.size, c: there.size })
})

test('sign-in works after a restore: the session of before opens, the password fits, and the key to both came along', async () => {
  const into = await emptyDatabase(fresh)
  const elsewhere = folder()
  await restoring(into.ownerUrl, { data: elsewhere })
  const there = createAuth({ database: openAuthDatabase(into.ownerUrl), secret: secret(elsewhere, 'sign-in'), onFault: () => {} })
  const headers = new Headers({ cookie })
  expect(await auth.sessionOf(headers)).not.toBeNull()
  expect(await there.sessionOf(headers)).toBe(await auth.sessionOf(headers))
  expect(await there.passwordFits(user, 'heron heron heron')).toBe(true)
  expect(await there.passwordFits(user, 'heron heron')).toBe(false)
  await there.close()
})

test('the seals and the key they are made with come along: the restored journal is held to them, and sealing goes on', async () => {
  const into = await emptyDatabase(fresh)
  const elsewhere = folder()
  await restoring(into.ownerUrl, { data: elsewhere })
  const database = into.open()
  const found = await verify(database, { seals: sealPlace(elsewhere, {}) })
  expect([found.clean, found.sealing.map(({ last }) => last?.number)]).toEqual([true, expect.arrayContaining([1])])
  expect(readFileSync(join(elsewhere, 'keys', 'seal.key'))).toEqual(readFileSync(join(data, 'keys', 'seal.key')))
  const sealed = await sealAll(sealGround({ database, data: elsewhere, env: {} }))
  expect(sealed.map(({ kind }) => kind)).toEqual(sealed.map(() => 'sealed'))
})

test('the file tells nothing without its passphrase: no name of a patient, a clinic or a table is in it', async () => {
  const bytes = readFileSync(file)
  const words = [...PATIENTS.flatMap(({ familyName, mrn }) => [familyName, mrn]), 'Riverside', 'journal', 'nora@larch.example', PASSPHRASE]
  const clear: Buffer[] = []
  await readBackup(file, PASSPHRASE, { table: async () => async (piece) => void clear.push(piece) })
  const content = Buffer.concat(clear)
  expect(content.includes(PATIENTS[0]?.familyName ?? '?')).toBe(true)
  expect(words.filter((word) => bytes.includes(word))).toEqual([])
})

test('a clinic is never written over: a database with anything in it is refused by name, and stays as it is', async () => {
  const other = await emptyDatabase(fresh)
  await migrate(other.ownerUrl)
  await ask(other.ownerUrl, "insert into waymark.clinic (id, name, zone) values (gen_random_uuid(), 'Somebody else', 'UTC')")
  const before = await everything(other.ownerUrl)
  await expect(restoring(other.ownerUrl)).rejects.toThrow(/not empty: it holds Somebody else/)
  expect(await everything(other.ownerUrl)).toEqual(before)
})

test('a Waymark that was only looked at counts as empty, one that is running does not', async () => {
  const other = await emptyDatabase(fresh)
  await migrate(other.ownerUrl)
  const running = other.open()
  await running.acrossClinics((tx) => tx.sql`select 1`)
  await expect(restoring(other.ownerUrl)).rejects.toThrow(/A Waymark is running on this database/)
  await running.close()
  expect((await restoring(other.ownerUrl)).rows).toBe(made.rows)
})

test('an owner who is no superuser backs up and restores as well, although row-level security holds for that owner too', async () => {
  const plain = await plainDatabase()
  const from = await plain()
  await restoring(from)
  const copy = join(data, 'plain.age')
  expect((await writing({ file: copy, ownerUrl: from })).rows).toBe(made.rows)
  const into = await plain()
  expect((await restoring(into, { file: copy })).rows).toBe(made.rows)
  expect(await everything(into)).toEqual(await everything(from))
  const forced = "select relname from pg_class where relnamespace = 'waymark'::regnamespace and relforcerowsecurity order by 1"
  expect(await ask(into, forced)).toEqual(await ask(fresh.ownerUrl, forced))
})

/** Databases that belong to an ordinary role, as where somebody else runs the PostgreSQL. */
async function plainDatabase(): Promise<() => Promise<string>> {
  const role = `plain_${uuid7().replaceAll('-', '')}`
  await ask(fresh.ownerUrl, `create role ${role} login password 'plain' createrole; grant waymark_auth, waymark_jobs, waymark_app to ${role} with admin option`)
  return async () => {
    const { ownerUrl } = await emptyDatabase(fresh)
    const url = new URL(ownerUrl)
    await ask(fresh.ownerUrl, `alter database ${url.pathname.slice(1)} owner to ${role}`)
    return Object.assign(url, { username: role, password: 'plain' }).href
  }
}

test('tables of another program are not touched', async () => {
  const other = await emptyDatabase(fresh)
  await ask(other.ownerUrl, 'create schema auth; create table auth.users (id int)')
  await expect(restoring(other.ownerUrl)).rejects.toThrow(/tables of another program \(auth.users\)/)
})

test('a backup of an older version is restored and then migrated', async () => {
  const older = migrationsWithout('0024_keeping.sql')
  const source = await emptyDatabase(fresh)
  await migrate(source.ownerUrl, older)
  await ask(source.ownerUrl, "insert into waymark.clinic (id, name, zone) values (gen_random_uuid(), 'Older', 'UTC')")
  const old = join(data, 'older.age')
  await writing({ file: old, ownerUrl: source.ownerUrl, data: folder() })
  const into = await emptyDatabase(fresh)
  expect((await restoring(into.ownerUrl, { file: old })).migrated).toEqual(['0024_keeping.sql'])
  expect(await ask(into.ownerUrl, 'select name from waymark.clinic')).toEqual([{ name: 'Older' }])
  expect(await migrate(into.ownerUrl)).toEqual([])
})

test('a backup of a newer version is refused before anything is touched', async () => {
  const into = await emptyDatabase(fresh)
  await expect(restoring(into.ownerUrl, { migrations: migrationsWithout('0024_keeping.sql') })).rejects.toThrow(
    /newer Waymark .*0024_keeping.sql is not known here.*Update Waymark/,
  )
  expect(await ask(into.ownerUrl, LIST)).toEqual([])
})

test('a journal that was already broken when it was backed up is told, and restored only on demand', async () => {
  const source = await emptyDatabase(fresh)
  await restoring(source.ownerUrl)
  await ask(
    source.ownerUrl,
    `update waymark.journal set data = data || '{"edited": true}' where ctid = (select ctid from waymark.journal where stream_kind = 'session' limit 1)`,
  )
  const broken = join(data, 'broken.age')
  await writing({ file: broken, ownerUrl: source.ownerUrl })
  const into = await emptyDatabase(fresh)
  await expect(restoring(into.ownerUrl, { file: broken })).rejects.toThrow(/already broken when it was backed up; nothing was restored.\nFirst bad event/)
  expect(await ask(into.ownerUrl, LIST)).toEqual([])
  const notes: string[] = []
  await restoring(into.ownerUrl, { file: broken, check: soundness(true, (note) => notes.push(note)) })
  expect(notes[0]).toMatch(/^First bad event/)
})

test('a list that was not what the journal says is made anew, and that is told', async () => {
  const source = await emptyDatabase(fresh)
  await restoring(source.ownerUrl)
  await ask(source.ownerUrl, "update waymark.patient_list set family_name = 'Somebody'; delete from waymark.chair")
  const wrong = join(data, 'wrong.age')
  await writing({ file: wrong, ownerUrl: source.ownerUrl })
  const into = await emptyDatabase(fresh)
  const notes: string[] = []
  await restoring(into.ownerUrl, { file: wrong, check: soundness(false, (note) => notes.push(note)) })
  expect(notes[1]).toBe('Made anew from the journal, for they were not what it says: chair, patient_list.')
  const lists = 'select family_name from waymark.patient_list order by id'
  expect(await ask(into.ownerUrl, lists)).not.toEqual(await ask(source.ownerUrl, lists))
})

function migrationsWithout(name: string): string {
  const all = new URL('../../../migrations/', import.meta.url).pathname
  const copy = folder()
  for (const one of readdirSync(all)) if (one !== name) copyFileSync(join(all, one), join(copy, one))
  return copy
}
