import { expect, test } from 'vitest'
import { bundle, bytes, catalogue, ingredients, loinc, maps, patient } from '../../exchange/fhir/fhir.fixture.ts'
import { readRecord } from '../../exchange/fhir/fhir.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { memoryJournal } from '../../platform/journal/memory.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { factsRoutes } from './facts.routes.ts'
import { IMPORTS, importRoutes } from './import.routes.ts'

const { database, clinic } = await freshDatabase()
const journal = memoryJournal()
const chart = { givenName: 'Up', familyName: 'Made', birthDate: '1980-02-29' }

function app(...rights: Right[]) {
  const house: House = {
    who: async () => ({
      kind: 'person',
      person: { clinic, by: { kind: 'staff', id: 's1', name: 'Nora Nurse', roles: ['nurse'] }, roles: ['nurse'], rights: new Set(rights) },
    }),
    says: (right) => right,
    chart: async (_person, _right, of) => ({ kind: 'open', patient: 'patient' in of ? of.patient : '', by: 'right' }),
    database,
    audit: { note: () => {}, write: async () => {} },
    now: () => new Date('2026-11-24T14:00:00Z'),
  }
  const parts = {
    journal,
    catalogue: async () => catalogue,
    ingredients,
    readRecord: (chunks: AsyncIterable<Uint8Array>, person?: string) => readRecord([{ chunks }], maps, person),
    person: async () => chart,
  }
  return httpApp({ house, report: console.error, uploads: IMPORTS }).route('/api', factsRoutes(parts)).route('/api', importRoutes(parts))
}
const all: Right[] = ['chart.read', 'facts.write', 'facts.import']
const ask = async (path: string, body?: object, rights = all) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const answer = await app(...rights).request(path, init)
  return { status: answer.status, body: await answer.json() }
}
const send = async (who: string, record: unknown, more = '', rights = all) => {
  const init = { method: 'POST', body: bytes(record) as BodyInit, headers: { 'content-type': 'application/fhir+json' } }
  const answer = await app(...rights).request(`/api/patients/${who}/import?id=${uuid7()}${more}`, init)
  return { status: answer.status, body: await answer.json() }
}
const command = (type: string, data: object) => ({ id: uuid7(), at: '2026-11-24T14:00:00Z', type, data })
const weight = {
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  code: loinc('29463-7'),
  effectiveDateTime: '2026-11-02',
  valueQuantity: { value: 72.4, unit: 'kg' },
}
const sodium = { ...weight, id: 's', code: { ...loinc('2947-0'), text: 'Sodium' } }

test('a record is imported once: sent again it adds nothing, and what nobody understands stays visible', async () => {
  const who = uuid7()
  expect(await send(who, bundle([weight, sodium]))).toMatchObject({ status: 200, body: { added: 2, known: 0, unmapped: 1, notForHere: 0 } })
  expect(await send(who, bundle([weight, sodium]))).toMatchObject({ status: 200, body: { added: 0, known: 2, unmapped: 0, unmappedKnown: 1, seq: 2 } })
  const { body } = await ask(`/api/patients/${who}/facts`)
  expect(body.statements.map(({ fact }: { fact: string }) => fact)).toEqual(['birth-date', 'weight'])
  expect(body.statements[1]).toMatchObject({ value: 72.4, at: '2026-11-02', source: { kind: 'import', ref: 'Observation/w' }, recordedBy: 'Nora Nurse' })
  expect(body).toMatchObject({ unmapped: [{ what: 'Observation: Sodium' }], unmappedCount: 1 })
})

test('a corrected entry stands beside the earlier one', async () => {
  const who = uuid7()
  await send(who, bundle([weight]))
  expect(await send(who, bundle([{ ...weight, valueQuantity: { value: 74.2, unit: 'kg' } }]))).toMatchObject({ body: { added: 1, known: 1 } })
})

