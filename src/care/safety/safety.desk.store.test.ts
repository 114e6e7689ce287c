import { expect, test } from 'vitest'
import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Statement } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { safetyDesk, type Tasks } from './safety.desk.store.ts'
import { minute, nora, pat, policy } from './safety.fixture.ts'
import { openConcerns, SETTINGS, safetyProjection, waiting } from './safety.store.ts'
import type { SafetyOrder } from './safety.ts'

const { database, newClinic } = await freshDatabase()
let clock: Instant = minute(0)
const now = () => clock
const journal = openJournal({ database, projections: [safetyProjection(policy)], now })

type Task = { status: 'none' | 'open' | 'done'; acknowledged: boolean; told: string[] }
/** The task room's twin: what the safety room told it. */
function taskRoom() {
  const all = new Map<string, Task & { opened?: Parameters<Tasks['open']>[4] }>()
  const tasks: Tasks = {
    standing: async (_clinic, id) => all.get(id) ?? { status: 'none', acknowledged: false },
    open: async (_clinic, _by, _via, _at, task) => void (all.has(task.id) || all.set(task.id, { status: 'open', acknowledged: false, told: [], opened: task })),
    follow: async (_clinic, _at, id, order) => {
      const task = all.get(id)
      if (!task) throw new Error('no such task')
      task.told.push(order.type)
      if (order.type === 'acknowledge') task.acknowledged = true
      if (order.type === 'raise-again') task.acknowledged = false
      if (order.type === 'do') task.status = 'done'
    },
  }
  return { tasks, all: () => [...all.values()] }
}

const waymark = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const
async function opened() {
  const [clinic, patient, room] = [await newClinic(), uuid7(), taskRoom()]
  clock = minute(0)
  const desk = safetyDesk({ database, journal, document: policy, tasks: room.tasks, zone: async () => 'America/New_York', now })
  const raise = (item: string, answer: number | boolean, n = 0) => {
    clock = minute(n)
    return desk.raiseConcern(clinic, waymark, {}, minute(n), { patient, item, answer, where: { kind: 'intake', id: 'link' } })
  }
  const send = (n: number, order: SafetyOrder, by: typeof nora | typeof pat = nora) => {
    clock = minute(n)
    return desk.execute({ clinic, patient, by, via: {} }, { id: uuid7(), at: minute(n), order })
  }
  const concern = async () => (await desk.stateOf(clinic, patient)).concerns.at(-1)?.id ?? ''
  const state = (statements: readonly Statement[], n = 0) => {
    clock = minute(n)
    type Said = Recorded<Fact<'facts-stated', { statements: readonly Statement[] }>>
    return journal.execute<number, Fact>(
      { clinic, stream: { kind: 'facts', id: patient }, id: uuid7(), digest: statements, by: nora, via: {}, at: minute(n) },
      { empty: 0, fold: (facts: readonly Said[]) => facts.length, evolve: (many) => many + 1 },
      () => ({ kind: 'accepted', facts: [{ type: 'facts-stated', data: { statements } }] }),
    )
  }
  return { clinic, patient, room, desk, raise, send, concern, state }
}
const said = (id: string, fact: string, value: boolean | number, change: Partial<Statement> = {}): Statement => ({
  ...{ id, fact, value, at: '2026-11-24', source: { kind: 'patient', by: 'Robin Example' } },
  ...change,
})
const answerOf = (concern: string, n: number): SafetyOrder => ({
  type: 'answer',
  data: { concern, finding: 'No plan, no intent', step: 'plan-made', assessedBy: 'Pat Physician', assessedAt: minute(n) },
})

test('a positive answer opens one concern with one task for the same day, and the patient is told whom to call', async () => {
  const { clinic, room, raise } = await opened()
  expect(await raise('item9', 2)).toEqual({ raised: true, crisis: [{ name: 'A line', call: '988' }] })
  await raise('plan', true, 1)
  expect(await database.as(clinic, openConcerns)).toHaveLength(1)
  expect(room.all().map(({ opened: task }) => task)).toMatchObject([
    { kind: 'safety', dueAt: minute(360), escalateAt: minute(12), withSource: true, why: expect.stringContaining('Item 9: 2') },
  ])
})

test('a plain "no" raises nothing, and the lines are told all the same', async () => {
  const { room, raise } = await opened()
  expect(await raise('item9', 0)).toMatchObject({ raised: false, crisis: [{ call: '988' }] })
  expect(room.all()).toEqual([])
})

test('the task is for whoever is on call, and for every physician and nurse when nobody is', async () => {
  const nobody = await opened()
  await nobody.raise('item9', 2)
  expect(nobody.room.all()[0]?.opened).not.toHaveProperty('for')
  const { clinic, desk, raise, room } = await opened()
  const order: SafetyOrder = { type: 'set-on-call', data: { onCall: { staff: 'p1', name: 'Pat Physician', until: minute(60) } } }
  await desk.execute({ clinic, patient: SETTINGS, by: nora, via: {} }, { id: uuid7(), at: minute(0), order })
  await raise('item9', 2, 1)
  expect(room.all()[0]?.opened?.for).toEqual({ kind: 'person', staff: 'p1', name: 'Pat Physician' })
})

