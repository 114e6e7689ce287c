import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import type { AccessLine } from '../../platform/audit/audit.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { rightsOf } from '../staff/rights.ts'
import { pdfText, says } from './record/pdf.fixture.ts'
import { recordRoutes } from './record.routes.ts'
import { openDesk } from './session.desk.fixture.ts'
import { calm, fay, minute, nina, pat, theo, wellAgain } from './session.fixture.ts'
import { listed } from './session.store.ts'

const { database, clinic } = await freshDatabase()
const room = openDesk(database)
const patient = uuid7()
let who: Actor = nina
let now = minute(75)
let openedBy: 'right' | 'grant' = 'right'
const noted: AccessLine[] = []
const house: House = {
  who: async () => ({ kind: 'person', person: { clinic, by: who as never, roles: who.roles, rights: new Set(rightsOf(who.roles)) } }),
  says: (right) => right,
  chart: async (_person, _right, of) => {
    const found = 'session' in of ? await database.as(clinic, (tx) => listed(tx, of.session)) : null
    return found ? { kind: 'open', patient: found.patient, by: openedBy } : { kind: 'unknown' }
  },
  database,
  audit: { note: (line) => void noted.push(line), write: async () => {} },
  now: () => new Date(0),
}
const app = httpApp({ house, report: () => {} }).route(
  '/api',
  recordRoutes({
    journal: room.journal,
    versions: room.versions,
    patient: async () => ({ givenName: 'Ada', familyName: 'Able', birthDate: '1990-01-02', sex: 'female', allergies: [], allergyStatus: 'unknown' }),
    clinic: async () => ({ name: 'Test clinic', zone: 'UTC' }),
    chairs: async () => [{ id: '3', name: 'Window' }],
    now: () => now,
  }),
)
const print = async (session: string, by: Actor = nina) => {
  who = by
  const answer = await app.request(`/api/sessions/${session}/record.pdf`)
  return { status: answer.status, headers: answer.headers, pdf: Buffer.from(await answer.arrayBuffer()) }
}
const underWay = async () => {
  const session = uuid7()
  await room.underWay(clinic, session, patient)
  return session
}

test('a running session prints as it stands now, as a draft', async () => {
  const session = await underWay()
  now = minute(75)
  const { status, headers, pdf } = await print(session)
  const pages = pdfText(pdf)
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf'])
  // 131.25 mL/h of 0.4 mg/mL for 15 of 40 minutes: 13.125 mg of 35.
  expect(says(pages, '13.13 mg of 35 mg ordered')).toBe(true)
  expect(says(pages, 'Not yet signed: a draft')).toBe(true)
  expect(says(pages, 'Allergies')).toBe(true)
})

test('a record grows with its session, and is the same bytes while nothing is written', async () => {
  const session = await underWay()
  const say = room.at(clinic, session)
  await say(70, nina, 'stop-infusion', { reason: 'patient-wish' })
  await say(72, theo, 'write-note', { voice: 'sitter', access: 'clinicians', words: 'Asked to stop, was calm.' })
  now = minute(90)
  const first = await print(session)
  await say(135, nina, 'assess', wellAgain)
  now = minute(140)
  const later = await print(session)
  const again = await print(session)
  expect(first.headers.get('etag')).not.toBe(later.headers.get('etag'))
  expect(again.pdf.equals(later.pdf)).toBe(true)
  expect(says(pdfText(again.pdf), 'Asked to stop, was calm.')).toBe(true)
})

test('the audit trail keeps who printed what', async () => {
  const session = await underWay()
  await print(session, pat)
  expect(noted.at(-1)).toMatchObject({ act: 'print', event: 'record.printed', session, by: pat, reason: expect.stringMatching(/^sha256 [0-9a-f]{64}$/) })
})

test('a signed record is sealed: the same bytes for good, and bytes changed behind its back are not shown', async () => {
  const session = await underWay()
  const say = room.at(clinic, session)
  const told: string[] = []
  const must = async (...what: Parameters<typeof say>) => {
    const { kind, ...why } = await say(...what)
    if (kind !== 'done') told.push(`${what[2]}: ${JSON.stringify(why)}`)
  }
  await must(100, nina, 'stop-infusion', { reason: 'complete' })
  await must(160, nina, 'record-readings', { values: calm, from: {} })
  await must(161, nina, 'remove-iv', { intact: true })
  await must(165, nina, 'assess', wellAgain)
  await must(166, nina, 'hand-over', { escort: 'Eva Escort', signature: { name: 'Eva Escort' }, advice: 'sheet' })
  await must(167, nina, 'discharge', {})
  await must(168, nina, 'sign', { as: 'nurse' })
  await must(169, pat, 'sign', { as: 'physician' })
  expect(told).toEqual([])
  const first = await print(session)
  expect(says(pdfText(first.pdf), 'Signed')).toBe(true)
  now = minute(9000)
  expect((await print(session)).pdf.equals(first.pdf)).toBe(true)
  await database.acrossClinics((tx) => tx.sql`update sealed_record set bytes = 'other'::bytea where session = ${session}`)
  expect((await print(session)).status).toBe(500)
})

test('the head hash on the paper is the journal’s', async () => {
  const session = await underWay()
  const [row] = await database.as(clinic, (tx) => tx.sql<{ hash: string }>`select encode(hash, 'hex') as hash from stream_head where stream_id = ${session}`)
  expect(says(pdfText((await print(session)).pdf), `Last hash ${row?.hash}`)).toBe(true)
})

test('only who may print records gets one, and there is none of a session that is not', async () => {
  const session = await underWay()
  expect((await print(session, fay)).status).toBe(403)
  expect((await print(session, theo)).status).toBe(403)
  expect((await print(uuid7())).status).toBe(404)
})

test('a guest let in by break-glass gets a copy without the words for clinicians', async () => {
  const session = await underWay()
  await room.at(clinic, session)(72, nina, 'write-note', { voice: 'nurse', access: 'clinicians', words: 'Between clinicians alone.' })
  const words = async (by: Actor) => says(pdfText((await print(session, by)).pdf), 'Between clinicians alone.')
  openedBy = 'grant'
  expect(await words(theo)).toBe(false)
  openedBy = 'right'
  expect(await words(nina)).toBe(true)
})
