import { expect, test } from 'vitest'
import type { Statement } from '../../medicine/rules/types.ts'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House, Person } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { catalogue, HEALTHY, type Known, made, nurse, physician, policy, said, statementsOf } from './decision.fixture.ts'
import { decisionRoutes } from './decision.routes.ts'
import { decisionProjection } from './decision.store.ts'
import { decisionDesk } from './desk.store.ts'

const { database, clinic } = await freshDatabase()
const NOW = '2026-11-24T14:00:00.000Z'
let clock = NOW
const now = () => instant(Date.parse(clock))
const journal = openJournal({ database, projections: [decisionProjection], now })

/** What is known of each patient here, the tasks that were opened and closed, and the charts kept to named people. */
const known = new Map<string, Statement[]>()
const tasks = new Map<string, { patient: string; kind: string; title: string; why: string; open: boolean }>()
const keptTo = new Map<string, string[]>()
let active = true
/** What happens between the look and the signature. */
let meanwhile = () => {}

const desk = decisionDesk({
  journal,
  catalogue,
  policiesOf: async () => [policy],
  evaluate: (_clinic, _policy, statements, at) => made(statements, at),
  facts: async (_clinic, patient) => ({ seq: known.get(patient)?.length ?? 0, statements: known.get(patient) ?? [] }),
  isActive: async () => {
    meanwhile()
    return active
  },
  openTask: async (_clinic, _by, _via, _at, { id, patient, kind, title, why }) => {
    if (!tasks.has(id)) tasks.set(id, { patient, kind, title, why, open: true })
  },
  closeTask: async (_clinic, _by, _via, _at, id) => {
    const task = tasks.get(id)
    if (task) task.open = false
  },
  now,
})

function app(by: Person['by'], rights: Right[]) {
  const house: House = {
    who: async () => ({ kind: 'person', person: { clinic, by, roles: [], rights: new Set(rights) } }),
    says: (right) => right,
    chart: async (_person, _right, of) => ({ kind: 'open', patient: 'patient' in of ? of.patient : '', by: 'right' }),
    database,
    audit: { note: () => {}, write: async () => {} },
    now: () => new Date(now()),
  }
  const person = async (_clinic: string, patient: string) =>
    known.has(patient)
      ? { name: `Robin ${patient.slice(-4)}`, birthDate: '1980-02-29', restricted: false, allergies: { status: 'unknown' as const, substances: [] } }
      : null
  const parts = {
    desk,
    person,
    people: async (_tx: unknown, ids: readonly string[]) => new Map(ids.map((id) => [id, { name: `Robin ${id.slice(-4)}`, birthDate: '1980-02-29' }])),
    kept: async () => keptTo,
    factsSeqs: async (_clinic: string, ids: readonly string[]) => new Map(ids.map((id) => [id, known.get(id)?.length ?? 0])),
  }
  return httpApp({ house, report: console.error }).route('/api', decisionRoutes(parts))
}
const ALL: Right[] = ['chart.read', 'decision.see', 'decision.prepare', 'decision.sign']
const ask = async (path: string, body?: object, { by = physician, rights = ALL }: { by?: Person['by']; rights?: Right[] } = {}) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const answer = await app(by, rights).request(path, init)
  return { status: answer.status, body: await answer.json() }
}
const patientWith = (facts: Known): string => {
  const patient = uuid7()
  known.set(patient, statementsOf(facts))
  return patient
}
const page = async (patient: string) => (await ask(`/api/patients/${patient}/decision`)).body
const send = (patient: string, type: string, data: object, how: object = {}, as = {}) =>
  ask(`/api/patients/${patient}/decision/commands`, { id: uuid7(), at: now(), type, data, ...how }, as)
const considered = async (facts: Known) => {
  const patient = patientWith(facts)
  expect((await send(patient, 'ask-for', { policy: 'made-up' })).status).toBe(200)
  return patient
}
const signing = async (patient: string, change: object = {}) => {
  const { factsSeq, verdict } = await page(patient)
  return { outcome: 'accept', reason: 'Weighed', overrides: [], seen: { factsSeq, hash: verdict.policy.hash }, until: '2027-02-24T23:59:00Z', ...change }
}
const accepted = async (facts: Known = HEALTHY) => {
  const patient = await considered(facts)
  expect((await send(patient, 'sign', await signing(patient))).status).toBe(200)
  return patient
}
const tasksOf = (patient: string) => [...tasks.values()].filter((task) => task.patient === patient)

test('nothing is asked for yet: the page says which protocols there are', async () => {
  const patient = patientWith({})
  expect(await page(patient)).toMatchObject({
    asked: null,
    verdict: null,
    missing: [],
    standing: 'none',
    policies: [{ id: 'made-up', title: 'Made-up protocol', active: true, offLabel: true }],
  })
})

