import type { Decision, Reason } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { ESCALATES_TO, escalation } from './task.derived.ts'
import type { Opened, Opening, Task, TaskFact, TaskOrder } from './task.types.ts'

/** What the decision needs to know besides the task: the moment, who asks, and the people who work here. */
export type Around = {
  readonly now: Instant
  readonly by: { readonly id: string }
  readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean }[]
}

/** A task is opened once: the same id again changes nothing, whatever it says. */
export function decide(task: Task, order: TaskOrder, around: Around): Decision<TaskFact> {
  if (order.type === 'open') return task.status === 'none' ? opened(order.data) : NOTHING
  if (task.status === 'none') return refused({ code: 'no-such-task', message: 'There is no such task.' })
  if (task.status !== 'open') return order.type === 'escalate' || fromSource(order) ? NOTHING : refused(closed(task))
  if (task.withSource && ENDS.has(order.type) && !fromSource(order)) return refused(ELSEWHERE)
  switch (order.type) {
    case 'acknowledge':
      return task.acknowledged ? alreadyAcknowledged(task, around) : { kind: 'accepted', facts: [{ type: 'task-acknowledged', data: theirs(order) }] }
    case 'assign':
      return assigned(task, order.data.staff, around)
    case 'escalate':
      return escalation(task, around.now) && !task.escalatedAt ? { kind: 'accepted', facts: [{ type: 'task-escalated', data: { to: ESCALATES_TO } }] } : NOTHING
    case 'raise-again':
      return task.acknowledged && fromSource(order)
        ? { kind: 'accepted', facts: [{ type: 'task-raised-again', data: { escalateAt: order.data.escalateAt } }] }
        : NOTHING
    case 'do':
      return worded(order.data.outcome, 'outcome', 'Say what was done, or what came of it.', (outcome) => ({
        type: 'task-done',
        data: { outcome, ...theirs(order) },
      }))
    case 'cancel':
      return worded(order.data.reason, 'reason', 'Say why it is no longer needed.', (reason) => ({
        type: 'task-cancelled',
        data: { reason, ...theirs(order) },
      }))
    default:
      return order satisfies never
  }
}

const ENDS: ReadonlySet<TaskOrder['type']> = new Set(['acknowledge', 'do', 'cancel'])
const ELSEWHERE: Reason = { code: 'answered-at-source', message: 'Open what this task came from and answer it there; the task closes with it.' }
const fromSource = ({ data }: TaskOrder): boolean => 'source' in data && data.source === true

const theirs = ({ data }: TaskOrder) => ('theirs' in data && data.theirs ? { theirs: data.theirs } : {})

const NOTHING: Decision<TaskFact> = { kind: 'accepted', facts: [] }
const refused = (...because: readonly Reason[]): Decision<TaskFact> => ({ kind: 'refused', because })

function opened(data: Opening): Decision<TaskFact> {
  const because: Reason[] = [
    ...(data.title.trim() === '' ? [{ code: 'no-title', field: 'title', message: 'Say what is to be done.' }] : []),
    ...(data.for.kind === 'roles' && data.for.roles.length === 0 ? [{ code: 'for-nobody', field: 'for', message: 'Say for whom it is.' }] : []),
  ]
  if (because.length > 0) return { kind: 'refused', because }
  return { kind: 'accepted', facts: [{ type: 'task-opened', data: { ...data, title: data.title.trim(), why: data.why.trim() } }] }
}

const closed = ({ status, closed: by }: Opened): Reason => ({
  code: 'task-closed',
  message: `${by?.name ?? 'Somebody'} has ${status === 'done' ? 'done' : 'called off'} this already.`,
})

/** Twice by the same person is once; a second person learns who has it. */
const alreadyAcknowledged = ({ acknowledged, withSource }: Opened, { by }: Around): Decision<TaskFact> =>
  withSource || acknowledged?.id === by.id ? NOTHING : refused({ code: 'already-acknowledged', message: `${acknowledged?.name} has acknowledged this.` })

function assigned({ for: whose }: Opened, staff: string, { people }: Around): Decision<TaskFact> {
  const found = people.find(({ id }) => id === staff)
  if (!found?.active) return refused({ code: 'no-such-person', field: 'staff', message: 'Nobody of this name works here now.' })
  if (whose.kind === 'person' && whose.staff === staff) return NOTHING
  return { kind: 'accepted', facts: [{ type: 'task-assigned', data: { to: { staff, name: found.name } } }] }
}

function worded(words: string, field: string, message: string, fact: (words: string) => TaskFact): Decision<TaskFact> {
  const said = words.trim()
  return said === '' ? refused({ code: `no-${field}`, field, message }) : { kind: 'accepted', facts: [fact(said)] }
}
