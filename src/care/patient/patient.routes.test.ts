import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { robin } from './patient.fixture.ts'
import { patientRoutes } from './patient.routes.ts'
import { chartOf, patientProjection } from './patient.store.ts'

const { database, clinic } = await freshDatabase()
const journal = openJournal({ database, projections: [patientProjection] })
const changed: string[] = []

function app(...rights: Right[]) {
  const house: House = {
    who: async () => ({
      kind: 'person',
      person: { clinic, by: { kind: 'staff', id: 's1', name: 'Nora Nurse', roles: ['nurse'] }, roles: ['nurse'], rights: new Set(rights) },
    }),
    says: (right) => right,
    chart: async (person, _right, of) => {
      const patient = 'patient' in of ? of.patient : ''
      return (await database.as(person.clinic, (tx) => chartOf(tx, patient))) ? { kind: 'open', patient, by: 'right' } : { kind: 'unknown' }
    },
    database,
    audit: { note: () => {}, write: async () => {} },
    now: () => new Date('2026-11-24T14:00:00Z'),
  }
  const session = { id: 'v1', plannedFor: '2026-11-25T14:00:00.000Z' as never, status: 'scheduled' as const, chair: 'window' }
  const parts = {
    journal,
    sessionsOf: async () => [session],
    openUntil: async () => null,
    chartChanged: (_: string, patient: string) => void changed.push(patient),
  }
  return httpApp({ house, report: console.error }).route('/api', patientRoutes(parts))
}
const all: Right[] = ['patient.list', 'patient.register', 'chart.read', 'session.prepare', 'chart.restrict']
const ask = async (path: string, body?: object, rights = all) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const answer = await app(...rights).request(path, init)
  return { status: answer.status, body: await answer.json() }
}
const command = (order: object) => ({ id: uuid7(), at: '2026-11-24T14:00:00Z', ...order })
const registering = (patient: string, change = {}) => ({ ...command({ type: 'register', data: { ...robin, ...change } }), patient })

test('a patient is registered, found, and the chart says what nobody has asked yet', async () => {
  const patient = uuid7()
  expect(await ask('/api/patients', registering(patient))).toMatchObject({
    status: 200,
    body: { seq: 1, facts: [{ type: 'patient-registered', data: robin }] },
  })
  expect((await ask('/api/patients?q=exa')).body).toMatchObject({ patients: [{ id: patient, familyName: 'Example' }], next: null })
  expect((await ask(`/api/patients/${patient}`)).body).toMatchObject({
    patient: { ...robin, allergyStatus: 'unknown', allergies: [], seq: 1 },
    sessions: [{ id: 'v1', status: 'scheduled' }],
    serverTime: '2026-11-24T14:00:00.000Z',
  })
})

test('the same registration sent twice is one patient and one answer', async () => {
  const body = registering(uuid7(), { familyName: 'Twice' })
  const [first, second] = [await ask('/api/patients', body), await ask('/api/patients', body)]
  expect(second).toEqual(first)
  expect((await ask('/api/patients?q=twice')).body.patients).toHaveLength(1)
})

test('a second patient of that name and birth date is asked about, and registered when confirmed', async () => {
  await ask('/api/patients', registering(uuid7(), { familyName: 'Twin' }))
  const twin = registering(uuid7(), { familyName: 'Twin' })
  expect(await ask('/api/patients', twin)).toMatchObject({ status: 409, body: { code: 'ask', questions: [{ code: 'same-person' }] } })
  expect((await ask('/api/patients', { ...twin, confirmed: ['same-person'] })).status).toBe(200)
})

test('an impossible birth date is refused in words, for its field', async () => {
  const { status, body } = await ask('/api/patients', registering(uuid7(), { birthDate: '2080-01-01' }))
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'refused', because: [{ code: 'birth-date-ahead', field: 'birthDate' }] })
})

test('an allergy goes onto the chart, and the door is told that the chart changed', async () => {
  const patient = uuid7()
  await ask('/api/patients', registering(patient, { familyName: 'Allergic' }))
  const path = `/api/patients/${patient}/commands`
  expect((await ask(path, command({ type: 'record-allergy', data: { substance: 'Latex' } }))).status).toBe(200)
  expect((await ask(path, command({ type: 'no-known-allergies', data: {} }))).body).toMatchObject({ code: 'refused', because: [{ code: 'allergies-listed' }] })
  expect((await ask(`/api/patients/${patient}`)).body.patient).toMatchObject({ allergyStatus: 'listed', allergies: [{ substance: 'Latex', by: 'Nora Nurse' }] })
  expect(changed).toContain(patient)
})

test('each command needs its own right', async () => {
  const patient = uuid7()
  await ask('/api/patients', registering(patient, { familyName: 'Rights' }))
  const path = `/api/patients/${patient}/commands`
  const allergy = command({ type: 'record-allergy', data: { substance: 'Latex' } })
  expect((await ask(path, allergy, ['chart.read', 'patient.register'])).status).toBe(403)
  expect((await ask(path, command({ type: 'restrict-chart', data: { staff: ['s1'], reason: 'x' } }), ['chart.read', 'session.prepare'])).status).toBe(403)
  expect((await ask('/api/patients', registering(uuid7()), ['patient.list'])).status).toBe(403)
  expect((await ask('/api/patients', undefined, ['chart.read'])).status).toBe(403)
  expect((await ask(path, command({ type: 'register', data: robin }))).status).toBe(400)
})

test('a patient nobody has is not found', async () => {
  expect((await ask(`/api/patients/${uuid7()}`)).status).toBe(404)
})
