import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import type { AccessLine } from '../../platform/audit/audit.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { commandRight, type Right, rightOfCommand, rightsOf } from '../staff/rights.ts'
import { openDesk, ref } from './session.desk.fixture.ts'
import { calm, fay, minute, nina, pat, theo } from './session.fixture.ts'
import { sessionRoutes } from './session.routes.ts'
import { listed } from './session.store.ts'

const { database, clinic } = await freshDatabase()
const room = openDesk(database)
const patient = uuid7()

let who: Actor = nina
const noted: AccessLine[] = []
const house: House = {
  who: async () => ({ kind: 'person', person: { clinic, by: who as never, roles: who.roles, rights: new Set(rightsOf(who.roles)) } }),
  says: (right) => right,
  chart: async (_person, _right, of) => {
    if ('patient' in of) return { kind: 'open', patient: of.patient, by: 'right' }
    const found = 'session' in of ? await database.as(clinic, (tx) => listed(tx, of.session)) : null
    return found ? { kind: 'open', patient: found.patient, by: 'right' } : { kind: 'unknown' }
  },
  database,
  audit: { note: (line) => void noted.push(line), write: async () => {} },
  now: () => new Date(0),
}
const parts = {
  desk: room.desk,
  journal: room.journal,
  database,
  versions: room.versions,
  rights: { commands: commandRight as Record<string, Right>, rightOf: rightOfCommand as never },
  chairs: async () => [
    { id: '3', name: 'Window' },
    { id: 'old', name: 'Old', retired: true },
  ],
  patient: async (_tx: unknown, _clinic: string, id: string) => (id === patient ? { givenName: 'Ada' } : null),
  people: async () => new Map([[patient, { name: 'Ada Able', birthDate: '1990-01-02' }]]),
  monitor: async () => ({ device: 'M1', values: { systolic: { value: 131, at: minute(50) } } }),
  now: () => minute(61),
}
const app = httpApp({ house, report: (fault) => console.error(fault) }).route('/api', sessionRoutes(parts))

const as = async (by: Actor, path: string, body?: unknown) => {
  who = by
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await app.request(`/api${path}`, init)
  return { status: answer.status, body: await answer.json() }
}
const command = (type: string, data: object, at = 61, id = uuid7()) => ({ id, at: minute(at), type, data })
const plan = (change: object = {}) => ({
  ...command('schedule', { patient, protocol: ref, chair: '3', plannedFor: minute(60), ...change }, 0),
  session: uuid7(),
})
const underWay = async () => {
  const session = uuid7()
  await room.underWay(clinic, session, patient)
  return session
}

test('a session is planned, opened, charted and followed', async () => {
  const planned = plan()
  expect(await as(fay, '/sessions', planned)).toMatchObject({ status: 200, body: { seq: 1, facts: [{ id: planned.id, type: 'session-scheduled', by: fay }] } })
  const path = `/sessions/${planned.session}`
  expect(await as(nina, path)).toMatchObject({
    status: 200,
    body: { seq: 1, patient: { givenName: 'Ada' }, protocol: { ref }, monitor: { device: 'M1' }, serverTime: minute(61), facts: [{ seq: 1 }] },
  })
  expect(await as(fay, `${path}/commands`, command('arrive', {}, 0))).toMatchObject({ status: 200, body: { seq: 2 } })
  expect(await as(nina, `${path}/facts?after=1`)).toMatchObject({ status: 200, body: { seq: 2, facts: [{ type: 'patient-arrived' }] } })
  expect((await as(nina, `${path}/facts?after=2`)).body).toEqual({ seq: 2, facts: [] })
})

test('the board names the patients and the chairs', async () => {
  const session = await underWay()
  const { status, body } = await as(fay, '/board')
  expect(status).toBe(200)
  expect(body.rows.find((row: { session: string }) => row.session === session)).toMatchObject({ name: 'Ada Able', status: 'dosing', chair: '3' })
  expect(body.chairs).toHaveLength(2)
})

