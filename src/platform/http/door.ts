import type { Right } from './right.ts'

/** A route whose right depends on the command in its body. */
export type Commands = {
  readonly commands: Readonly<Record<string, Right>>
  /** For the few commands where the type alone does not say; null = nobody who signs in. */
  readonly rightOf?: (command: never) => Right | null
}

/** What every guarded route states about itself. */
export type Door = {
  /** The right it needs, `signed-in` when anybody of the clinic may, or one right for each command. */
  readonly may: Right | 'signed-in' | Commands
  /** Name of the audit event it leaves, in the past tense: `chart.read`, `token.made`. */
  readonly leaves: string
  /** What kind of act the audit line tells of; by default `read` for GET and `write` for the rest. */
  readonly act?: 'read' | 'write' | 'print' | 'export' | 'break-glass' | 'lock' | 'unlock'
  /** The path's `{id}` names a chart, or a session of one: the chart check runs before the handler. */
  readonly chart?: 'patient' | 'session'
  /**
   * `transaction` (default): the guard opens one, and the audit line of a change commits in it. `journal`: the handler
   * commits through the journal, whose event names person, time and request and is itself the audit line of the change.
   * `nothing`: no database, for streams and pages that need none.
   */
  readonly through?: 'transaction' | 'journal' | 'nothing'
  /** Answers even when the screen is locked or a second factor is still missing: who am I, unlock, enrol. */
  readonly beforeUnlock?: boolean
  /** Too frequent or too plain to be a line in the trail of reads (the board, the clinic's own name). */
  readonly quiet?: boolean
}

/** A route without a guard, and why that is right. */
export type OpenDoor = { readonly open: string }

/** The key under which a route's door stands in its OpenAPI description. */
export const DOOR = 'x-waymark-door'
