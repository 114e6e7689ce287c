import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { sha256 } from '../../platform/sealed/sealed.ts'
import { rightsOf } from '../staff/rights.ts'
import { book, doctor, drip, filled, nurse, STROKES } from './consent.fixture.ts'
import { consentRoutes } from './consent.routes.ts'
import { consentProjection, lastFilled, patientsOfConsents } from './consent.store.ts'
import { deskRoutes } from './desk.routes.ts'
import { consentPaperRoutes } from './paper.routes.ts'

const { database, clinic, newClinic } = await freshDatabase()
const journal = openJournal({ database, projections: [consentProjection] })
const ANA = 'ana'
const state = { who: nurse as Actor, locked: false, clinic, now: Date.parse('2026-11-24T14:00:00Z') }
const theo: Actor = { kind: 'staff', id: 't1', name: 'Theo', roles: ['therapist'] }
const fay: Actor = { kind: 'staff', id: 'f1', name: 'Fay', roles: ['front-desk'] }

const house: House = {
  who: async () => ({
    kind: state.locked ? 'locked' : 'person',
    person: { clinic: state.clinic, by: state.who as never, roles: state.who.roles, rights: new Set(rightsOf(state.who.roles)) },
  }),
  says: (right) => right,
  chart: async (_person, _right, of) => ('patient' in of && of.patient !== 'closed' ? { kind: 'open', patient: of.patient, by: 'right' } : { kind: 'unknown' }),
  database,
  audit: { note: () => {}, write: async () => {} },
  now: () => new Date(state.now),
}
const parts = {
  journal,
  book,
  patient: async () => ({ givenName: 'Ana', familyName: 'Reyes', birthDate: '1985-03-04' }),
  clinic: async () => ({ name: 'Larch Street Clinic', zone: 'America/New_York' }),
}
const app = httpApp({ house, report: () => {} })
for (const room of [consentRoutes(parts), deskRoutes(parts), consentPaperRoutes(parts)]) app.route('/api', room)

type Said = { status: number; body: Record<string, never> & { code?: string; because?: { code: string }[]; pass?: string; consent?: never } }
async function ask(path: string, body?: object, by: Actor = nurse): Promise<Said> {
  state.who = by
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const answer = await app.request(`/api${path}`, init)
  return { status: answer.status, body: await answer.json() }
}
const command = (order: object) => ({ id: uuid7(), at: '2026-11-24T14:00:00.000Z', ...order })
const at = (consent: string, rest = '', patient = ANA) => `/patients/${patient}/consents/${consent}${rest}`

async function prepared(change = {}, patient = ANA): Promise<string> {
  const consent = uuid7()
  const data = { form: drip.ref, fill: filled(drip), ...change }
  expect(await ask(`/patients/${patient}/consents`, { ...command({ type: 'prepare', data }), consent })).toMatchObject({ status: 200 })
  return consent
}
/** Runs `work` with the screen locked, as it is while the patient has it. */
async function onDesk<T>(work: () => Promise<T>): Promise<T> {
  state.locked = true
  const found = await work()
  state.locked = false
  return found
}
const handOver = async (consent: string, by = nurse) =>
  (await ask(at(consent, '/hand-over'), command({ type: 'hand-over' }), by)).body.pass as unknown as string
const desk = (consent: string, pass: string, order: object, by = nurse) => ask(at(consent, '/desk/commands'), { ...command(order), pass }, by)

async function readAndSigned(consent: string, signature: object = { name: 'Ana Reyes', strokes: STROKES }): Promise<void> {
  const pass = await handOver(consent)
  await onDesk(async () => {
    for (const { id } of drip.template.sections) expect((await desk(consent, pass, { type: 'read-section', data: { section: id } })).status).toBe(200)
    expect(await desk(consent, pass, { type: 'sign-patient', data: { signature } })).toMatchObject({ status: 200 })
  })
}
const signedByBoth = async () => {
  const consent = await prepared()
  await readAndSigned(consent)
  expect(await ask(at(consent, '/commands'), command({ type: 'sign-clinician', data: { capacity: true, answered: true } }), doctor)).toMatchObject({
    status: 200,
  })
  return consent
}
async function print(consent: string, rest = '', by: Actor = nurse) {
  state.who = by
  const answer = await app.request(`/api${at(consent, `/consent.pdf${rest}`)}`)
  return { status: answer.status, etag: answer.headers.get('etag'), pdf: Buffer.from(await answer.arrayBuffer()) }
}

