import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Opened, Whose } from './task.types.ts'

/** Who sees a task that nobody took up in time, besides those it is for. */
export const ESCALATES_TO: readonly Role[] = ['owner', 'physician']

export const overdue = ({ status, dueAt }: Pick<Opened, 'status' | 'dueAt'>, now: Instant): boolean => status === 'open' && now > dueAt

/** Since when a task nobody acknowledged is everybody's business, by the clock alone: no work in the background has to run for it. */
export function escalation(
  { status, acknowledged, escalateAt }: Pick<Opened, 'status' | 'acknowledged' | 'escalateAt'>,
  now: Instant,
): { readonly since: Instant; readonly to: readonly Role[] } | null {
  if (status !== 'open' || acknowledged || escalateAt === undefined || now < escalateAt) return null
  return { since: escalateAt, to: ESCALATES_TO }
}

export type Looker = { readonly id: string; readonly roles: readonly Role[] }

/** Whether it waits for this person: theirs, their role's, or escalated to them. */
export const isMine = (task: Opened, { id, roles }: Looker, now: Instant): boolean =>
  addressed(task.for, { id, roles }) || (escalation(task, now)?.to.some((role) => roles.includes(role)) ?? false)

const addressed = (whose: Whose, { id, roles }: Looker): boolean =>
  whose.kind === 'person' ? whose.staff === id : whose.roles.some((role) => roles.includes(role))

/** Open before closed; of the open what is due first, of the closed what was closed last. */
export function inOrder(a: Opened, b: Opened): number {
  if ((a.status === 'open') !== (b.status === 'open')) return a.status === 'open' ? -1 : 1
  if (a.status === 'open') return compare(a.dueAt, b.dueAt)
  return compare(b.closed?.at ?? b.dueAt, a.closed?.at ?? a.dueAt)
}

const compare = (a: Instant, b: Instant): number => (a < b ? -1 : a > b ? 1 : 0)
