import type { Actor, StreamRef, Via } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { Journal, Model } from '../../platform/journal/journal.ts'
import type { Projection } from '../../platform/journal/projection.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { decide, EMPTY, evolve, fold, type Opened, type Opening, type Task, type TaskOrder, type Whose } from './task.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    task_list: {
      readonly clinic: string
      readonly id: string
      readonly patient: string | null
      readonly status: Opened['status']
      readonly due_at: Instant
      /** When nobody has acknowledged it by then; null once somebody has, or it was escalated. */
      readonly escalate_at: Instant | null
      readonly closed_at: Instant | null
      readonly task: Opened
    }
  }
}

export const taskStream = (id: string): StreamRef => ({ kind: 'task', id })
export const taskModel: Model<Task> = { empty: EMPTY, fold, evolve }

export const taskProjection: Projection = {
  name: 'task list',
  streams: ['task'],
  tables: ['task_list'],
  async apply(tx, clinic, { id }, _facts, state) {
    const task = state as Task
    if (task.status === 'none') return
    const row = {
      clinic,
      id,
      patient: task.patient ?? null,
      status: task.status,
      due_at: task.dueAt,
      escalate_at: task.status === 'open' && !task.acknowledged && !task.escalatedAt ? (task.escalateAt ?? null) : null,
      closed_at: task.closed?.at ?? null,
      task,
    }
    await tx
      .insertInto('task_list')
      .values(row)
      .onConflict((of) => of.columns(['clinic', 'id']).doUpdateSet(row))
      .execute()
  },
}

export type Listed = { readonly id: string; readonly task: Opened }
const MOST = 500

export const openTasks = (tx: Tx): Promise<Listed[]> =>
  tx.selectFrom('task_list').select(['id', 'task']).where('status', '=', 'open').orderBy('due_at').orderBy('id').limit(MOST).execute()

export const closedTasks = (tx: Tx, most: number): Promise<Listed[]> =>
  tx.selectFrom('task_list').select(['id', 'task']).where('closed_at', 'is not', null).orderBy('closed_at', 'desc').orderBy('id').limit(most).execute()

export const tasksOf = (tx: Tx, patient: string): Promise<Listed[]> =>
  tx.selectFrom('task_list').select(['id', 'task']).where('patient', '=', patient).orderBy('due_at').orderBy('id').limit(MOST).execute()

/** Those nobody acknowledged in time and whose escalation is not yet in the record. */
export async function toEscalate(tx: Tx, now: Instant): Promise<string[]> {
  const rows = await tx.selectFrom('task_list').select('id').where('escalate_at', '<=', now).orderBy('escalate_at').limit(MOST).execute()
  return rows.map(({ id }) => id)
}

/** A task somebody else's capability asks for. Without `for` it is for the clinicians. */
export type NewTask = Omit<Opening, 'for'> & { readonly id: string; readonly for?: Whose }
export type OpenTask = (clinic: string, by: Actor, via: Via, at: Instant, task: NewTask) => Promise<void>

const CLINICIANS: Whose = { kind: 'roles', roles: ['physician', 'nurse'] }

/** Opens a task; the same id again changes nothing. Throws where the task says nothing or is for nobody: that is a fault of the caller. */
export const openTask =
  (journal: Pick<Journal, 'execute'>): OpenTask =>
  async (clinic, by, via, at, { id, ...task }) => {
    const order = { type: 'open', data: { for: CLINICIANS, ...task } } as const
    const outcome = await journal.execute({ clinic, stream: taskStream(id), id: uuid7(), digest: order, by, via, at }, taskModel, (state, now) =>
      decide(state, order, { now, by, people: [] }),
    )
    if (outcome.kind !== 'done') throw new Error(`The task ${id} was not opened: ${JSON.stringify(outcome)}`)
  }

/** What Waymark does with a task by itself: follows what it came from, or writes down that nobody took it up in time. */
export type FollowTask = (
  clinic: string,
  at: Instant,
  id: string,
  order: Extract<TaskOrder, { type: 'acknowledge' | 'raise-again' | 'do' | 'escalate' }>,
) => Promise<void>

const WAYMARK: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }

export const followTask =
  (journal: Pick<Journal, 'execute'>): FollowTask =>
  async (clinic, at, id, order) =>
    void (await journal.execute({ clinic, stream: taskStream(id), id: uuid7(), digest: order, by: WAYMARK, via: {}, at }, taskModel, (state, now) =>
      decide(state, order, { now, by: WAYMARK, people: [] }),
    ))

/** How a task stands, for what it came from. */
export const taskStanding = (journal: Pick<Journal, 'states'>) => async (clinic: string, id: string) => {
  const task = (await journal.states(clinic, 'task', [id], taskModel)).get(id) ?? EMPTY
  return { status: task.status, acknowledged: task.status !== 'none' && task.acknowledged !== undefined }
}

/** Writes down which tasks nobody took up in time. The screens show it without, by the clock; this tells them to look. */
export async function escalateTasks(
  { database, follow }: { readonly database: Pick<Database, 'as'>; readonly follow: FollowTask },
  clinic: string,
  now: Instant,
) {
  for (const id of await database.as(clinic, (tx) => toEscalate(tx, now))) await follow(clinic, now, id, { type: 'escalate', data: {} })
}
