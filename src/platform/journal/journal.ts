import type { Actor, Decision, Fact, Reason, Recorded, StreamKind, StreamRef, Via } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/**
 * The journal: every fact of a clinic, appended to streams, never changed. This file is its shape; `postgres.ts` keeps
 * it in PostgreSQL, `memory.ts` is the twin that tests run on.
 */
export interface Journal {
  /** The facts of one stream in order, in today's shape (upcast), after `afterSeq`. */
  read(clinic: string, stream: StreamRef, afterSeq?: number): Promise<Recorded[]>
  /** The states of several streams of one kind, folded (from memory where this node has them); those without facts are left out. */
  states<S>(clinic: string, kind: StreamKind, ids: readonly string[], model: Model<S>): Promise<Map<string, S>>
  /** Folds the stream, decides, appends. The same command twice has one effect and the same answer. */
  execute<S, F extends Fact>(command: Command, model: Model<S>, decide: (state: S, now: Instant) => Decision<F>): Promise<Outcome<F>>
  /** What was appended after `cursor`, in an order in which nothing ever appears behind a cursor already given out. */
  tail(clinic: string | '*', cursor: Cursor | null, limit: number): Promise<{ events: Placed[]; cursor: Cursor }>
}

export type Command = {
  readonly clinic: string
  readonly stream: StreamRef
  /** Made where it was asked for; the id of the command's first event. */
  readonly id: string
  /** What makes two commands with one id the same command: the body without `confirmed`. */
  readonly digest: unknown
  readonly by: Actor
  readonly via: Via
  readonly at: Instant
}

export type Outcome<F extends Fact = Fact> =
  | { readonly kind: 'done'; readonly events: readonly Recorded<F>[]; readonly seq: number; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'ask'; readonly questions: readonly Reason[] }
  | { readonly kind: 'reused-id' }

/** How the facts of a kind of stream become its state. The `empty` state is a stream without facts. */
export type Model<S> = {
  readonly empty: S
  // biome-ignore-start lint/suspicious/noExplicitAny: each kind of stream has its own union of facts, and only the model knows it
  fold(facts: readonly any[]): S
  evolve(state: S, fact: any): S
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
}
// biome-ignore lint/suspicious/noExplicitAny: the rebuild carries states it never looks into
export type Models = Readonly<Partial<Record<StreamKind, Model<any>>>>

/** A fact with the place it stands in. */
export type Placed = Recorded & { readonly clinic: string; readonly stream: StreamRef }

/** A place in the tail. It belongs to one database; after a restore into another one, start again from null. */
export type Cursor = { readonly tx: string; readonly pos: string }
