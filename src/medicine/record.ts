import type { Instant } from './time.ts'

/** The kinds of stream a clinic's journal holds. */
export type StreamKind =
  | 'patient'
  | 'facts'
  | 'intake'
  | 'referral'
  | 'decision'
  | 'task'
  | 'safety'
  | 'consent'
  | 'draft'
  | 'letter'
  | 'course'
  | 'session'
  | 'container'
  | 'account'
  | 'protocol'
  | 'staff'
  | 'clinic'
export type StreamRef = { readonly kind: StreamKind; readonly id: string }

export type Role = 'owner' | 'physician' | 'nurse' | 'therapist' | 'front-desk' | 'patient'

/** Who did it: a signed-in person, a script's token, a bedside device, a patient through their link, or Waymark itself (a reaction). */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  | { readonly kind: 'token'; readonly id: string; readonly name: string; readonly roles: readonly Role[] }
  | { readonly kind: 'device'; readonly id: string; readonly name: string; readonly roles: readonly [] }
  | { readonly kind: 'patient'; readonly id: string; readonly name: string; readonly roles: readonly ['patient'] }
  | { readonly kind: 'system'; readonly id: 'waymark'; readonly name: 'Waymark'; readonly roles: readonly [] }

/** Through what it came: the screen or device, the request, whether its clock was trusted. */
export type Via = { readonly device?: string; readonly request?: string; readonly clock?: 'unknown' | 'changed' }

/** A fact as the decider makes it: type and data, when it was true, what it corrects. */
export type Fact<T extends string = string, D = unknown> = {
  readonly type: T
  readonly data: D
  /** When it was true; the command's time when absent. */
  readonly at?: Instant
  /** Id of the event this one corrects, in the same stream. */
  readonly corrects?: string
}

/** A fact as the journal keeps it. `id` is a UUIDv7 made where it was observed; `seq` counts 1, 2, 3 … in its stream. */
export type Recorded<F extends Fact = Fact> =
  F extends Fact<infer T, infer D>
    ? {
        readonly id: string
        readonly seq: number
        readonly type: T
        /** Version of the type's data, for upcasting. */
        readonly version: number
        readonly data: D
        readonly at: Instant
        readonly recordedAt: Instant
        readonly by: Actor
        readonly via: Via
        readonly corrects?: string
      }
    : never

/** What a decider answers. A refusal says why in words for the person; a question asks "really?" and is answered by sending its code back in `confirmed`. */
export type Decision<F extends Fact> =
  | { readonly kind: 'accepted'; readonly facts: readonly F[] }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'ask'; readonly questions: readonly Reason[] }

export type Reason = { readonly code: string; readonly message: string; readonly field?: string }

/** The part every command has: its id (the same id twice has one effect), and when the thing happened. */
export type CommandHead = {
  readonly id: string
  readonly at: Instant
  /** Codes of the questions the person answered with "yes, really". */
  readonly confirmed?: readonly string[]
  /** When the person finished typing it, where it could not be sent at once: lateness is counted up to here, not up to its arrival. */
  readonly typedAt?: Instant
}