test('the task follows: acknowledged, asked again when the patient says more, done with the answer', async () => {
  const { raise, send, concern, room, clinic, patient, desk } = await opened()
  await raise('item9', 2)
  await send(3, { type: 'acknowledge', data: { concern: await concern() } })
  await raise('plan', true, 4)
  await send(5, { type: 'acknowledge', data: { concern: await concern() } }, pat)
  expect(await desk.unanswered(clinic, patient)).toHaveLength(1)
  await send(9, answerOf(await concern(), 8), pat)
  expect(room.all()).toMatchObject([{ status: 'done', told: ['acknowledge', 'raise-again', 'acknowledge', 'do'] }])
  expect(await desk.unanswered(clinic, patient)).toEqual([])
})

test('the work of the house writes an escalation down once, and mends a task that a fall had left out', async () => {
  const { clinic, desk, raise, room, concern, patient } = await opened()
  await raise('item9', 2)
  room.all()[0]?.told.push('lost')
  clock = minute(12)
  await desk.lookAfter(clinic)
  clock = minute(40)
  await desk.lookAfter(clinic)
  const found = (await desk.stateOf(clinic, patient)).concerns[0]
  expect(found).toMatchObject({ id: await concern(), escalatedAt: minute(12) })
  const bare = taskRoom()
  await safetyDesk({ database, journal, document: policy, tasks: bare.tasks, zone: async () => 'UTC', now }).lookAfter(clinic)
  expect(bare.all()).toHaveLength(1)
})

test('what is stated among the facts by import or staff is raised once, whoever looks and how often', async () => {
  const { clinic, patient, desk, state } = await opened()
  const facts = [
    said('s1', 'item9', 1),
    said('s2', 'plan', true, { source: { kind: 'import', by: 'A hospital' } }),
    said('s3', 'plan', false),
    said('s4', 'elsewhere', true),
  ]
  await state(facts)
  expect(await database.as(clinic, (tx) => waiting(tx))).toHaveLength(2)
  await Promise.all([desk.react(clinic), desk.react(clinic, patient), desk.lookAfter(clinic)])
  await desk.react(clinic)
  const { concerns } = await desk.stateOf(clinic, patient)
  expect(concerns.map(({ raisings }) => raisings.map(({ statement, where }) => [statement, where.kind]))).toEqual([
    [
      ['s1', 'intake'],
      ['s2', 'import'],
    ],
  ])
  expect(await database.as(clinic, (tx) => waiting(tx))).toEqual([])
})

test('a "yes" to the question before going home is an answer like any other', async () => {
  const { clinic, patient, desk } = await opened()
  const assess = (session: string, newSuicidalIntent: boolean) =>
    journal.execute(
      { clinic, stream: { kind: 'session', id: session }, id: uuid7(), digest: { newSuicidalIntent }, by: nora, via: {}, at: minute(0) },
      { empty: { patient }, fold: () => ({ patient }), evolve: () => ({ patient }) },
      () => ({ kind: 'accepted', facts: [{ type: 'assessed', data: { newSuicidalIntent } }] }),
    )
  await assess('calm', false)
  await assess('not-calm', true)
  expect(await desk.unanswered(clinic, patient)).toHaveLength(1)
  expect((await desk.stateOf(clinic, patient)).concerns[0]?.raisings).toMatchObject([
    { item: 'new-suicidal-intent', where: { kind: 'session', id: 'not-calm' } },
  ])
})

test('what the intake raised and then stated is one answer', async () => {
  const { clinic, patient, desk, raise, state } = await opened()
  await raise('item9', 2)
  await state([said('s1', 'item9', 2)], 1)
  await desk.react(clinic)
  expect((await desk.stateOf(clinic, patient)).concerns[0]?.raisings).toHaveLength(1)
})

test('a visit that is closed the moment after a statement came in is held up by it', async () => {
  const { clinic, patient, desk, state } = await opened()
  await state([said('s1', 'plan', true)])
  expect(await desk.unanswered(clinic, patient)).toEqual([{ raisedAt: minute(0) }])
})

test('an old answer in an import is history on the chart and nobody’s alarm', async () => {
  const { clinic, patient, desk, state } = await opened()
  await state([said('s1', 'item9', 3, { at: '2019-05', source: { kind: 'import', by: 'A hospital' } })])
  await desk.react(clinic)
  expect(await desk.stateOf(clinic, patient)).toMatchObject({ concerns: [], passedOver: [{ item: 'item9', answer: 3, said: '2019-05' }] })
  expect(await database.as(clinic, (tx) => waiting(tx))).toEqual([])
})

test('another clinic knows nothing of it', async () => {
  const [one, other] = [await opened(), await newClinic()]
  await one.raise('item9', 2)
  await one.state([said('s1', 'plan', true)])
  expect([await database.as(other, openConcerns), await database.as(other, (tx) => waiting(tx))]).toEqual([[], []])
})
