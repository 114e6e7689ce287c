import { type Instant, instant } from '../../medicine/time.ts'
import { decide, EMPTY, evolve, type Opening, type Task, type TaskFact, type TaskOrder, type TaskRecorded } from './task.ts'

const base = Date.parse('2026-11-24T14:00:00Z')
/** So many minutes after 14:00. */
export const minute = (n: number): Instant => instant(base + n * 60_000)

export const nora = { kind: 'staff', id: 'n1', name: 'Nora Nurse', roles: ['nurse'] } as const
export const pat = { kind: 'staff', id: 'p1', name: 'Pat Physician', roles: ['physician'] } as const
export const people = [
  { id: 'n1', name: 'Nora Nurse', active: true },
  { id: 'p1', name: 'Pat Physician', active: true },
  { id: 'x1', name: 'Max Gone', active: false },
]

export const call: Opening = {
  patient: 'a-patient',
  kind: 'call',
  title: 'Call about the blood pressure at home',
  why: '152/94 on 3 November, none since',
  dueAt: minute(120),
  escalateAt: minute(30),
  for: { kind: 'roles', roles: ['nurse'] },
  from: { kind: 'person' },
}

export type Step = { readonly order: TaskOrder; readonly at?: Instant; readonly by?: typeof nora | typeof pat }

const recorded = (fact: TaskFact, seq: number, at: Instant, by: typeof nora | typeof pat): TaskRecorded =>
  ({ ...fact, id: `f${seq}`, seq, version: 1, at, recordedAt: at, by, via: {} }) as TaskRecorded

/** The task after these steps; one that is not accepted fails the test. */
export const after = (...steps: readonly Step[]): Task =>
  steps.reduce((task: Task, { order, at = minute(0), by = nora }) => {
    const decision = decide(task, order, { now: at, by, people })
    if (decision.kind !== 'accepted') throw new Error(`${order.type}: ${JSON.stringify(decision)}`)
    return decision.facts.reduce((state, fact) => evolve(state, recorded(fact, state.seq + 1, at, by)), task)
  }, EMPTY)

export const opened = (change: Partial<Opening> = {}): Step => ({ order: { type: 'open', data: { ...call, ...change } }, by: pat })
