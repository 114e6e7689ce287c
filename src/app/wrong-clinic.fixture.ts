import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { calm } from '../../bench/clinic.ts'
import { factsModel, factsStream } from '../care/facts/facts.store.ts'
import { dismiss, messagesToLookAt } from '../care/monitor/message.store.ts'
import { prune } from '../care/monitor/quota.store.ts'
import { seal } from '../care/session/record.store.ts'
import { hl7Time } from '../exchange/hl7v2/moment.ts'
import { instant } from '../medicine/time.ts'
import { doorsOf } from '../platform/http/doors.ts'
import { exportClinic } from '../platform/journal/export.ts'
import { openSealKey } from '../platform/journal/proof/seal-key.ts'
import { sealAll } from '../platform/journal/seal.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { seedDemo } from './demo/seed.ts'
import { openWard } from './demo/ward.ts'
import { openKeeper } from './monitors/keeper.ts'
import { monitorReceiver } from './monitors/listener.ts'
import { seatedAt } from './monitors/seated.ts'
import type { openWorld } from './routes-walk.world.ts'

type World = Awaited<ReturnType<typeof openWorld>>

/** Whatever a clinic does in a day, through the same doors as everybody: routes, monitors, and the demonstration's whole day. */
export async function workADay(world: World): Promise<void> {
  const demo = await seedDemo(world.ground)
  const ward = openWard(world.ground, demo, 1, () => {})
  await ward.tick()
  ward.close()
  const clinic = await world.clinic('Northside')
  const { owner, nurse, physician } = clinic.people
  const head = () => ({ id: uuid7(), at: new Date().toISOString() })
  const ask = async (method: string, path: string, cookie: string, body?: object) => {
    const answer = await world.ask(method, path, cookie, body && { ...head(), ...body })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return JSON.parse(answer.text || 'null')
  }
  const [patient, session] = [uuid7(), uuid7()]
  const person = { givenName: 'Wren', familyName: 'Hale', birthDate: '1980-02-03', sex: 'female', mrn: 'M-17' }
  await ask('POST', '/api/patients', nurse.cookie, { patient, type: 'register', data: person })
  await ask('POST', '/api/sessions', nurse.cookie, {
    session,
    type: 'schedule',
    data: { patient, protocol: world.protocol, chair: 'window', plannedFor: new Date().toISOString() },
  })
  const chart = (type: string, data: object = {}) => ask('POST', `/api/sessions/${session}/commands`, nurse.cookie, { type, data })
  await consented(world, patient, nurse.cookie, physician.cookie)
  await chart('arrive')
  await chart('record-weight', { value: '70', unit: 'kg', method: 'scale' })
  const set = await chart('record-readings', { values: calm, from: {} })
  await chart('strike-entry', { entry: set.facts[0].id, reason: 'Wrong patient' })
  await chart('record-readings', { values: calm, from: {} })
  await safetyDay(world, clinic.id, patient)
  await ask('POST', '/api/safety/commands', owner.cookie, { type: 'set-on-call', data: { staff: physician.staff } })
  await ask('GET', '/api/safety', nurse.cookie)
  await ask('GET', '/api/tasks?state=closed', nurse.cookie)
  await monitor(world, clinic.id, owner.cookie)
  await ask('GET', '/api/devices', owner.cookie)
  await sealed(world, clinic.id)
  const noa = uuid7()
  await ask('POST', '/api/staff', owner.cookie, { id: noa, data: { name: 'Noa New', email: `noa@${clinic.id}.example`, roles: ['nurse'] } })
  const made = await ask('POST', '/api/tokens', owner.cookie, { data: { name: 'Wall', roles: ['front-desk'], days: 3 } })
  await world.app.request('http://localhost:41310/api/board', { headers: { authorization: `Bearer ${made.token}` } })
  await ask('DELETE', `/api/tokens/${made.id}`, owner.cookie)
  await ask('POST', `/api/patients/${patient}/commands`, physician.cookie, { type: 'restrict', data: { to: [physician.staff], reason: 'A colleague' } }).catch(
    String,
  )
  await ask('POST', `/api/patients/${patient}/break-glass`, nurse.cookie, { reason: 'Called from the ward', minutes: 15 }).catch(String)
  for (const path of [
    '/api/patients?q=ha',
    '/api/patients?q=ha%20wr',
    '/api/patients',
    `/api/patients/${patient}`,
    `/api/patients/${patient}/readings`,
    `/api/sessions/${session}`,
    `/api/sessions/${session}/facts?after=1`,
    `/api/sessions/${session}/record.pdf`,
    '/api/board',
    '/api/me',
    '/api/me/clinics',
    '/api/protocols',
    `/api/audit?patient=${patient}`,
    '/api/audit',
    '/api/notices',
    '/api/tokens',
    '/api/staff',
    '/api/door-rules',
    '/api/clinic',
  ])
    await world.ask('GET', path, owner.cookie)
  const { database, journal, protocols } = world.ground
  await journal.tail(clinic.id, null, 10)
  await database.as(clinic.id, (tx) => seal(tx, clinic.id, session, 4, Buffer.from('signed')))
  await database.as(clinic.id, (tx) => protocols.version(tx, clinic.id, { hash: '0'.repeat(64) }))
  const { link } = await ask('POST', `/api/staff/${noa}/invitation`, owner.cookie, { data: {} })
  await world.ask('POST', '/api/invitations/open', undefined, { secret: link.split('#')[1] })
  await questions(world, nurse.cookie)
  for (const { method, path } of doorsOf(world.app).doors)
    if (method === 'GET') await world.ask('GET', path.replaceAll(/\{\w+\}/g, path.includes('sessions') ? session : patient), physician.cookie)
}