test('the forms in force are told with what each must tell, and with what the clinic filled in last', async () => {
  await prepared({ fill: filled(drip, { phone: '555 0100', diagnosis: 'depression of Ana' }) })
  const { status, body } = await ask('/consent-forms')
  expect(status).toBe(200)
  const form = (body as unknown as { forms: { ref: object; last: Record<string, string> }[] }).forms.find(
    ({ ref }) => (ref as { id: string }).id === drip.ref.id,
  )
  expect(form?.last.phone).toBe('555 0100')
  expect(JSON.stringify(form?.last)).not.toContain('Ana')
})

test('a form with an open place is refused with which, and nothing is kept', async () => {
  const answer = await ask(`/patients/${ANA}/consents`, {
    ...command({ type: 'prepare', data: { form: drip.ref, fill: filled(drip, { price: '' }) } }),
    consent: uuid7(),
  })
  expect(answer).toMatchObject({ status: 422, body: { because: [{ code: 'open-place', field: 'price' }] } })
})

test('the patient’s page opens on a locked screen alone, with its pass alone, for this consent alone', async () => {
  const [consent, other] = [await prepared(), await prepared()]
  const pass = await handOver(consent)
  expect(await ask(at(consent, '/desk'), { pass })).toMatchObject({ status: 409, body: { code: 'not-locked' } })
  await onDesk(async () => {
    expect(await ask(at(consent, '/desk'), { pass })).toMatchObject({ status: 200, body: { patient: { name: 'Ana Reyes' }, consent: { status: 'open' } } })
    expect(await ask(at(consent, '/desk'), { pass: 'f'.repeat(64) })).toMatchObject({ status: 403, body: { code: 'no-pass' } })
    expect(await ask(at(other, '/desk'), { pass })).toMatchObject({ status: 403, body: { code: 'no-pass' } })
    expect(await ask(at(consent, '/desk'), { pass }, doctor)).toMatchObject({ status: 403, body: { code: 'no-pass' } })
    expect(await ask(at(consent, '/desk', 'bob'), { pass })).toMatchObject({ status: 404 })
    for (const path of ['/consent-forms', `/patients/${ANA}/consents`, at(consent)]) expect((await ask(path)).status, path).toBe(423)
    expect((await ask(at(consent, '/commands'), command({ type: 'answer', data: { question: uuid7(), words: 'x' } }))).status).toBe(423)
    expect((await ask(at(consent, '/hand-over'), command({ type: 'hand-over' }))).status).toBe(423)
  })
})

test('a tablet that was forgotten opens the page no longer, and a second hand-over ends the first', async () => {
  const consent = await prepared()
  const first = await handOver(consent)
  const second = await handOver(consent)
  await onDesk(async () => {
    expect(await ask(at(consent, '/desk'), { pass: first })).toMatchObject({ status: 403, body: { code: 'no-pass' } })
    expect((await ask(at(consent, '/desk'), { pass: second })).status).toBe(200)
    state.now += 5 * 3_600_000
    expect(await ask(at(consent, '/desk'), { pass: second })).toMatchObject({ status: 403, body: { code: 'pass-over' } })
  })
  state.now = Date.parse('2026-11-24T14:00:00Z')
})

test('what opens the patient’s page is told to nobody else, and stands nowhere in plain form', async () => {
  const consent = await prepared()
  const pass = await handOver(consent)
  expect(JSON.stringify([await ask(at(consent)), await ask(`/patients/${ANA}/consents`)])).not.toContain(sha256(pass))
  expect(JSON.stringify(await journal.read(clinic, { kind: 'consent', id: consent }))).not.toContain(pass)
})

