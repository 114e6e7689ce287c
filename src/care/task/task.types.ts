import type { Fact, Recorded, Role, StreamKind } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/** For whom a task is: anybody of these roles, or one person. */
export type Whose = { readonly kind: 'roles'; readonly roles: readonly Role[] } | { readonly kind: 'person'; readonly staff: string; readonly name: string }

/** What opened it: a record of the clinic, or a person at a screen. */
export type From = { readonly kind: StreamKind | 'person'; readonly id?: string }

export type Opening = {
  readonly patient?: string
  /** One word for the sort of work: `safety`, `ask`, `order`, `measure`, `call`, `review`. */
  readonly kind: string
  readonly title: string
  readonly why: string
  readonly dueAt: Instant
  /** When nobody has acknowledged it by then, the owner and the physicians see it too. */
  readonly escalateAt?: Instant
  readonly for: Whose
  readonly from: From
  /** It is acknowledged and closed where it came from, and only there: a safety concern is answered, not ticked off. */
  readonly withSource?: true
}

/** What can be true of a task. One stream each, `task/<id>`. */
export type TaskFact =
  | Fact<'task-opened', Opening>
  | Fact<'task-acknowledged', Theirs>
  | Fact<'task-assigned', { readonly to: { readonly staff: string; readonly name: string } }>
  | Fact<'task-escalated', { readonly to: readonly Role[] }>
  /** What it came from says more than was known when somebody acknowledged. */
  | Fact<'task-raised-again', { readonly escalateAt: Instant }>
  | Fact<'task-done', Theirs & { readonly outcome: string }>
  | Fact<'task-cancelled', Theirs & { readonly reason: string }>
/** Who did it, where another record says so and Waymark follows it. */
type Theirs = { readonly theirs?: { readonly id: string; readonly name: string } }
export type TaskRecorded = Recorded<TaskFact>

export type TaskOrder =
  | { readonly type: 'open'; readonly data: Opening }
  | { readonly type: 'acknowledge'; readonly data: FromSource }
  | { readonly type: 'assign'; readonly data: { readonly staff: string } }
  | { readonly type: 'escalate'; readonly data: Record<never, never> }
  | { readonly type: 'raise-again'; readonly data: FromSource & { readonly escalateAt: Instant } }
  | { readonly type: 'do'; readonly data: FromSource & { readonly outcome: string } }
  | { readonly type: 'cancel'; readonly data: FromSource & { readonly reason: string } }
/** Set by what opened the task, never by a screen. */
type FromSource = Theirs & { readonly source?: true }

export type By = { readonly at: Instant; readonly id: string; readonly name: string }
export type Task =
  | { readonly status: 'none'; readonly seq: 0 }
  | (Opening & {
      readonly status: 'open' | 'done' | 'cancelled'
      readonly seq: number
      readonly opened: By
      readonly acknowledged?: By
      readonly escalatedAt?: Instant
      readonly closed?: By & { readonly words: string }
    })
export type Opened = Exclude<Task, { status: 'none' }>
