import { expect, test } from 'vitest'
import type { Tx } from '../../platform/db/database.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { rebuild } from '../../platform/journal/rebuild.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { openDesk, ref } from './session.desk.fixture.ts'
import { calm, fay, minute, nina, protocol } from './session.fixture.ts'
import { board, busyChairs, chartWeight, newestReadings, sessionAt, sessionsOf } from './session.store.ts'
import { boardRow, fold, type Live, type SessionRecorded } from './session.ts'

const { database, clinic, newClinic } = await freshDatabase()
const room = openDesk(database)
const ask = <T>(question: (tx: Tx) => Promise<T>, of = clinic): Promise<T> => database.as(of, question)
const raised = { ...calm, systolic: 171, diastolic: 98 }

test('the board shows a running infusion as the facts have it', async () => {
  const [session, patient] = [uuid7(), uuid7()]
  await room.underWay(clinic, session, patient)
  await room.at(clinic, session)(70, nina, 'record-readings', { values: raised, from: {} })
  const facts = (await room.journal.read(clinic, { kind: 'session', id: session })) as SessionRecorded[]
  const row = boardRow(fold(facts, protocol) as Live, protocol)
  expect(row.status).toBe('dosing')
  expect((await ask(board)).filter((boarded) => boarded.session === session)).toEqual([{ session, ...JSON.parse(JSON.stringify(row)) }])
  expect(room.kept).toContain(ref.hash)
})

test("the board leaves out other days' sessions, but not somebody still in a chair", async () => {
  const [later, today] = [uuid7(), uuid7()]
  const patient = uuid7()
  const now = new Date().toISOString() as ReturnType<typeof minute>
  await room.at(clinic, later)(0, fay, 'schedule', { patient, protocol: ref, chair: '7', plannedFor: minute(60 * 24 * 400) })
  await room.at(clinic, today)(0, fay, 'schedule', { patient, protocol: ref, chair: '7', plannedFor: now })
  const shown = (await ask(board)).map(({ session }) => session)
  expect(shown).toContain(today)
  expect(shown).not.toContain(later)
})

test('a patient has their sessions, newest first, with the dose of the order', async () => {
  const patient = uuid7()
  const [first, second] = [uuid7(), uuid7()]
  await room.underWay(clinic, first, patient)
  await room.at(clinic, second)(0, fay, 'schedule', { patient, protocol: ref, chair: '4', plannedFor: minute(3000) })
  expect(await ask((tx) => sessionsOf(tx, patient))).toEqual([
    { id: second, plannedFor: minute(3000), status: 'scheduled', chair: '4' },
    { id: first, plannedFor: minute(60), status: 'dosing', chair: '3', doseMg: '35' },
  ])
})

test('readings are found newest first; a corrected one stands corrected, a struck one is gone', async () => {
  const [session, patient] = [uuid7(), uuid7()]
  const first = await room.underWay(clinic, session, patient)
  const say = room.at(clinic, session)
  const second = uuid7()
  await say(70, nina, 'record-readings', { values: raised, from: {} }, second)
  const newest = () => newestReadings(database, clinic, patient, 10)
  expect(await newest()).toEqual([
    { at: minute(70), event: second, session, values: raised },
    { at: minute(46), event: first, session, values: calm },
  ])
  const values = { ...raised, systolic: 117 }
  expect(
    await say(72, nina, 'replace-entry', { entry: second, type: 'readings-recorded', data: { values, from: {} }, at: minute(69), reason: 'typing mistake' }),
  ).toMatchObject({ kind: 'done' })
  expect((await newest())[0]).toEqual({ at: minute(69), event: second, session, values })
  await say(73, nina, 'strike-entry', { entry: second, reason: 'another patient' })
  expect(await newest()).toHaveLength(1)
})

test('a chair knows who sits in it, and the chairs in use are known', async () => {
  const [session, chair] = [uuid7(), 'by the door']
  await room.at(clinic, session)(0, fay, 'schedule', { patient: uuid7(), protocol: ref, chair, plannedFor: minute(60) })
  expect(await ask((tx) => sessionAt(tx, chair))).toBeNull()
  expect(await ask(busyChairs)).toContain(chair)
  await room.at(clinic, session)(40, fay, 'arrive', {})
  expect(await ask((tx) => sessionAt(tx, chair))).toBe(session)
  await room.at(clinic, session)(41, nina, 'abandon', { reason: 'feels unwell' })
  expect(await ask((tx) => sessionAt(tx, chair))).toBeNull()
  expect(await ask(busyChairs)).not.toContain(chair)
})

test('the weight of the last session is remembered for the next one', async () => {
  const [patient, earlier, now] = [uuid7(), uuid7(), uuid7()]
  await room.underWay(clinic, earlier, patient)
  expect(await ask((tx) => chartWeight(tx, patient, earlier))).toBeNull()
  expect(await ask((tx) => chartWeight(tx, patient, now))).toBe('70')
  await room.at(clinic, now)(61, fay, 'schedule', { patient, protocol: ref, chair: '9', plannedFor: minute(120) })
  await room.at(clinic, now)(62, fay, 'arrive', {})
  const pounds = await room.at(clinic, now)(63, nina, 'record-weight', { value: '154', unit: 'kg', method: 'scale' })
  expect(pounds.kind).not.toBe('done')
})

test('what is not there is said to be not there', async () => {
  expect(await room.at(clinic, uuid7())(0, nina, 'ready', {})).toEqual({ kind: 'no-such-session' })
  const unknown = { ...ref, hash: 'b'.repeat(64) }
  expect(await room.at(clinic, uuid7())(0, fay, 'schedule', { patient: uuid7(), protocol: unknown, chair: '3', plannedFor: minute(60) })).toEqual({
    kind: 'no-such-protocol',
  })
})

test('a clinic sees nothing of another one', async () => {
  const [session, patient] = [uuid7(), uuid7()]
  await room.underWay(clinic, session, patient)
  const other = await newClinic()
  expect(await room.at(other, session)(61, nina, 'pause', {})).toEqual({ kind: 'no-such-session' })
  expect(await ask((tx) => sessionsOf(tx, patient), other)).toEqual([])
  expect(await newestReadings(database, other, patient, 10)).toEqual([])
  expect(await ask(board, other)).toEqual([])
})

test('rebuilt from the journal, every table is what it was, byte for byte', async () => {
  const content = () =>
    database.acrossClinics(async (tx) => [
      await tx.sql`select l::text from session_list l order by clinic, session`,
      await tx.sql`select r::text from reading r order by clinic, patient, at, event`,
    ])
  const before = await content()
  expect(before.flat().length).toBeGreaterThan(15)
  const fresh = openDesk(database)
  await rebuild({ database, projections: [fresh.projection], models: fresh.models, prepare: (tx, of) => fresh.versions.meetAll(tx, of) })
  expect(await content()).toEqual(before)
})
