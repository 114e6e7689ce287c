import { expect, test } from 'vitest'
import { clinicProjection } from '../care/clinic/clinic.store.ts'
import { FACTS, INGREDIENTS } from '../care/intake/intake.fixture.ts'
import { intakeRoutes } from '../care/intake/intake.routes.ts'
import { intakeProjection, readSecret } from '../care/intake/intake.store.ts'
import type { Concern, IntakeParts } from '../care/intake/parts.routes.ts'
import { referralProjection } from '../care/intake/referral.store.ts'
import { patientProjection } from '../care/patient/patient.store.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import type { House } from '../platform/http/env.ts'
import { httpApp } from '../platform/http/http-app.ts'
import type { Right } from '../platform/http/right.ts'
import { openJournal } from '../platform/journal/postgres.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { intakeParts } from './intake.ts'

const { database, clinic } = await freshDatabase()
const journal = openJournal({ database, projections: [clinicProjection, patientProjection, intakeProjection, referralProjection] })
const raised: Concern[] = []
let failing = false
let now = Date.now()
const parts: IntakeParts = {
  ...intakeParts(
    { journal, database },
    { facts: FACTS, ingredients: INGREDIENTS, weeksNeeded: 6 },
    {
      raiseConcern: async (_clinic, _by, _via, _at, concern) => {
        if (failing) throw new Error('the safety room is away')
        raised.push(concern)
      },
      crisisLines: async () => [{ name: 'Larch Street Clinic', call: '+1 555 010 0100' }],
      peerOf: (c) => c.req.header('x-peer'),
      secure: false,
    },
  ),
  onlyClinic: async () => clinic,
}
const rights: Right[] = ['intake.send', 'referral.answer', 'chart.read', 'protocol.read', 'instrument.fill']
const house: House = {
  who: async () => ({
    kind: 'person',
    person: { clinic, by: { kind: 'staff', id: 's1', name: 'Nora Nurse', roles: ['nurse'] }, roles: ['nurse'], rights: new Set(rights) },
  }),
  says: (right) => right,
  chart: async (_person, _right, of) => ({ kind: 'open', patient: 'patient' in of ? of.patient : '', by: 'right' }),
  database,
  audit: { note: () => {}, write: async () => {} },
  now: () => new Date(now),
}
const faults: unknown[] = []
const app = httpApp({ house, report: (fault) => void faults.push(fault) }).route('/api', intakeRoutes(parts))

