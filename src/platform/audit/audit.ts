import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

export const ACTS = ['read', 'write', 'refused', 'print', 'export', 'break-glass', 'sign-in', 'sign-in-failed', 'sign-out', 'lock', 'unlock'] as const
export type Act = (typeof ACTS)[number]

/** One line of the access log: who did what, to which chart, on which right, and how it ended. */
export type AccessLine = {
  readonly clinic: string
  readonly at: Instant
  readonly by: Actor
  readonly act: Act
  /** The event's name, in the past tense: `chart.read`. */
  readonly event: string
  readonly right?: string
  readonly patient?: string
  readonly session?: string
  readonly reason?: string
  readonly requestId?: string
  /** HTTP status of the answer. */
  readonly outcome?: number
}