test('a record of somebody with another name or birth date is asked about, and nothing is taken until a person says yes', async () => {
  const who = uuid7()
  const other = bundle([weight])
  const twin = {
    ...other,
    entry: [{ ...other.entry[0], resource: { ...patient, name: [{ family: 'Twin', given: ['Up'] }], birthDate: '1981-03-01' } }, ...other.entry.slice(1)],
  }
  expect(await send(who, twin)).toMatchObject({ status: 409, body: { code: 'ask', questions: [{ code: 'other-name' }, { code: 'other-birth-date' }] } })
  expect((await ask(`/api/patients/${who}/facts`)).body.statements).toEqual([])
  expect(await send(who, twin, '&confirmed=other-name')).toMatchObject({ status: 409, body: { questions: [{ code: 'other-birth-date' }] } })
  expect(await send(who, twin, '&confirmed=other-name,other-birth-date')).toMatchObject({ status: 200, body: { added: 2 } })
})

test('a record that does not read, or holds two people, gives nothing and says what and where', async () => {
  const who = uuid7()
  expect(await send(who, JSON.stringify(bundle([weight])).slice(0, -9))).toMatchObject({
    status: 422,
    body: { code: 'not-readable', issues: [{ path: expect.stringMatching(/byte \d+/) }] },
  })
  const two = { ...bundle([weight]), entry: [...bundle([weight]).entry, { resource: { ...patient, id: 'you' } }] }
  expect(await send(who, two)).toMatchObject({
    status: 409,
    body: { code: 'whose', issues: [{ path: 'me', message: 'Up Made, born 1980-02-29' }, { path: 'you' }] },
  })
  expect((await ask(`/api/patients/${who}/facts`)).body.statements).toEqual([])
  expect(await send(who, two, '&person=me')).toMatchObject({ status: 200, body: { added: 2 } })
})

test('more than a mebibyte streams in; more than 100 MB is turned away', async () => {
  const many = bundle(Array.from({ length: 9000 }, (_, i) => ({ ...sodium, id: `s${i}` })))
  expect(JSON.stringify(many).length).toBeGreaterThan(1024 * 1024)
  expect(await send(uuid7(), many)).toMatchObject({ status: 200, body: { unmapped: 9000 } })
  const chunk = new Uint8Array(1024 * 1024).fill(0x20)
  const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(chunk) })
  const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
  expect((await app(...all).request(`/api/patients/${uuid7()}/import?id=${uuid7()}`, init)).status).toBe(413)
})

test('staff state, correct and withdraw; each entry keeps who said it and when it was true', async () => {
  const who = uuid7()
  const state = command('state', { fact: 'weight', value: 80, at: '2026-11-20' })
  expect((await ask(`/api/patients/${who}/facts/commands`, state)).status).toBe(200)
  const correct = command('correct', { statement: state.id, reason: 'typed wrongly', fact: 'weight', value: 70, at: '2026-11-20' })
  expect((await ask(`/api/patients/${who}/facts/commands`, correct)).status).toBe(200)
  const known = (await ask(`/api/patients/${who}/facts`)).body
  expect(known.statements).toMatchObject([{ value: 70, at: '2026-11-20', source: { kind: 'clinician', by: 'Nora Nurse' } }])
  expect(known.withdrawn).toMatchObject([{ value: 80, reason: 'typed wrongly', withdrawnBy: 'Nora Nurse' }])
  expect((await ask(`/api/patients/${who}/facts/commands`, command('withdraw', { statement: correct.id, reason: ' ' }))).status).toBe(422)
  expect((await ask(`/api/patients/${who}/facts/commands`, command('withdraw', { statement: correct.id, reason: 'not theirs' }))).status).toBe(200)
})

test.each([
  ['another kind of value', { fact: 'weight', value: 'heavy', at: '2026-11-20' }],
  ['a fact nobody reads', { fact: 'shoe-size', value: 44, at: '2026-11-20' }],
  ['a day to come', { fact: 'weight', value: 80, at: '2027-11-20' }],
  ['no date', { fact: 'weight', value: 80, at: 'yesterday' }],
])('%s is refused with a reason', async (_name, data) => {
  const { status, body } = await ask(`/api/patients/${uuid7()}/facts/commands`, command('state', data))
  expect([status, body.because[0].message]).toEqual([422, expect.any(String)])
})

test('each door asks for its right', async () => {
  expect((await send(uuid7(), bundle([weight]), '', ['chart.read', 'facts.write'])).status).toBe(403)
  expect((await ask(`/api/patients/${uuid7()}/facts/commands`, command('state', {}), ['chart.read'])).status).toBe(403)
  expect((await ask(`/api/patients/${uuid7()}/facts`, undefined, ['facts.write'])).status).toBe(403)
})
