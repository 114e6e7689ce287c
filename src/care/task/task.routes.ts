import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Instant, instant, parseInstant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { type Door, seen } from './seen.ts'
import { closedTasks, type Listed, openTasks, taskModel, taskStream, tasksOf } from './task.store.ts'
import { decide, fold, inOrder, overdue, type TaskOrder, type TaskRecorded, type Whose } from './task.ts'
import * as wire from './task.wire.ts'

type Person = { readonly id: string; readonly name: string; readonly active: boolean }
export type TaskParts = {
  readonly journal: Journal
  /** Names of patients. */
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string }>>
  /** The charts that are kept to named people. */
  readonly kept: (tx: Tx) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Who works here. */
  readonly staff: (tx: Tx) => Promise<readonly Person[]>
}

const id = z.string().regex(/^[0-9a-zA-Z-]{1,80}$/)
const state = z.enum(['open', 'closed']).default('open')
const RECENT = 100
const OPEN = commandExample({
  task: '019ab0c4-7d3e-7000-8000-00000000000b',
  type: 'open',
  data: { title: 'Call about the escort', why: 'No name yet', dueAt: '2026-11-25T15:00:00Z', for: { kind: 'roles', roles: ['front-desk'] } },
})
const DO = commandExample({ type: 'do', data: { outcome: 'Her sister comes at four' } })
const noSuch = { code: 'no-such-task', message: 'There is no such task.' }