/** A positive answer on the intake, one among the facts, and the work of the house that finds both late. */
async function safetyDay({ ground }: World, clinic: string, patient: string): Promise<void> {
  const [by, at] = [{ kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const, instant(Date.now() - 3_600_000)]
  await ground.raiseConcern(clinic, by, {}, at, { patient, item: 'phq9-item9', answer: 2, where: { kind: 'intake' } })
  const statements = [{ id: 's1', fact: 'suicidal-thoughts', value: true, at, source: { kind: 'patient', by: 'Wren Hale' } }] as const
  await ground.journal.execute({ clinic, stream: factsStream(patient), id: uuid7(), digest: statements, by, via: {}, at }, factsModel, () => ({
    kind: 'accepted',
    facts: [{ type: 'facts-stated', data: { statements } }],
  }))
  await ground.safety.unanswered(clinic, patient)
  await ground.openTask(clinic, by, {}, at, { id: 'late', kind: 'call', title: 'Call', why: '', dueAt: at, escalateAt: at, from: { kind: 'person' } })
  await ground.lookAfter()
}

/** A consent from the form to the sealed paper, the patient's part on a locked screen; and a letter kept as it went out. */
async function consented(world: World, patient: string, nurse: string, physician: string): Promise<void> {
  const form = world.ground.consents.templates[0]
  if (!form) throw new Error('no form of consent')
  const consent = uuid7()
  const path = `/api/patients/${patient}/consents`
  const head = () => ({ id: uuid7(), at: new Date().toISOString() })
  const must = async (method: string, to: string, cookie: string, body?: object) => {
    const answer = await world.ask(method, to, cookie, body)
    expect(answer.status, `${to}: ${answer.text}`).toBeLessThan(400)
    return answer.text
  }
  const places = form.template.slots.map(({ id, kind, choices = [] }) => [
    id,
    kind === 'choice' ? (choices[0] ?? '') : kind === 'line' || kind === 'text' ? id : '1',
  ])
  const data = { form: form.ref, fill: Object.fromEntries(places) }
  await must('POST', path, nurse, { ...head(), consent, type: 'prepare', data })
  const { pass } = JSON.parse(await must('POST', `${path}/${consent}/hand-over`, nurse, { ...head(), type: 'hand-over' }))
  await must('POST', '/api/lock', nurse)
  await must('POST', `${path}/${consent}/desk`, nurse, { pass })
  const desk = (type: string, what: object) => must('POST', `${path}/${consent}/desk/commands`, nurse, { ...head(), pass, type, data: what })
  for (const { id } of form.template.sections) await desk('read-section', { section: id })
  await desk('sign-patient', { signature: { name: 'Wren Hale' } })
  await world.unlockAll()
  await must('POST', `${path}/${consent}/commands`, physician, { ...head(), type: 'sign-clinician', data: { capacity: true, answered: true } })
  await world.ask('GET', `${path}/${consent}/consent.pdf`, nurse)
  await world.ask('GET', `/api/patients/${patient}/sent-letters/${uuid7()}/letter.pdf`, nurse)
}

/** A patient's questions: a link, a wrong birth date, the right one, an answer; and a request that is declined. */
async function questions(world: World, cookie: string): Promise<void> {
  const head = () => ({ id: uuid7(), at: new Date().toISOString() })
  const person = { patient: uuid7(), givenName: 'Robin', familyName: 'Vale', birthDate: '1980-02-29' }
  const made = JSON.parse((await world.ask('POST', '/api/intakes', cookie, { ...head(), intake: uuid7(), person })).text) as { path: string; intake: string }
  const link = made.path.split('#')[1]
  await world.ask('POST', '/api/intake/open', undefined, { link })
  for (const birthDate of ['1980-03-01', '1980-02-29']) await world.ask('POST', '/api/intake/enter', undefined, { link, birthDate })
  const answered = await world.ask('POST', `/api/intakes/${made.intake}/revoke`, cookie, { ...head(), reason: 'sent to a wrong number' })
  if (answered.status !== 200) throw new Error(answered.text)
}

/** Seals twice, as on two days, and gives the whole record out. */
async function sealed({ ground: { database } }: World, id: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-wrong-'))
  const key = openSealKey(folder)
  const ground = { database, folder, key, now: () => instant(Date.now()) }
  for (const _ of [1, 2]) await sealAll(ground)
  await exportClinic({ ground, clinic: { id, name: 'Northside', zone: 'UTC' }, folder: join(folder, 'out'), along: [], program: '0.1.0' })
  rmSync(folder, { recursive: true, force: true })
}

/** A monitor nobody knows, then one at the chair; the same message again, one that does not read, samples on their way into the session. */
async function monitor(world: World, clinic: string, owner: string): Promise<void> {
  const { database, devices, live } = world.ground
  const report = (fault: unknown) => expect.unreachable(String(fault))
  const receiver = monitorReceiver({
    database,
    book: devices,
    sessionAt: seatedAt,
    clinic: async () => ({ id: clinic, zone: 'UTC' }),
    publish: live.publish,
    report,
  })
  const peer = { address: '127.0.0.1', port: 1 }
  const message = (id: string) => {
    const at = hl7Time(instant(Date.now()))
    return new TextEncoder().encode(
      `MSH|^~\\&|BEDSIDE||||${at}||ORU^R01^ORU_R01|${id}|P|2.6\rOBR|1\rOBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1|72|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||${at}\r`,
    )
  }
  const first = message('a')
  for (const bytes of [first, first]) await receiver.message(bytes, peer as never)
  await world.ask('POST', '/api/devices/commands', owner, {
    id: uuid7(),
    at: new Date().toISOString(),
    type: 'bind',
    data: { device: 'BEDSIDE', chair: 'window', name: 'By the window' },
  })
  await new Promise((later) => setTimeout(later, 1100))
  await receiver.message(message('b'), peer as never)
  await receiver.message(new TextEncoder().encode('junk'), peer as never)
  const keeper = openKeeper({ database, devices: devices.of, keep: async () => 'settled', report, everyMs: 1e9, pruneEveryMs: 0 })
  await keeper.flush()
  await keeper.close()
  await database.as(clinic, async (tx) => {
    for (const { id } of await messagesToLookAt(tx, clinic)) await dismiss(tx, clinic, id, 'Ola Owner')
    await prune(tx, clinic, ['BEDSIDE'], { keepDays: 14, bytes: 1, notAccepted: 0, unknownDevices: 0 })
  })
}
