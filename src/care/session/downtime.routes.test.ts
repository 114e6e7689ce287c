import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import type { AccessLine } from '../../platform/audit/audit.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { rightsOf } from '../staff/rights.ts'
import { downtimeRoutes } from './downtime.routes.ts'
import { openDesk, ref } from './session.desk.fixture.ts'
import { fay, minute, nina, noor, theo } from './session.fixture.ts'
import { listed } from './session.store.ts'

const { database, clinic } = await freshDatabase()
const room = openDesk(database)
const [ada, ben] = [uuid7(), uuid7()]
let who: Actor = nina
let now = minute(75)
const restricted = new Set<string>()
const noted: AccessLine[] = []
const house: House = {
  who: async () => ({ kind: 'person', person: { clinic, by: who as never, roles: who.roles, rights: new Set(rightsOf(who.roles)) } }),
  says: (right) => right,
  chart: async (_person, _right, of) => {
    const patient = 'session' in of ? ((await database.as(clinic, (tx) => listed(tx, of.session)))?.patient ?? '') : ''
    return restricted.has(patient)
      ? { kind: 'closed', patient, code: 'chart-restricted', why: 'Kept to named people.' }
      : { kind: 'open', patient, by: 'right' }
  },
  database,
  audit: { note: (line) => void noted.push(line), write: async () => {} },
  now: () => new Date(0),
}
const app = httpApp({ house, report: (fault) => console.error(fault) }).route(
  '/api',
  downtimeRoutes({
    ...{ desk: room.desk, database, now: () => now },
    clinic: async () => ({ name: 'Larch Street', zone: 'UTC', demo: false }),
    chairs: async () => [{ id: '3', name: 'Window' }],
    people: async (_tx, ids) => new Map(ids.map((id) => [id, { name: id === ada ? 'Ada Able' : 'Ben Best', birthDate: '1990-01-02' }])),
    patient: async (_tx, _clinic, id) =>
      id === ada ? { allergies: [{ substance: 'penicillin' }], allergyStatus: 'listed' } : { allergies: [], allergyStatus: 'unknown' },
  }),
)
const take = async (by: Actor) => {
  who = by
  const answer = await app.request('/api/downtime')
  return { status: answer.status, text: await answer.clone().text(), body: await answer.json() }
}
const [first, second] = [uuid7(), uuid7()]
await room.underWay(clinic, first, ada)
await room.underWay(clinic, second, ben, '4')
beforeEach(() => void noted.splice(0))

test('every running session is in it, with the clinic, who took it and when', async () => {
  const { status, body } = await take(nina)
  expect(status).toBe(200)
  expect(body).toMatchObject({ clinic: { name: 'Larch Street' }, by: { name: 'Nina Nurse' }, takenAt: minute(75) })
  expect(body.sheets).toHaveLength(2)
  expect(body.sheets.find(({ session }: { session: string }) => session === first)).toMatchObject({
    ...{ name: 'Ada Able', chair: 'Window', status: 'dosing' },
    chart: { given: { deliveredMg: '13.125' }, allergies: { asked: 'today' } },
  })
})

test('whoever reads no charts gets who, where and since when, as on the board, and nothing else', async () => {
  const { body, text } = await take(fay)
  expect(body.sheets[0]).toMatchObject({ chart: null, withheld: 'no-charts', name: expect.any(String) })
  for (const secret of ['deliveredMg', 'penicillin', 'systolic', 'Eva Escort']) expect(text).not.toContain(secret)
})

test('a chart kept to named people is not copied onto the device of anybody else', async () => {
  restricted.add(ben)
  const { body } = await take(theo)
  expect(body.sheets.find(({ session }: { session: string }) => session === second)).toMatchObject({ chart: null, withheld: 'restricted' })
  expect(body.sheets.find(({ session }: { session: string }) => session === first).chart).not.toBeNull()
  restricted.clear()
})

test('each chart that goes onto somebody’s device leaves a line in the trail, once an hour and not each minute', async () => {
  await take(noor)
  expect(noted).toMatchObject([
    { event: 'downtime.kept', act: 'read', by: { id: 'noor' }, patient: expect.any(String), session: expect.any(String) },
    { event: 'downtime.kept' },
  ])
  now = minute(76)
  await take(noor)
  expect(noted).toHaveLength(2)
  now = minute(75 + 61)
  await take(noor)
  expect(noted).toHaveLength(4)
})

test('somebody who is only expected is not in it, nor is somebody whose session was called off', async () => {
  const third = uuid7()
  const say = room.at(clinic, third)
  const isIn = async () => (await take(nina)).body.sheets.some(({ session }: { session: string }) => session === third)
  await say(0, fay, 'schedule', { patient: ada, protocol: ref, chair: '3', plannedFor: minute(60) })
  expect(await isIn()).toBe(false)
  await say(40, fay, 'arrive', {})
  expect(await isIn()).toBe(true)
  await say(50, nina, 'abandon', { reason: 'Had eaten' })
  expect(await isIn()).toBe(false)
})