test('read, asked, answered, signed by pointer, signed by the clinician: in force, and the trail of who did it is whole', async () => {
  const consent = await prepared()
  const pass = await handOver(consent)
  await onDesk(async () => {
    for (const { id } of drip.template.sections) await desk(consent, pass, { type: 'read-section', data: { section: id } })
    await desk(consent, pass, { type: 'ask', data: { section: 'cost', words: 'Is a second visit dearer?' } })
    expect(await desk(consent, pass, { type: 'sign-patient', data: { signature: { name: 'Ana Reyes' } } })).toMatchObject({
      status: 422,
      body: { because: [{ code: 'not-answered' }] },
    })
  })
  const [question] = ((await ask(at(consent))).body.consent as unknown as { questions: { id: string }[] }).questions
  expect((await ask(at(consent, '/commands'), command({ type: 'answer', data: { question: question?.id, words: 'No.' } }))).status).toBe(200)
  await onDesk(() => desk(consent, pass, { type: 'sign-patient', data: { signature: { name: 'Ana Reyes', strokes: STROKES } } }))
  expect((await ask(at(consent, '/commands'), command({ type: 'sign-clinician', data: { capacity: true, answered: true } }), nurse)).status).toBe(403)
  expect((await ask(at(consent, '/commands'), command({ type: 'sign-clinician', data: { capacity: true, answered: true } }), doctor)).status).toBe(200)
  expect((await ask(at(consent))).body).toMatchObject({
    consent: { status: 'signed', questions: [{ answer: { words: 'No.' } }], clinicianSigned: { by: { name: doctor.name } } },
    asksAnew: [],
  })
  const facts = await journal.read(clinic, { kind: 'consent', id: consent })
  expect(facts.map(({ type }) => type).slice(-4)).toEqual(['question-asked', 'question-answered', 'patient-signed', 'clinician-signed'])
})

test('the standing says in force, needs a new one and why, withdrawn', async () => {
  const patient = 'standing'
  const ask1 = (query: string) => ask(`/patients/${patient}/consent-standing?drug=ketamine&route=intravenous&unit=mg/kg&${query}`)
  expect((await ask1('low=0.5&high=0.75')).body).toMatchObject({ kind: 'none' })
  const consent = await prepared({}, patient)
  const pass = (await ask(at(consent, '/hand-over', patient), command({ type: 'hand-over' }))).body.pass as unknown as string
  await onDesk(async () => {
    for (const { id } of drip.template.sections)
      await ask(at(consent, '/desk/commands', patient), { ...command({ type: 'read-section', data: { section: id } }), pass })
    await ask(at(consent, '/desk/commands', patient), { ...command({ type: 'sign-patient', data: { signature: { name: 'Sam' } } }), pass })
  })
  state.now = Date.parse('2026-11-24T15:00:00Z')
  await ask(at(consent, '/commands', patient), command({ type: 'sign-clinician', data: { capacity: true, answered: true } }), doctor)
  expect((await ask1('low=0.5&high=0.75')).body).toMatchObject({ kind: 'in-force', consent })
  expect((await ask1('dose=0.6')).body).toMatchObject({ kind: 'in-force' })
  expect((await ask1('low=0.5&high=1')).body).toMatchObject({ kind: 'needs-new', why: [expect.stringContaining('dose range')] })
  expect((await ask(at(consent, '/commands', patient), command({ type: 'withdraw', data: { reason: 'No more' } }), theo)).status).toBe(200)
  expect((await ask1('low=0.5&high=0.75')).body).toMatchObject({ kind: 'withdrawn', why: 'No more' })
  state.now = Date.parse('2026-11-24T14:00:00Z')
})

