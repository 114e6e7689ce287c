import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import type { AccessLine } from '../../platform/audit/audit.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { sha256 } from '../../platform/sealed/sealed.ts'
import { rightsOf } from '../staff/rights.ts'
import { decision, ida } from './letter.fixture.ts'
import { letterRoutes } from './letter.routes.ts'
import type { LetterDecision } from './letter.ts'

const { database, clinic } = await freshDatabase()
const journal = openJournal({ database, projections: [] })
const kim: Actor = { kind: 'staff', id: 'n1', name: 'Kim Lee', roles: ['nurse'] }
const theo: Actor = { kind: 'staff', id: 't1', name: 'Theo', roles: ['therapist'] }
const state = { who: kim as Actor, decision: decision() as LetterDecision | null, now: Date.parse('2026-11-24T14:00:00Z') }
const noted: AccessLine[] = []
const house: House = {
  who: async () => ({ kind: 'person', person: { clinic, by: state.who as never, roles: state.who.roles, rights: new Set(rightsOf(state.who.roles)) } }),
  says: (right) => right,
  chart: async (_person, _right, of) => ('patient' in of ? { kind: 'open', patient: of.patient, by: 'right' } : { kind: 'unknown' }),
  database,
  audit: { note: (line) => void noted.push(line), write: async (_tx, line) => void noted.push(line) },
  now: () => new Date(state.now),
}
const app = httpApp({ house, report: console.error }).route(
  '/api',
  letterRoutes({
    journal,
    patient: async () => ({ givenName: 'Ana', familyName: 'Reyes', birthDate: '1985-03-04', contacts: [ida] }),
    clinic: async () => ({ name: 'Larch Street Clinic', zone: 'UTC' }),
    decisionOf: async () => state.decision,
    crisis: async () => [{ name: 'Lifeline', call: '988' }],
  }),
)
async function ask(path: string, body?: object, by: Actor = kim) {
  state.who = by
  const answer = await app.request(
    `/api/patients/${path}`,
    body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
  )
  const bytes = Buffer.from(await answer.arrayBuffer())
  return {
    status: answer.status,
    etag: answer.headers.get('etag'),
    bytes,
    body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(bytes.toString()) : null,
  }
}
const send = (data: object, id = uuid7()) => ({ id, at: '2026-11-24T14:00:00.000Z', type: 'send', data })

test('a letter is read on the screen before it goes out, with its school grade', async () => {
  expect(await ask('ana/letters/patient')).toMatchObject({ status: 200, body: { letter: { kind: 'patient' }, grade: expect.any(Number) } })
  expect(await ask('ana/letters/referrer')).toMatchObject({ status: 200, body: { letter: { to: expect.arrayContaining(['Dr. Ida Reed']) } } })
  expect(await ask('ana/letters/pcp')).toMatchObject({ status: 404, body: { code: 'no-letter' } })
})

test('what went out is kept: to whom, by whom, by which way, and the very bytes, also after the decision changed', async () => {
  const id = uuid7()
  expect(await ask('ana/letters/commands', send({ kind: 'referrer', contact: 'c1', how: 'fax' }, id))).toMatchObject({ status: 200 })
  const before = await ask(`ana/sent-letters/${id}/letter.pdf`)
  expect(before.etag).toBe(`"${sha256(before.bytes)}"`)
  state.decision = decision({ outcome: 'decline', reason: 'New findings.' })
  state.now += 86_400_000
  expect((await ask(`ana/sent-letters/${id}/letter.pdf`)).bytes.equals(before.bytes)).toBe(true)
  expect((await ask('ana/letters')).body.sent).toMatchObject([
    { letter: id, kind: 'referrer', to: { name: 'Dr. Ida Reed', role: 'referrer' }, how: 'fax', sha256: sha256(before.bytes), by: { name: 'Kim Lee' } },
  ])
  expect(noted.at(-2)).toMatchObject({ act: 'print', event: 'letter.printed', patient: 'ana', reason: `sha256 ${sha256(before.bytes)}` })
  state.decision = decision()
})

test('sent twice under one id it is one letter, with the first bytes', async () => {
  const id = uuid7()
  const first = await ask('bea/letters/commands', send({ kind: 'patient', how: 'handed' }, id))
  state.now += 86_400_000
  expect(await ask('bea/letters/commands', send({ kind: 'patient', how: 'handed' }, id))).toMatchObject({ status: 200, body: first.body })
  expect((await ask('bea/letters')).body.sent).toHaveLength(1)
})

test('without a signed decision nothing is read, printed or sent', async () => {
  for (const none of [null, { ...decision(), decided: null }, decision({ withdrawn: 'New findings' })]) {
    state.decision = none
    expect((await ask('cleo/letters')).body.decided).toBeNull()
    expect((await ask('cleo/letters/patient')).status).toBe(404)
    expect((await ask('cleo/letters/patient/letter.pdf')).status).toBe(404)
    expect(await ask('cleo/letters/commands', send({ kind: 'patient', how: 'handed' }))).toMatchObject({
      status: 422,
      body: { because: [{ code: 'no-decision' }] },
    })
  }
  state.decision = decision()
})

test('a letter of one patient is not found under another, and who may not send does not', async () => {
  const id = uuid7()
  await ask('dora/letters/commands', send({ kind: 'patient', how: 'handed' }, id))
  expect((await ask(`ana/sent-letters/${id}/letter.pdf`)).status).toBe(404)
  expect((await ask('dora/letters/commands', send({ kind: 'patient', how: 'handed' }), theo)).status).toBe(403)
  expect((await ask('dora/letters/patient/letter.pdf', undefined, theo)).status).toBe(403)
  expect((await ask('dora/letters/patient', undefined, theo)).status).toBe(200)
})

test.each([{ kind: 'everybody', how: 'fax' }, { kind: 'patient', how: 'pigeon' }, { how: 'fax' }, 'x', null])('%j is turned away at the door', async (data) => {
  expect((await ask('ana/letters/commands', send(data as object))).status).toBe(400)
})