test('who reads no charts sees on the board who, where and when, and no readings or dose', async () => {
  const session = await underWay()
  const rowFor = async (actor: Actor) => (await as(actor, '/board')).body.rows.find((row: { session: string }) => row.session === session)
  expect([(await rowFor(nina)).order, Object.keys((await rowFor(nina)).readings).length > 0]).toEqual([expect.anything(), true])
  expect(await rowFor(fay)).toMatchObject({ name: 'Ada Able', birthDate: '1990-01-02', readings: {} })
  expect((await rowFor(fay)).order).toBeUndefined()
})

test('while a session has not started, the board shows its checks', async () => {
  const planned = plan({ plannedFor: new Date().toISOString() })
  await as(fay, '/sessions', planned)
  const row = (await as(fay, '/board')).body.rows.find(({ session }: { session: string }) => session === planned.session)
  expect(row.gates).toContainEqual({ id: 'identity', state: 'unknown' })
  expect(row.gates).toContainEqual({ id: 'order', state: 'not-met' })
})

test('the same command twice has one effect and one answer; its id with other content is refused', async () => {
  const path = `/sessions/${await underWay()}/commands`
  const pause = command('pause', { reason: 'cough' })
  const first = await as(nina, path, pause)
  expect(first.status).toBe(200)
  expect(await as(nina, path, pause)).toEqual(first)
  expect(await as(nina, path, { ...pause, data: { reason: 'other' } })).toMatchObject({ status: 409, body: { code: 'reused-id' } })
})

test('what does not fit is refused with every reason, in words', async () => {
  const path = `/sessions/${await underWay()}/commands`
  expect(await as(nina, path, command('ready', {}))).toMatchObject({
    status: 422,
    body: { code: 'refused', because: [{ code: expect.any(String), message: expect.any(String) }] },
  })
  expect(await as(nina, path, command('record-readings', { values: { systolic: 80, diastolic: 90 }, from: {} }))).toMatchObject({ status: 422 })
})

test('an unusual value asks, and a yes is taken', async () => {
  const path = `/sessions/${await underWay()}/commands`
  const reading = command('record-readings', { values: { ...calm, 'heart-rate': 175 }, from: {} })
  const asked = await as(nina, path, reading)
  expect(asked).toMatchObject({ status: 409, body: { code: 'ask' } })
  const confirmed = asked.body.questions.map(({ code }: { code: string }) => code)
  expect(await as(nina, path, { ...reading, confirmed })).toMatchObject({ status: 200 })
  expect(await as(nina, path, reading)).toMatchObject({ status: 200 })
})

test('each command needs its own right', async () => {
  const path = `/sessions/${await underWay()}/commands`
  expect(await as(fay, path, command('pause', {}))).toMatchObject({ status: 403, body: { right: 'session.chart' } })
  expect(await as(nina, path, command('sign', { as: 'physician' }))).toMatchObject({ status: 403, body: { right: 'session.sign-physician' } })
  expect(
    await as(pat, path, command('set-limit', { quantity: 'systolic', side: 'above', severity: 'urgent', at: 165, clearBy: 155, reason: 'known hypertension' })),
  ).toMatchObject({ status: 200 })
  expect(await as(nina, path, command('keep-samples', { device: 'M1', samples: [] }))).toMatchObject({ status: 400 })
})

test('a plan for nobody, in no chair, or under no protocol is refused', async () => {
  for (const [change, code] of [
    [{ patient: uuid7() }, 'no-such-patient'],
    [{ chair: 'old' }, 'no-such-chair'],
    [{ protocol: { ...ref, hash: 'b'.repeat(64) } }, 'no-such-protocol'],
  ] as const)
    expect(await as(fay, '/sessions', plan(change))).toMatchObject({ status: 422, body: { because: [{ code }] } })
  expect(await as(fay, `/sessions/${await underWay()}/commands`, command('change-chair', { chair: 'nowhere' }))).toMatchObject({
    status: 422,
    body: { because: [{ code: 'no-such-chair' }] },
  })
})