test('the paper is a draft until both signed, then the same bytes for good, and its hash is that of its bytes', async () => {
  const consent = await prepared()
  const draft = await print(consent)
  expect(draft.status).toBe(200)
  await readAndSigned(consent)
  await ask(at(consent, '/commands'), command({ type: 'sign-clinician', data: { capacity: true, answered: true } }), doctor)
  const signed = await print(consent)
  expect(signed.etag).toBe(`"${sha256(signed.pdf)}"`)
  expect(signed.pdf.equals(draft.pdf)).toBe(false)
  expect((await print(consent)).pdf.equals(signed.pdf)).toBe(true)
  await ask(at(consent, '/commands'), command({ type: 'withdraw', data: { reason: 'No more' } }))
  const gone = await print(consent)
  expect(gone.pdf.equals(signed.pdf)).toBe(false)
  expect((await print(consent, '?as=signed')).pdf.equals(signed.pdf)).toBe(true)
  await database.acrossClinics((tx) => tx.sql`update sealed_paper set bytes = 'other'::bytea where id = ${consent}`)
  expect((await print(consent)).status).toBe(500)
})

test('a blank form is printed, and there is none of a form that is not', async () => {
  const answer = await app.request(`/api/consent-forms/${drip.ref.id}/blank.pdf`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect((await app.request('/api/consent-forms/constructor/blank.pdf')).status).toBe(404)
})

test('who may not, cannot: front desk reads no consent, a therapist prepares none', async () => {
  const consent = await signedByBoth()
  expect((await ask(at(consent), undefined, fay)).status).toBe(403)
  expect(
    (await ask(`/patients/${ANA}/consents`, { ...command({ type: 'prepare', data: { form: drip.ref, fill: filled(drip) } }), consent: uuid7() }, theo)).status,
  ).toBe(403)
  expect((await print(consent, '', theo)).status).toBe(403)
})

test('a consent is found under its own patient and in its own clinic alone', async () => {
  const consent = await signedByBoth()
  expect((await ask(at(consent, '', 'bob'))).status).toBe(404)
  expect((await ask(at(consent, '/commands', 'bob'), command({ type: 'withdraw', data: { reason: 'x' } }))).status).toBe(404)
  state.clinic = await newClinic()
  expect((await ask(at(consent))).status).toBe(404)
  expect((await ask(`/patients/${ANA}/consents`)).body).toMatchObject({ consents: [] })
  expect(await database.as(state.clinic, (tx) => patientsOfConsents(tx, [consent]))).toEqual(new Map())
  expect(await database.as(state.clinic, (tx) => lastFilled(tx, state.clinic))).toEqual(new Map())
  state.clinic = clinic
})

test.each([
  ['a signature of half a megabyte', { type: 'sign-patient', data: { signature: { name: 'x', strokes: 'M1 1'.repeat(130_000) } } }],
  ['a form of no hash', { type: 'prepare', data: { form: { id: 'x', version: '1', hash: 'x' }, fill: {} } }],
  ['a fill that is a list', { type: 'prepare', data: { form: drip.ref, fill: ['a'] } }],
  ['an understanding that is no yes or no', { type: 'teach-back', data: { words: 'x', understood: 'maybe' } }],
  ['a clinician who does not say that the patient can decide', { type: 'sign-clinician', data: { capacity: false, answered: true } }],
])('%s is turned away at the door', async (_, order) => {
  const consent = await prepared()
  const path = order.type === 'prepare' ? `/patients/${ANA}/consents` : order.type === 'sign-patient' ? at(consent, '/desk/commands') : at(consent, '/commands')
  expect((await ask(path, { ...command(order), consent: uuid7(), pass: '0'.repeat(64) }, doctor)).status).toBe(400)
})

test('a fill named __proto__ changes nothing but is refused', async () => {
  const text = JSON.stringify({ ...command({ type: 'prepare', data: { form: drip.ref, fill: { ...filled(drip), zzz: 'x' } } }), consent: uuid7() }).replace(
    '"zzz"',
    '"__proto__"',
  )
  state.who = nurse
  const answer = await app.request(`/api/patients/${ANA}/consents`, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } })
  expect([200, 400, 422]).toContain(answer.status)
  expect(({} as { x?: string }).x).toBeUndefined()
})