test('what is missing comes with its question, what it is needed for, and how it is got; asked for, it is a task with a name', async () => {
  const patient = await considered({ aneurysm: false })
  const before = await page(patient)
  expect(before.verdict).toMatchObject({
    verdict: 'undecided',
    findings: expect.arrayContaining([expect.objectContaining({ rule: 'aneurysm', citations: [{ tag: 'TAG', title: 'A made-up source' }] })]),
  })
  expect(before.missing).toMatchObject([
    { fact: 'two-trials', ways: ['ask'], question: 'Two adequate trials?', rules: ['two-trials'] },
    { fact: 'hypertension', ways: ['measure', 'ask'] },
    { fact: 'psychosis-in-family' },
    { fact: 'lamotrigine' },
  ])
  expect((await send(patient, 'ask-fact', { fact: 'hypertension', get: 'measure' }, {}, { by: nurse })).status).toBe(200)
  expect(tasksOf(patient)).toEqual([
    { patient, kind: 'measure', title: 'Measure: high blood pressure', why: 'High blood pressure? Waits for it: High blood pressure.', open: true },
  ])
  expect((await page(patient)).askings).toMatchObject([{ fact: 'hypertension', by: 'Kim Lee', get: 'measure' }])
})

test('the task is done when the fact arrives', async () => {
  const patient = await considered({ aneurysm: false })
  await send(patient, 'ask-all', {})
  expect(tasksOf(patient).filter(({ open }) => open)).toHaveLength(4)
  known.get(patient)?.push(said('lamotrigine', false))
  expect((await page(patient)).askings.filter((one: { arrivedAt?: string }) => one.arrivedAt)).toMatchObject([{ fact: 'lamotrigine' }])
  expect(tasksOf(patient).filter(({ open }) => open)).toHaveLength(3)
})

test('an acceptance is signed on what was seen, and the same command twice is one signature', async () => {
  const patient = await considered(HEALTHY)
  const command = { id: uuid7(), at: now(), type: 'sign', data: await signing(patient) }
  const path = `/api/patients/${patient}/decision/commands`
  const [first, second] = [await ask(path, command), await ask(path, command)]
  expect(first.status).toBe(200)
  expect(second).toEqual(first)
  expect(await page(patient)).toMatchObject({ standing: 'accepted', signed: { by: 'Dr. Mara Lindqvist', policy: { version: '1' } }, earlier: [] })
})

test('a signature on what was seen before more became known is refused with what changed', async () => {
  const patient = await considered(HEALTHY)
  const data = await signing(patient)
  known.get(patient)?.push(said('aneurysm', true, 'late'))
  const { status, body } = await send(patient, 'sign', data)
  expect(status).toBe(422)
  expect(body.because).toMatchObject([
    { code: 'moved-on' },
    { code: 'changed', field: 'aneurysm', message: 'Aneurysm: was not raised, is now raised (aneurysm: no → yes)' },
  ])
  expect(await page(patient)).toMatchObject({ standing: 'none', verdict: { verdict: 'excluded' } })
})

test('past an exclusion is asked about first', async () => {
  const patient = await considered({ ...HEALTHY, aneurysm: true })
  const data = await signing(patient, { overrides: [{ rule: 'aneurysm', reason: 'Clipped' }] })
  const first = await send(patient, 'sign', data)
  expect(first).toMatchObject({ status: 409, body: { code: 'ask', questions: [{ code: 'exclude:aneurysm' }] } })
  expect((await send(patient, 'sign', data, { confirmed: ['exclude:aneurysm'] })).status).toBe(200)
  expect((await page(patient)).signed.overrides).toMatchObject([{ rule: 'aneurysm', was: 'raised', severity: 'exclude' }])
})

test('a new positive fact on somebody accepted opens one task and marks the acceptance; signing again closes it', async () => {
  const patient = await accepted()
  known.get(patient)?.push(said('aneurysm', true, 'late'))
  for (let i = 0; i < 3; i += 1) await desk.look(clinic, patient)
  expect(tasksOf(patient)).toMatchObject([{ kind: 'review', open: true, why: 'Aneurysm: was not raised, is now raised (aneurysm: no → yes)' }])
  const after = await page(patient)
  expect(after).toMatchObject({ standing: 'needs-a-look', looks: [{ by: 'Waymark', changes: [{ rule: 'aneurysm' }] }] })
  expect(after.history).toMatchObject([
    { verdict: 'excluded', changes: [{ rule: 'aneurysm', kind: 'changed' }] },
    { verdict: 'eligible', changes: [] },
  ])
  const { until: _, ...data } = await signing(patient, { outcome: 'decline', reason: 'Aneurysm found' })
  expect((await send(patient, 'sign', data)).status).toBe(200)
  expect(tasksOf(patient)).toMatchObject([{ open: false }])
  expect(await page(patient)).toMatchObject({ standing: 'declined', earlier: [{ outcome: 'accept' }] })
})