test('a session that does not exist is not there, for reading and for writing', async () => {
  for (const path of [`/sessions/${uuid7()}`, `/sessions/${uuid7()}/facts`]) expect((await as(nina, path)).status).toBe(404)
  expect((await as(nina, `/sessions/${uuid7()}/commands`, command('pause', {}))).status).toBe(404)
  expect((await as(nina, '/sessions/junk')).status).not.toBe(200)
})

test('the newest readings of a patient come from all sessions, as many as asked for', async () => {
  const [first, second] = [await underWay(), await underWay()]
  await as(nina, `/sessions/${second}/commands`, command('record-readings', { values: { ...calm, systolic: 133 }, from: {} }))
  const { status, body } = await as(nina, `/patients/${patient}/readings?most=1`)
  expect(status).toBe(200)
  expect(body.readings).toEqual([{ at: minute(61), event: expect.any(String), session: second, values: { ...calm, systolic: 133 } }])
  expect((await as(nina, `/patients/${patient}/readings`)).body.readings.map(({ session }: { session: string }) => session)).toContain(first)
  expect((await as(fay, `/patients/${patient}/readings`)).status).toBe(403)
})

test('a note for clinicians is read by clinicians and by whoever wrote it', async () => {
  const path = `/sessions/${await underWay()}`
  await as(nina, `${path}/commands`, command('write-note', { voice: 'nurse', access: 'clinicians', words: 'spoke of a loss' }))
  await as(theo, `${path}/commands`, command('write-note', { voice: 'sitter', access: 'clinicians', words: 'held hands' }))
  const notes = async (by: Actor) =>
    (await as(by, path)).body.facts.filter(({ type }: { type: string }) => type === 'note-written').map(({ data }: { data: { words: string } }) => data.words)
  expect(await notes(pat)).toEqual(['spoke of a loss', 'held hands'])
  expect(await notes(theo)).toEqual(['For clinicians only.', 'held hands'])
})

test('reading a session leaves a line with the patient; planning one names both', async () => {
  noted.length = 0
  const session = await underWay()
  await as(nina, `/sessions/${session}`)
  expect(noted).toMatchObject([{ act: 'read', event: 'session.read', patient, session }])
})

test('the interface describes every route with an example', () => {
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'test', version: '0' } })
  expect(Object.keys(document.paths ?? {})).toEqual([
    '/api/board',
    '/api/sessions',
    '/api/sessions/{id}',
    '/api/sessions/{id}/facts',
    '/api/patients/{id}/readings',
    '/api/sessions/{id}/commands',
  ])
  expect(JSON.stringify(document.paths)).toContain('record-readings')
})

test('an entry made by somebody else on the same device is not taken under this name', async () => {
  const session = await underWay()
  const kept = { ...command('write-note', { voice: 'nurse', access: 'team', words: 'by Nina' }), kept: true, as: nina.id }
  expect(await as(pat, `/sessions/${session}/commands`, kept)).toMatchObject({ status: 403, body: { code: 'another-person' } })
  expect(await as(nina, `/sessions/${session}/commands`, kept)).toMatchObject({ status: 200, body: { facts: [{ type: 'note-written', by: { id: nina.id } }] } })
})

test('what was kept on a device and no longer fits is answered as taken, and a copy of the first message changes nothing', async () => {
  const session = await underWay()
  await as(nina, `/sessions/${session}/commands`, command('stop-infusion', { reason: 'complete' }))
  const late = { ...command('pause', {}, 62), clock: 'changed', kept: true, as: nina.id }
  const taken = await as(nina, `/sessions/${session}/commands`, late)
  expect(taken).toMatchObject({
    status: 200,
    body: { facts: [{ type: 'look-asked', id: late.id, via: { clock: 'changed' }, data: { refused: { type: 'pause' } } }] },
  })
  const { kept: _, ...first } = late
  expect(await as(nina, `/sessions/${session}/commands`, first)).toEqual(taken)
})
