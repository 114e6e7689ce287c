import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { calm } from '../../bench/clinic.ts'
import { snapshot } from '../../bench/torture/books.ts'
import { connection } from '../platform/db/database.ts'
import { openProxy } from '../platform/db/proxy.fixture.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { unavailable } from '../platform/db/unavailable.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { verify } from '../platform/journal/verify.ts'
import { rebuildAll } from './commands/rebuild.ts'
import { projections } from './house.ts'
import { openWorld } from './routes-walk.world.ts'

// The whole server in this process; its database behind a wire that this test makes slow, deaf, torn or dead.
const PATIENCE_MS = 1500
const { database, ownerUrl, appUrl } = await freshDatabase()
const wire = await openProxy(Number(new URL(appUrl).port))
const world = await openWorld({ ownerUrl: wire.through(ownerUrl), appUrl: wire.through(appUrl), patienceMs: PATIENCE_MS })
const owner = new pg.Client(connection(ownerUrl))
await owner.connect()
const { ask } = world
const clinic = await world.clinic('Northside')
const { cookie } = clinic.people.nurse
const patient = uuid7()
const session = uuid7()
const head = () => ({ id: uuid7(), at: new Date().toISOString() })
await ask('POST', '/api/patients', cookie, {
  ...head(),
  patient,
  type: 'register',
  data: { givenName: 'Wren', familyName: 'Hale', birthDate: '1980-02-03', sex: 'female' },
})
await ask('POST', '/api/sessions', cookie, {
  ...head(),
  session,
  type: 'schedule',
  data: { patient, protocol: world.protocol, chair: 'window', plannedFor: new Date().toISOString() },
})
await chart({ ...head(), type: 'arrive', data: {} })

afterAll(async () => {
  await wire.open().catch(() => {})
  await world.close()
  await wire.close()
  await owner.end()
})
afterEach(async () => {
  wire.delay(0)
  wire.resume()
})

type Body = ReturnType<typeof head> & { type: string; data: unknown }
const entry = (): Body => ({ ...head(), type: 'record-readings', data: { values: calm, from: {} } })
function chart(body: Body) {
  return ask('POST', `/api/sessions/${session}/commands`, cookie, body)
}
/** Sends it until it is carried out, as a room does. */
async function untilDone(body: Body) {
  for (;;) {
    const answer = await chart(body)
    if (answer.status === 200) return answer
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^[1-9]\d*$/) })
    await pause(20)
  }
}
/** Ids of the readings in the journal, in order; and everything about the record as it has to be. */
async function kept(): Promise<string[]> {
  const { rows } = await owner.query("select id from journal where stream_id = $1 and type = 'readings-recorded' order by seq", [session])
  expect((await verify(database)).flaw).toBeNull()
  const tables = projections(world.ground.versions).flatMap(({ tables }) => tables)
  const before = await snapshot(database, tables)
  await rebuildAll(database)
  expect(await snapshot(database, tables)).toEqual(before)
  return rows.map(({ id }) => id)
}

test('while the database cannot be reached everybody is told so, with a time to try again, and nobody is told to sign in', async () => {
  const before = await kept()
  const body = entry()
  await wire.refuse()
  world.forget()
  const answers = [
    await chart(body),
    await ask('GET', `/api/sessions/${session}`, cookie),
    await ask('GET', '/api/board', cookie),
    await ask('GET', '/api/me', cookie),
    await ask('GET', '/api/auth/get-session', cookie),
    await ask('POST', '/api/auth/sign-in/email', undefined, { email: 'a@example.org', password: 'a long password for it' }),
    await ask('GET', '/api/setup'),
  ]
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 503, code: 'database-away', retryAfter: '1', text: expect.stringContaining('cannot reach its database') })
  await wire.open()
  await untilDone(body)
  expect(await kept()).toEqual([...before, body.id])
})

test('a database that does not answer is not waited for without end; what was sent meanwhile is kept once', async () => {
  const before = await kept()
  const body = entry()
  await untilDone(entry())
  wire.stall()
  const answers = await Promise.all([chart(body), chart(body), ask('GET', `/api/sessions/${session}`, cookie)])
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^[15]$/), code: expect.stringMatching(/^database-(slow|away)$/) })
  wire.resume()
  await untilDone(body)
  const after = await kept()
  expect(after).toHaveLength(before.length + 2)
  expect(after.filter((id) => id === body.id)).toHaveLength(1)
})

test('a database far away is slow and nothing else', async () => {
  const before = await kept()
  wire.delay(30)
  const bodies = Array.from({ length: 12 }, entry)
  const answers = await Promise.all(bodies.map(chart))
  expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200))
  wire.delay(0)
  expect((await kept()).slice(before.length).toSorted()).toEqual(bodies.map(({ id }) => id).toSorted())
})

test.each(['asking', 'answering'] as const)('a wire torn at any byte while Waymark is %s loses nothing, doubles nothing and leaves no half', async (way) => {
  const before = await kept()
  const sent: string[] = []
  let torn = 0
  for (let bytes = 1; bytes < 4000; bytes = Math.ceil(bytes * 1.22) + 7) {
    const body = entry()
    sent.push(body.id)
    wire.tearAfter(bytes, way)
    const answer = await chart(body)
    expect([200, 503]).toContain(answer.status)
    if (wire.torn) torn += 1
    await untilDone(body)
  }
  expect(torn).toBeGreaterThan(8)
  expect((await kept()).slice(before.length)).toEqual(sent)
})

test('a database without a free connection says that it is busy, and takes the entry when it has one', async () => {
  const name = pg.escapeIdentifier(new URL(appUrl).pathname.slice(1))
  const before = await kept()
  const body = entry()
  await owner.query(`alter database ${name} connection limit 0`)
  try {
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    const busy = async () => {
      for (;;) {
        const answer = await chart(body)
        if (answer.code === 'database-busy') return answer
        expect(answer).toMatchObject({ status: 503, code: 'database-away' })
      }
    }
    expect(await busy()).toMatchObject({ status: 503, retryAfter: '2', text: expect.stringContaining('no room') })
  } finally {
    await owner.query(`alter database ${name} connection limit -1`)
  }
  await untilDone(body)
  expect(await kept()).toEqual([...before, body.id])
})

test('on a full disk nothing is saved by halves, the person is told why, and charting goes on by itself once there is room', async () => {
  const before = await kept()
  await owner.query(`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception using errcode = '53100', message = 'could not extend file "base/1/2": No space left on device'; end $$`)
  for (const table of ['reading', 'journal']) {
    const body = entry()
    // First the read model cannot be written, then the journal itself: in both cases neither is.
    await owner.query(`create trigger full_disk before insert on ${table} for each row execute function full_disk()`)
    const answers = await Promise.all([chart(body), chart(entry())])
    for (const answer of answers) expect(answer).toMatchObject({ status: 503, code: 'database-full', retryAfter: '10', text: expect.stringContaining('disk') })
    await owner.query(`drop trigger full_disk on ${table}`)
    expect(await kept()).toEqual(before)
    await untilDone(body)
    before.push(body.id)
    expect(await kept()).toEqual(before)
  }
})

/** What the sign-in library says of it, in its own log. */
const ITS_WORDS = /^(INTERNAL_SERVER_ERROR$|Failed to query )/

test('nothing of all this was a fault', () =>
  expect(world.faults.filter((fault) => !unavailable(fault) && !ITS_WORDS.test((fault as Error).message))).toEqual([]))
