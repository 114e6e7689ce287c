import type { By, Opened, Task, TaskRecorded } from './task.types.ts'

export const EMPTY: Task = { status: 'none', seq: 0 }

export const fold = (facts: readonly TaskRecorded[]): Task => facts.reduce(evolve, EMPTY)

export function evolve(task: Task, fact: TaskRecorded): Task {
  if (fact.type === 'task-opened') return { status: 'open', seq: fact.seq, opened: byOf(fact), ...fact.data }
  return task.status === 'none' ? task : changed({ ...task, seq: fact.seq }, fact)
}

function changed(task: Opened, fact: Exclude<TaskRecorded, { type: 'task-opened' }>): Opened {
  switch (fact.type) {
    case 'task-acknowledged':
      return { ...task, acknowledged: byOf(fact) }
    case 'task-assigned':
      return { ...task, for: { kind: 'person', ...fact.data.to } }
    case 'task-escalated':
      return { ...task, escalatedAt: fact.at }
    case 'task-raised-again': {
      const { acknowledged: _a, escalatedAt: _e, ...again } = task
      return { ...again, escalateAt: fact.data.escalateAt }
    }
    case 'task-done':
      return { ...task, status: 'done', closed: { ...byOf(fact), words: fact.data.outcome } }
    case 'task-cancelled':
      return { ...task, status: 'cancelled', closed: { ...byOf(fact), words: fact.data.reason } }
    default:
      return fact satisfies never
  }
}

function byOf({ at, by, data }: TaskRecorded): By {
  const { id, name } = ('theirs' in data && data.theirs) || by
  return { at, id, name }
}