export function taskRoutes({ journal, people, kept, staff }: TaskParts) {
  return routes()
    .openapi(
      route(
        { may: 'task.see', leaves: 'tasks.listed', quiet: true, through: 'journal' },
        {
          method: 'get',
          path: '/tasks',
          summary: 'Tasks: what is open by when it is due, or what was closed last',
          request: { query: z.object({ state }) },
          responses: { 200: json(wire.tasksAnswer, 'What this person may see; `mine` waits for them or their role') },
        },
      ),
      async (c) => {
        const closed = c.req.valid('query').state === 'closed'
        const rows = await c.var.house.database.as(c.var.clinic, (tx) => (closed ? closedTasks(tx, RECENT) : openTasks(tx)))
        return c.json(await answer(c, rows), 200)
      },
    )
    .openapi(
      route(
        { may: 'task.see', leaves: 'tasks.counted', quiet: true, through: 'journal' },
        {
          method: 'get',
          path: '/tasks/count',
          summary: 'How many tasks wait for me',
          responses: { 200: json(wire.countAnswer, 'Mine, and how many of them are overdue') },
        },
      ),
      async (c) => {
        const { tasks, serverTime } = await answer(c, await c.var.house.database.as(c.var.clinic, openTasks))
        const mine = tasks.filter((task) => task.mine)
        return c.json({ mine: mine.length, overdue: mine.filter((task) => overdue(task, serverTime)).length, serverTime }, 200)
      },
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'tasks.read', chart: 'patient', through: 'journal' },
        {
          method: 'get',
          path: '/patients/{id}/tasks',
          summary: 'The tasks of a patient',
          request: { params: z.object({ id }) },
          responses: { 200: json(wire.tasksAnswer, 'Open first') },
        },
      ),
      async (c) => {
        const patient = c.req.valid('param').id
        const rows = await c.var.house.database.as(c.var.clinic, (tx) => tasksOf(tx, patient))
        return c.json(await answer(c, rows, patient), 200)
      },
    )
    .openapi(
      route(
        { may: 'task.do', leaves: 'task.opened', through: 'journal' },
        {
          method: 'post',
          path: '/tasks',
          summary: 'Open a task',
          request: {
            body: { ...json(z.intersection(commandHead, wire.newTask).openapi({ example: OPEN }), 'What is to be done, for whom, by when'), required: true },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { task, id: commandId, at, confirmed: _, type, data } = c.req.valid('json')
        const dueAt = parseInstant(data.dueAt)
        if (!dueAt) return c.json({ code: 'bad-request', message: 'Say when it is due.' }, 400)
        if (data.patient && !(await mayOpen(c, data.patient))) return c.json(closedChart, 403)
        const whose = await whoseOf(c, data.for)
        if (!whose)
          return answerCommand(c, { kind: 'refused', because: [{ code: 'no-such-person', field: 'for', message: 'Nobody of this name works here now.' }] })
        const opening = { ...data, dueAt, for: whose, kind: 'by-hand', from: { kind: 'person' as const } }
        return answerCommand(c, await execute(c, task, { id: commandId, at, order: { type, data: opening } }))
      },
    )
    .openapi(
      route(
        { may: 'task.do', leaves: 'task.changed', through: 'journal' },
        {
          method: 'post',
          path: '/tasks/{id}/commands',
          summary: 'Take up a task, hand it on, close it',
          request: {
            params: z.object({ id }),
            body: { ...json(z.intersection(commandHead, wire.taskOrder).openapi({ example: DO }), 'One command'), required: true },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { id: commandId, at, confirmed: _, ...order } = c.req.valid('json')
        const task = c.req.valid('param').id
        const found = fold((await journal.read(c.var.clinic, taskStream(task))) as unknown as TaskRecorded[])
        const { person, house } = c.var
        const viewer = viewerOf(c)
        if (found.status === 'none' || !seen(found, 'none', viewer, instant(house.now().getTime()))) return c.json(noSuch, 404)
        if (found.patient) c.var.about.patient = found.patient
        if (found.patient && person.rights.has('chart.read') && !(await mayOpen(c, found.patient))) return c.json(closedChart, 403)
        return answerCommand(c, await execute(c, task, { id: commandId, at, order: order as TaskOrder }))
      },
    )

  async function answer(c: Context<Env>, rows: readonly Listed[], opened?: string) {
    const { house, clinic } = c.var
    const now = instant(house.now().getTime())
    const patients = [...new Set(rows.flatMap(({ task }) => task.patient ?? []))]
    const [names, charts] = await house.database.as(clinic, async (tx) => [await people(tx, patients), await kept(tx)] as const)
    const shut = new Set<string>()
    for (const patient of patients) if (patient !== opened && charts.has(patient) && !(await mayOpen(c, patient))) shut.add(patient)
    const doorOf = (patient: string | undefined): Door => (patient === undefined ? 'none' : shut.has(patient) ? 'kept' : 'open')
    const viewer = viewerOf(c)
    const tasks = [...rows]
      .sort((a, b) => inOrder(a.task, b.task))
      .flatMap(({ id: taskId, task }) => {
        const shown = seen(task, doorOf(task.patient), viewer, now)
        if (!shown) return []
        const { patient, ...rest } = shown
        if (!patient) return [{ id: taskId, ...rest }]
        return [{ id: taskId, ...rest, ...(shown.hidden ? {} : { patient }), name: shown.hidden ? null : (names.get(patient)?.name ?? null) }]
      })
    return { tasks, serverTime: now }
  }

  /** A chart kept to named people is asked about; whoever reads no charts may have a task about anybody else. */
  async function mayOpen(c: Context<Env>, patient: string): Promise<boolean> {
    const { house, person, clinic } = c.var
    const to = (await house.database.as(clinic, kept)).get(patient)
    return !to || to.includes(person.by.id) || (await house.chart(person, 'chart.read', { patient })).kind === 'open'
  }

  async function whoseOf(c: Context<Env>, whose: z.output<typeof wire.newTask>['data']['for']): Promise<Whose | null> {
    if (whose.kind === 'roles') return whose
    const found = (await c.var.house.database.as(c.var.clinic, staff)).find((one) => one.id === whose.staff)
    return found?.active ? { kind: 'person', staff: found.id, name: found.name } : null
  }

  async function execute(
    c: Context<Env>,
    task: string,
    { id: commandId, at, order }: { readonly id: string; readonly at: Instant; readonly order: TaskOrder },
  ) {
    const { clinic, person, via, house } = c.var
    const known = order.type === 'assign' ? await house.database.as(clinic, staff) : []
    return journal.execute({ clinic, stream: taskStream(task), id: commandId, digest: { task, ...order }, by: person.by, via, at }, taskModel, (state, now) =>
      decide(state, order, { now, by: person.by, people: known }),
    )
  }
}

const viewerOf = (c: Context<Env>) => {
  const { person } = c.var
  return { id: person.by.id, roles: person.roles, readsCharts: person.rights.has('chart.read') }
}

const closedChart = { code: 'chart-restricted', message: 'This chart is kept to named people. Open it first; in an emergency by break-glass.' }