test('a statement that comes while the signature is being written is held against it at once', async () => {
  const patient = await considered(HEALTHY)
  const data = await signing(patient)
  meanwhile = () => {
    meanwhile = () => {}
    known.get(patient)?.push(said('aneurysm', true, 'late'))
  }
  expect((await send(patient, 'sign', data)).status).toBe(200)
  expect(tasksOf(patient)).toMatchObject([{ kind: 'review', open: true }])
})

test('two nodes that look at the same moment find one change', async () => {
  const patient = await accepted()
  known.get(patient)?.push(said('hypertension', true, 'late'))
  await Promise.all(Array.from({ length: 5 }, () => desk.look(clinic, patient)))
  expect(tasksOf(patient)).toHaveLength(1)
  expect((await page(patient)).looks).toHaveLength(1)
})

test('a task that was not opened because the program ended is opened at the next look', async () => {
  const patient = await accepted()
  known.get(patient)?.push(said('hypertension', true, 'late'))
  await desk.look(clinic, patient)
  for (const [id, task] of tasks) if (task.patient === patient) tasks.delete(id)
  await desk.look(clinic, patient)
  expect(tasksOf(patient)).toHaveLength(1)
})

test('the rules asked again with nothing new leave nothing in the record', async () => {
  const patient = await accepted()
  const { seq } = await page(patient)
  await page(patient)
  expect((await page(patient)).seq).toBe(seq)
})

test('the inbox shows who waits, whose decision needs a look, and knows of facts nobody has looked at yet', async () => {
  const [waiting, ready, looked] = [await considered({}), await considered(HEALTHY), await accepted()]
  known.get(looked)?.push(said('aneurysm', true, 'late'))
  const { people } = (await ask('/api/decisions')).body
  const of = (patient: string) => people.find((one: { patient: string }) => one.patient === patient)
  expect(of(waiting)).toMatchObject({ verdict: 'undecided', missing: 5, asked: 0, standing: 'none', title: 'Made-up protocol' })
  expect(of(ready)).toMatchObject({ verdict: 'eligible', missing: 0, standing: 'none' })
  expect(of(looked)).toMatchObject({ verdict: 'excluded', standing: 'needs-a-look', until: '2027-02-24T23:59:00.000Z' })
})

test('the inbox leaves out who was declined, and charts kept to others', async () => {
  const [declined, restricted] = [await considered(HEALTHY), await considered(HEALTHY)]
  const { until: _, ...data } = await signing(declined, { outcome: 'decline' })
  await send(declined, 'sign', data)
  keptTo.set(restricted, ['somebody else'])
  const { people } = (await ask('/api/decisions')).body
  expect(people.filter(({ patient }: { patient: string }) => [declined, restricted].includes(patient))).toEqual([])
  keptTo.set(restricted, [physician.id])
  expect((await ask('/api/decisions')).body.people.some(({ patient }: { patient: string }) => patient === restricted)).toBe(true)
})

test('an acceptance that ran out says so in the inbox and on the page', async () => {
  const patient = await accepted()
  clock = '2027-03-01T10:00:00.000Z'
  try {
    expect((await page(patient)).standing).toBe('expired')
    expect((await ask('/api/decisions')).body.people.find((one: { patient: string }) => one.patient === patient).standing).toBe('expired')
  } finally {
    clock = NOW
  }
})

test('each command needs its own right, and nobody but a physician signs whatever rights they were given', async () => {
  const patient = await considered(HEALTHY)
  const data = await signing(patient)
  expect((await send(patient, 'sign', data, {}, { rights: ['chart.read', 'decision.prepare'] })).status).toBe(403)
  expect((await send(patient, 'ask-all', {}, {}, { rights: ['chart.read', 'decision.sign'] })).status).toBe(403)
  expect((await ask('/api/decisions', undefined, { rights: ['chart.read'] })).status).toBe(403)
  expect((await ask(`/api/patients/${patient}/decision`, undefined, { rights: ['decision.see'] })).status).toBe(403)
  expect((await send(patient, 'sign', data, {}, { by: nurse })).body).toMatchObject({ code: 'refused', because: [{ code: 'not-a-physician' }] })
})

test('under a protocol that is not in force here nobody is accepted', async () => {
  const patient = await considered(HEALTHY)
  active = false
  try {
    expect((await send(patient, 'sign', await signing(patient))).body.because).toMatchObject([{ code: 'not-active' }])
    expect((await page(patient)).policies).toMatchObject([{ active: false }])
  } finally {
    active = true
  }
})

test('a patient nobody has is not found, and what does not read is refused', async () => {
  expect((await ask(`/api/patients/${uuid7()}/decision`)).status).toBe(404)
  const patient = await considered(HEALTHY)
  expect((await send(patient, 'sign', { outcome: 'maybe' })).status).toBe(400)
  expect((await send(patient, 'sign', { ...(await signing(patient)), until: '2027-02-30T00:00:00Z' })).status).toBe(400)
})
