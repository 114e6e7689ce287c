import type { Actor, Role, Via } from '../../medicine/record.ts'
import type { AccessLine } from '../audit/audit.ts'
import type { Tx } from '../db/database.ts'
import type { Right } from './right.ts'

/** Whoever stands at the door: a signed-in person or a script's token, in one clinic. */
export type Person = {
  readonly clinic: string
  readonly by: Extract<Actor, { kind: 'staff' | 'token' }>
  readonly roles: readonly Role[]
  readonly rights: ReadonlySet<Right>
}

/** What the door learns from a request before it asks for any right. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'ended'; readonly why: string }
  | { readonly kind: 'locked'; readonly person: Person }
  | { readonly kind: 'needs-second-factor'; readonly person: Person }
  | { readonly kind: 'person'; readonly person: Person }

/** Which chart a request is about: the patient's own id, or a session of theirs. */
type ChartOf = { readonly patient: string } | { readonly session: string }
type ChartAnswer =
  | { readonly kind: 'open'; readonly patient: string; readonly by: 'right' | 'grant' }
  | { readonly kind: 'closed'; readonly patient: string; readonly code: 'not-allowed' | 'chart-restricted'; readonly why: string }
  | { readonly kind: 'unknown' }

/** What the doors work with; `httpApp` is given one and every guarded route finds it in `c.var.house`. */
export type House = {
  readonly who: (request: Request) => Promise<Caller>
  /** Right in plain words, for the refusal. */
  readonly says: (right: Right) => string
  readonly chart: (person: Person, right: Right, of: ChartOf) => Promise<ChartAnswer>
  readonly database: { as<T>(clinic: string, work: (tx: Tx) => Promise<T>): Promise<T> }
  readonly audit: {
    /** Kept in memory and written in batches: reads and refusals. */
    note(line: AccessLine): void
    /** Written with the change it tells of. */
    write(tx: Tx, line: AccessLine): Promise<void>
  }
  readonly now: () => Date
}

/** What the handler adds to the audit line. */
type About = { patient?: string; session?: string; reason?: string; event?: string }

export type Env = {
  Variables: {
    house: House
    requestId: string
    /** Said by a handler that answers many addresses: which of them this was. */
    pattern?: string
    /** Set by the guard; absent on open routes. */
    person: Person
    /** The right this request was let in on; absent where any signed-in person may. */
    right: Right
    clinic: string
    via: Via
    /** The transaction the guard opened; absent where the door says `through: 'journal'` or `'nothing'`. */
    tx: Tx
    /** The chart the guard opened, where the door names one. */
    chart: { readonly patient: string; readonly by: 'right' | 'grant' }
    about: About
  }
}