type Device = { cookie?: string }
async function ask(path: string, body?: object, device: Device = {}, peer = 'here') {
  const headers = { 'x-peer': peer, ...(device.cookie ? { cookie: device.cookie } : {}), ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await app.request(path, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  const set = answer.headers.get('set-cookie')
  if (set) device.cookie = set.split(';', 1)[0] as string
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at by the tests
  return { status: answer.status, body: (await answer.json()) as any, set }
}
const head = (data: object = {}) => ({ id: uuid7(), at: new Date(now).toISOString(), ...data })
const newcomer = (more = {}) => ({ patient: uuid7(), givenName: 'Robin', familyName: 'Vale', ...more })
async function sent(person: object = newcomer()) {
  const intake = uuid7()
  const { status, body } = await ask('/api/intakes', head({ intake, person }))
  expect(status, JSON.stringify(body)).toBe(200)
  return { intake, patient: body.patient as string, link: (body.path as string).split('#')[1] as string }
}
/** A phone that came in by the link. */
async function phone({ link }: { link: string }, birthDate = '1980-02-29'): Promise<Device> {
  const device: Device = {}
  const { status, body } = await ask('/api/intake/enter', { link, birthDate }, device)
  expect(status, JSON.stringify(body)).toBe(200)
  return device
}
const say = (intake: string, device: Device, step: string, given: object, id = uuid7()) =>
  ask(`/api/intake/${intake}/answers`, { id, at: new Date(now++).toISOString(), step, given }, device)
const yes = { kind: 'value', value: true }
const no = { kind: 'value', value: false }
const option = (code: string) => ({ kind: 'option', code })
const statements = async (patient: string) => (await parts.standing(clinic, patient)).map(({ fact, value, source }) => ({ fact, value, kind: source.kind }))

test('somebody new opens the link, states the birth date, is registered, and answers; each answer is a fact with who said it', async () => {
  const one = await sent()
  expect((await ask('/api/intake/open', { link: one.link })).body).toEqual({
    intake: one.intake,
    clinic: { name: 'Test clinic', lines: expect.any(Array) },
    known: false,
  })
  const device: Device = {}
  const { set } = await ask('/api/intake/enter', { link: one.link, birthDate: '1980-02-29' }, device)
  for (const part of ['HttpOnly', 'SameSite=Strict', `Path=/api/intake/${one.intake}`]) expect(set).toContain(part)
  expect(await parts.personOf(clinic, one.patient)).toEqual({ givenName: 'Robin', familyName: 'Vale', birthDate: '1980-02-29' })
  expect((await say(one.intake, device, 'fact:aneurysm', no)).body).toEqual({ seq: 4, help: false })
  expect(await statements(one.patient)).toEqual([
    { fact: 'birth-date', value: '1980-02-29', kind: 'patient' },
    { fact: 'aneurysm', value: false, kind: 'patient' },
  ])
  const { body } = await ask(`/api/patients/${one.patient}/intakes`)
  expect(body.intakes[0].shown).toContainEqual(
    expect.objectContaining({ question: 'Have you ever had a bulge in a blood vessel?', answer: 'no', by: 'Robin Vale' }),
  )
})

test('only the hash of a link’s secret is kept, and the secret stands in no row', async () => {
  const one = await sent()
  const rows = await database.as(
    clinic,
    (tx) => tx.sql<{ row: string }>`
    select j::text as row from journal j union all select l::text from intake_link l union all select i::text from intake_list i`,
  )
  expect(rows.some(({ row }) => row.includes(readSecret(one.link)?.hash ?? 'none'))).toBe(true)
  expect(rows.some(({ row }) => row.includes(one.link) || row.includes(one.link.slice(-32)))).toBe(false)
})

test('the same answer sent twice is one answer and one fact', async () => {
  const one = await sent()
  const device = await phone(one)
  const id = uuid7()
  const body = { id, at: new Date(now).toISOString(), step: 'fact:aneurysm', given: yes }
  const [first, second] = [await ask(`/api/intake/${one.intake}/answers`, body, device), await ask(`/api/intake/${one.intake}/answers`, body, device)]
  expect(second).toEqual(first)
  expect((await statements(one.patient)).filter(({ fact }) => fact === 'aneurysm')).toHaveLength(1)
})

test('another device goes on where the first was, once it proved the birth date', async () => {
  const one = await sent()
  const first = await phone(one)
  await say(one.intake, first, 'fact:sex-at-birth', { kind: 'value', value: 'female' })
  const second: Device = {}
  expect((await ask(`/api/intake/${one.intake}`, undefined, second)).status).toBe(401)
  expect((await ask('/api/intake/enter', { link: one.link, birthDate: '1980-03-01' }, second)).body.code).toBe('refused')
  expect((await ask(`/api/intake/${one.intake}`, undefined, second)).status).toBe(401)
  await ask('/api/intake/enter', { link: one.link, birthDate: '1980-02-29' }, second)
  expect((await ask(`/api/intake/${one.intake}`, undefined, second)).body.answers).toMatchObject([{ step: 'fact:sex-at-birth', given: { value: 'female' } }])
})

test('for a patient the clinic knows, the first device proves the birth date too', async () => {
  const known = await sent(newcomer({ birthDate: '1975-05-05' }))
  expect((await ask('/api/intake/open', { link: known.link })).body).toMatchObject({ known: true })
  expect((await ask('/api/intake/enter', { link: known.link, birthDate: '1980-02-29' }, {})).status).toBe(422)
  await phone(known, '1975-05-05')
})

test('five wrong birth dates close the door for a while, ten end the link, and staff see why', async () => {
  const one = await sent(newcomer({ birthDate: '1975-05-05' }))
  const guess = (day: number) => ask('/api/intake/enter', { link: one.link, birthDate: `1980-01-0${day}` }, {}, `peer-${day}`)
  for (const day of [1, 2, 3, 4, 5]) expect((await guess(day)).body.code).toBe('refused')
  expect((await guess(6)).body.code).toBe('locked-out')
  expect((await ask('/api/intake/enter', { link: one.link, birthDate: '1975-05-05' }, {})).body.code).toBe('locked-out')
  await database.as(clinic, (tx) => tx.sql`update intake_tries set locked_until = null`)
  for (const day of [1, 2, 3, 4, 5]) await guess(day)
  expect((await ask('/api/intake/open', { link: one.link })).body.code).toBe('link-over')
  const { body } = await ask('/api/intakes')
  expect(body.intakes.find((row: { id: string }) => row.id === one.intake)).toMatchObject({ linkEnded: true })
})

test('a link ends after seven days, when it is revoked, and when a new one is made; devices that came in by it are out', async () => {
  for (const end of ['time', 'revoke', 'new'] as const) {
    const one = await sent()
    const device = await phone(one)
    const before = now
    if (end === 'time') now += 7 * 86_400_000 + 1000
    if (end === 'revoke') await ask(`/api/intakes/${one.intake}/revoke`, head({ reason: 'sent to a wrong number' }))
    if (end === 'new') await ask(`/api/intakes/${one.intake}/link`, head())
    expect((await ask('/api/intake/open', { link: one.link })).body.code, end).toBe('link-over')
    expect((await ask(`/api/intake/${one.intake}`, undefined, device)).status, end).toBe(401)
    expect((await say(one.intake, device, 'fact:aneurysm', no)).status, end).toBe(401)
    now = before
  }
})

test('a new link opens a finished intake again', async () => {
  const one = await sent()
  const device = await phone(one)
  await ask(`/api/intake/${one.intake}/finish`, head(), device)
  expect((await say(one.intake, device, 'fact:aneurysm', no)).body.because[0].code).toBe('finished')
  const { body } = await ask(`/api/intakes/${one.intake}/link`, head())
  const again = await phone({ link: body.path.split('#')[1] })
  expect((await say(one.intake, again, 'fact:aneurysm', no)).status).toBe(200)
})

test('a device of one intake reads and writes no other', async () => {
  const [one, two] = [await sent(), await sent()]
  const [mine] = [await phone(one), await phone(two)]
  expect((await ask(`/api/intake/${two.intake}`, undefined, mine)).status).toBe(401)
  expect((await say(two.intake, mine, 'fact:aneurysm', yes)).status).toBe(401)
  expect((await ask(`/api/intake/${two.intake}/finish`, head(), mine)).status).toBe(401)
  expect((await ask('/api/intake/instruments', undefined, mine)).status).toBe(401)
})

test.each(['', 'x', 'A'.repeat(64), '../../etc', '-'.repeat(64), `${'A'.repeat(63)}=`])('what was never a link opens nothing: %j', async (link) => {
  expect([400, 404]).toContain((await ask('/api/intake/open', { link })).status)
  expect([400, 404]).toContain((await ask('/api/intake/enter', { link, birthDate: '1980-02-29' })).status)
})

test('whoever tries link after link from one network waits', async () => {
  const tries = []
  for (let n = 0; n < 62; n++) tries.push((await ask('/api/intake/open', { link: 'A'.repeat(64) }, {}, 'a guesser')).status)
  expect(tries.slice(-2)).toEqual([429, 429])
})

test('another clinic’s secret with this clinic’s name finds nothing', async () => {
  const one = await sent()
  const bytes = Buffer.from(one.link, 'base64url')
  bytes.set(Buffer.alloc(16, 7), 0)
  expect((await ask('/api/intake/open', { link: bytes.toString('base64url') })).status).toBe(404)
})

test('a "yes" to thoughts of suicide calls for help at once, and says so to the phone', async () => {
  const one = await sent()
  const device = await phone(one)
  raised.length = 0
  expect((await say(one.intake, device, 'fact:suicidal-thoughts', yes)).body.help).toBe(true)
  expect(raised).toEqual([{ patient: one.patient, item: 'suicidal-thoughts', answer: true, where: { kind: 'intake', id: one.intake }, id: expect.any(String) }])
  expect((await say(one.intake, device, 'fact:suicidal-thoughts', no)).body.help).toBe(false)
  expect(raised).toHaveLength(1)
})

test('PHQ-9’s ninth question calls for help before the scale is finished, and stands as a fact of its own', async () => {
  const one = await sent()
  const device = await phone(one)
  raised.length = 0
  expect((await say(one.intake, device, 'item:phq-9/phq9-9', option('LA6569-3'))).body.help).toBe(true)
  expect(raised).toMatchObject([{ item: 'phq9-item9', answer: 1 }])
  expect(await statements(one.patient)).toContainEqual({ fact: 'phq9-item9', value: 1, kind: 'patient' })
})

test('when help cannot be called the answer is kept all the same, the phone is told it failed, and sending it again calls', async () => {
  const one = await sent()
  const device = await phone(one)
  raised.length = 0
  failing = true
  const id = uuid7()
  expect((await say(one.intake, device, 'fact:suicidal-thoughts', yes, id)).status).toBe(500)
  failing = false
  expect(await statements(one.patient)).toContainEqual({ fact: 'suicidal-thoughts', value: true, kind: 'patient' })
  now--
  expect((await say(one.intake, device, 'fact:suicidal-thoughts', yes, id)).status).toBe(200)
  expect(raised).toHaveLength(1)
  faults.length = 0
})

test('a scale’s total is a fact once all is answered, and unknown again when an answer is taken back', async () => {
  const one = await sent()
  const device = await phone(one)
  for (let n = 1; n <= 8; n++) await say(one.intake, device, `item:phq-9/phq9-${n}`, option('LA6570-1'))
  expect((await statements(one.patient)).some(({ fact }) => fact === 'phq9-total')).toBe(false)
  await say(one.intake, device, 'item:phq-9/phq9-9', option('LA6568-5'))
  expect(await statements(one.patient)).toContainEqual({ fact: 'phq9-total', value: 16, kind: 'patient' })
  await say(one.intake, device, 'item:phq-9/phq9-3', { kind: 'unknown', why: 'rather-not-say' })
  expect((await statements(one.patient)).some(({ fact }) => fact === 'phq9-total')).toBe(false)
  const { body } = await ask(`/api/patients/${one.patient}/intakes`)
  expect(body.intakes[0].totals).toEqual([{ name: 'PHQ-9 total', says: 'unknown: 1 of PHQ-9 not answered (phq9-3)' }])
})

test('"I do not know" is an answer that leaves the fact unknown; what was said before no longer stands, and stays readable', async () => {
  const one = await sent()
  const device = await phone(one)
  await say(one.intake, device, 'fact:aneurysm', no)
  await say(one.intake, device, 'fact:aneurysm', { kind: 'unknown', why: 'does-not-know' })
  expect((await statements(one.patient)).some(({ fact }) => fact === 'aneurysm')).toBe(false)
  const { body } = await ask(`/api/patients/${one.patient}/intakes`)
  const row = body.intakes[0].shown.find(({ question }: { question: string }) => question.includes('bulge'))
  expect(row).toMatchObject({ answer: 'does not know', earlier: [{ answer: 'no', by: 'Robin Vale' }] })
})

test('an answer that was kept on one phone does not push a newer one from another aside', async () => {
  const one = await sent()
  const device = await phone(one)
  const late = { id: uuid7(), at: new Date(now - 60_000).toISOString(), step: 'fact:aneurysm', given: no }
  await say(one.intake, device, 'fact:aneurysm', yes)
  expect((await ask(`/api/intake/${one.intake}/answers`, late, device)).status).toBe(200)
  const open = { ...late, id: uuid7(), given: { kind: 'unknown', why: 'does-not-know' } }
  expect((await ask(`/api/intake/${one.intake}/answers`, open, device)).status).toBe(200)
  expect(await statements(one.patient)).toContainEqual({ fact: 'aneurysm', value: true, kind: 'patient' })
  const { body } = await ask(`/api/patients/${one.patient}/intakes`)
  expect(body.intakes[0].shown.find(({ question }: { question: string }) => question.includes('bulge'))).toMatchObject({
    answer: 'yes',
    earlier: [{ answer: 'no' }, { answer: 'does not know' }],
  })
})

test('what does not fit a question is refused, and nothing of it is kept', async () => {
  const one = await sent()
  const device = await phone(one)
  for (const [step, given] of [
    ['fact:no-such', yes],
    ['fact:aneurysm', { kind: 'value', value: 'perhaps' }],
    ['item:phq-9/phq9-1', option('LA0000-0')],
    ['item:phq-9/phq9-total', option('LA6568-5')],
    ['fact:phq9-total', { kind: 'value', value: 0 }],
    ['fact:capacity-to-consent', yes],
    ['fact:__proto__', yes],
  ] as const)
    expect((await say(one.intake, device, step, given)).status, step).toBe(422)
  expect((await statements(one.patient)).map(({ fact }) => fact)).toEqual(['birth-date'])
})

test('what the phone is given is of this patient alone', async () => {
  await sent(newcomer({ familyName: 'Quillfeather', birthDate: '1975-05-05' }))
  const one = await sent()
  const { body } = await ask(`/api/intake/${one.intake}`, undefined, await phone(one))
  expect(JSON.stringify(body)).not.toContain('Quillfeather')
  expect(Object.keys(body).sort()).toEqual(['answers', 'clinic', 'facts', 'ingredients', 'instruments', 'name', 'serverTime', 'status', 'weeksNeeded'])
})

const asking = (more = {}) => ({
  id: uuid7(),
  name: 'Mara Lund',
  contact: 'mara@example.org',
  shared: [{ question: 'What for?', answer: 'Depression' }],
  ...more,
})

test('a request for a consultation comes into the inbox; taken, it is an intake with a link; declined, it has a reason', async () => {
  const [one, two] = [asking(), asking({ name: 'Noa Berg' })]
  expect((await ask('/api/referrals', one)).body).toEqual({ received: true })
  await ask('/api/referrals', two)
  const person = { intake: uuid7(), patient: uuid7(), givenName: 'Mara', familyName: 'Lund' }
  const taken = await ask(`/api/referrals/${one.id}/take`, head(person))
  await phone({ link: taken.body.path.split('#')[1] })
  expect((await ask(`/api/referrals/${one.id}/take`, head(person))).body.because[0].message).toContain('Nora Nurse has answered')
  expect((await ask(`/api/referrals/${two.id}/decline`, head({ reason: ' ' }))).status).toBe(422)
  expect((await ask(`/api/referrals/${two.id}/decline`, head({ reason: 'lives abroad' }))).status).toBe(200)
  const { referrals } = (await ask('/api/referrals')).body
  expect(referrals.toSorted((a: { name: string }, b: { name: string }) => (a.name < b.name ? 1 : -1))).toMatchObject([
    { name: 'Noa Berg', status: 'declined', reason: 'lives abroad', settledBy: 'Nora Nurse' },
    { name: 'Mara Lund', status: 'taken', patient: person.patient, shared: [{ question: 'What for?', answer: 'Depression' }] },
  ])
  expect((await ask(`/api/referrals/${uuid7()}/decline`, head({ reason: 'x' }))).status).toBe(404)
})

test('a program that fills the hidden field, and a flood from one network, leave nothing in the inbox', async () => {
  const before = (await ask('/api/referrals')).body.referrals.length
  expect((await ask('/api/referrals', asking({ website: 'http://buy.example' }), {}, 'robot')).body).toEqual({ received: true })
  expect((await ask('/api/referrals')).body.referrals).toHaveLength(before)
  const flood = []
  for (let n = 0; n < 8; n++) flood.push((await ask('/api/referrals', asking(), {}, 'flood')).status)
  expect(flood).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
})

test.each([
  [{ name: ' ' }, 'no-name'],
  [{ contact: 'call me' }, 'no-contact'],
])('a request without a way to answer it says what is missing: %j', async (wrong, code) => {
  expect((await ask('/api/referrals', asking(wrong), {}, `peer ${code}`)).body.because[0].code).toBe(code)
})

const copy = {
  resourceType: 'Questionnaire',
  id: 'mine',
  url: 'https://clinic.example/q',
  version: '1',
  title: 'Screener',
  status: 'active',
  item: [{ linkId: 'q1', text: 'A question of the clinic’s own copy', type: 'boolean' }],
}

test('C-SSRS is a place without text until a clinic accepts its notice; then its questions are asked and a yes calls for help', async () => {
  const state = async () => (await ask('/api/instruments')).body.instruments.find(({ id }: { id: string }) => id === 'c-ssrs')
  expect(await state()).toMatchObject({ state: 'empty', questions: 0, notice: expect.stringContaining('Research Foundation') })
  const one = await sent()
  const device = await phone(one)
  expect((await say(one.intake, device, 'item:c-ssrs/q1', { kind: 'option', code: true })).status).toBe(422)
  expect((await ask('/api/instruments/c-ssrs', head({ questionnaire: copy }))).status).toBe(400)
  expect((await ask('/api/instruments/c-ssrs', head({ notice: false, questionnaire: copy }))).status).toBe(400)
  expect((await ask('/api/instruments/phq-9', head({ notice: true, questionnaire: copy }))).status).toBe(422)
  expect((await ask('/api/instruments/c-ssrs', head({ notice: true, questionnaire: { ...copy, item: [] } }))).status).toBe(422)
  expect((await ask('/api/instruments/c-ssrs', head({ notice: true, questionnaire: copy }))).status).toBe(200)
  expect(await state()).toMatchObject({ state: 'filled', questions: 1, filledBy: 'Nora Nurse' })
  raised.length = 0
  expect((await say(one.intake, device, 'item:c-ssrs/q1', { kind: 'option', code: true })).body.help).toBe(true)
  expect(raised).toMatchObject([{ item: 'c-ssrs/q1', answer: true }])
})

test('nothing here was a fault', () => expect(faults).toEqual([]))
