import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { call, minute, nora, people } from './task.fixture.ts'
import { closedTasks, openTask, openTasks, taskModel, taskProjection, taskStream, tasksOf, toEscalate } from './task.store.ts'
import { decide, type TaskOrder } from './task.ts'

const { database, newClinic } = await freshDatabase()
const journal = openJournal({ database, projections: [taskProjection], now: () => minute(40) })
const open = openTask(journal)
const put = (clinic: string, id: string, change: Partial<typeof call> = {}) => open(clinic, nora, {}, minute(0), { ...call, ...change, id })
const send = (clinic: string, id: string, order: TaskOrder) =>
  journal.execute({ clinic, stream: taskStream(id), id: uuid7(), digest: order, by: nora, via: {}, at: minute(40) }, taskModel, (state, now) =>
    decide(state, order, { now, by: nora, people }),
  )

test('open tasks are listed by when they are due; one opened twice is one; another clinic sees none', async () => {
  const [clinic, other] = [await newClinic(), await newClinic()]
  await put(clinic, 'later', { dueAt: minute(300) })
  await put(clinic, 'soon')
  await put(clinic, 'soon', { title: 'said again' })
  expect(await database.as(clinic, openTasks)).toMatchObject([{ id: 'soon', task: { title: call.title } }, { id: 'later' }])
  expect(await database.as(other, openTasks)).toEqual([])
})

test('a closed task leaves the open list, and is found among the closed and with its patient', async () => {
  const clinic = await newClinic()
  await put(clinic, 't', { patient: 'robin' })
  await send(clinic, 't', { type: 'do', data: { outcome: 'called' } })
  expect(await database.as(clinic, openTasks)).toEqual([])
  expect(await database.as(clinic, (tx) => closedTasks(tx, 10))).toMatchObject([{ id: 't', task: { closed: { words: 'called' } } }])
  expect(await database.as(clinic, (tx) => tasksOf(tx, 'robin'))).toHaveLength(1)
})

test('what nobody acknowledged in time is found for escalation until it is recorded', async () => {
  const clinic = await newClinic()
  await put(clinic, 'waits')
  await put(clinic, 'taken')
  await send(clinic, 'taken', { type: 'acknowledge', data: {} })
  const due = () => database.as(clinic, (tx) => toEscalate(tx, minute(40)))
  expect(await due()).toEqual(['waits'])
  await send(clinic, 'waits', { type: 'escalate', data: {} })
  expect(await due()).toEqual([])
})
