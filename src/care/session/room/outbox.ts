import type { Actor, Reason } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import type { SessionCommand, SessionFact, SessionRecorded } from '../session.ts'

/**
 * The queue of what was entered here and is not yet confirmed by the server: sent in order, one at a time, tried again
 * while the network is gone, shown to the person the whole time. It lives in memory; a durable outbox keeps the same shape.
 */
export type Unsent = {
  readonly command: SessionCommand
  /** What this device decided it means; shown at once, replaced by the server's own facts. */
  readonly facts: readonly SessionRecorded[]
  readonly state: 'sending' | 'waiting'
  readonly tries: number
}

/** What the server said of one command. `unreachable` is the only answer after which it is sent again by itself. */
export type Answer =
  | { readonly kind: 'saved'; readonly facts: readonly SessionRecorded[] }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'ask'; readonly questions: readonly Reason[] }
  | { readonly kind: 'unreachable'; readonly message: string }
export type Final = Exclude<Answer, { kind: 'unreachable' }>

/** How long to wait before the next try: soon at first, then every ten seconds. */
export const pauseBefore = (tries: number): number => Math.min(10_000, 500 * 2 ** Math.min(tries, 5))

export type Outbox = {
  readonly unsent: () => readonly Unsent[]
  /** `first` is what the first try brought, for the open form; `final` is what became of the entry in the end. */
  readonly add: (command: SessionCommand, facts: readonly SessionRecorded[]) => { readonly first: Promise<Answer>; readonly final: Promise<Final> }
  /** Tries at once, for "try again" and for the moment the network comes back. */
  readonly hurry: () => void
}

type World = {
  readonly send: (command: SessionCommand) => Promise<Answer>
  /** Resolves after so many milliseconds, or when `hurry` is called. */
  readonly wait: (ms: number) => { readonly done: Promise<void>; readonly cut: () => void }
  readonly changed: (unsent: readonly Unsent[]) => void
  /** Called before the entry leaves the queue, so that the screen never shows a moment without it. */
  readonly answered: (answer: Final) => void
}

type Waiting = Unsent & { readonly first: (answer: Answer) => void; readonly final: (answer: Final) => void }

export function makeOutbox(world: World): Outbox {
  let queue: readonly Waiting[] = []
  let busy = false
  let cut = () => {}

  const put = (next: typeof queue) => {
    queue = next
    world.changed(queue)
  }
  const head = (change: Partial<Unsent>) => put(queue.map((entry, i) => (i === 0 ? { ...entry, ...change } : entry)))

  async function pump() {
    if (busy) return
    busy = true
    for (let entry = queue[0]; entry; entry = queue[0]) {
      head({ state: 'sending' })
      const answer = await world.send(entry.command)
      if (answer.kind === 'unreachable') {
        for (const held of queue) held.first(answer)
        const pause = world.wait(pauseBefore(entry.tries))
        cut = pause.cut
        head({ state: 'waiting', tries: entry.tries + 1 })
        await pause.done
        continue
      }
      world.answered(answer)
      put(queue.slice(1))
      entry.first(answer)
      entry.final(answer)
    }
    busy = false
  }

  return {
    unsent: () => queue,
    add: (command, facts) => {
      const first = Promise.withResolvers<Answer>()
      const final = Promise.withResolvers<Final>()
      if (queue[0]?.state === 'waiting') first.resolve({ kind: 'unreachable', message: 'waiting behind earlier entries' })
      put([...queue, { command, facts, state: 'sending', tries: 0, first: first.resolve, final: final.resolve }])
      void pump()
      return { first: first.promise, final: final.promise }
    },
    hurry: () => cut(),
  }
}

/** A decided fact in the form of a recorded one, for showing before the server has answered. */
export function provisional(
  fact: SessionFact,
  head: { readonly id: string; readonly seq: number; readonly at: Instant; readonly recordedAt: Instant; readonly by: Actor },
): SessionRecorded {
  return {
    ...fact,
    id: head.id,
    seq: head.seq,
    version: 1,
    at: fact.at ?? head.at,
    recordedAt: head.recordedAt,
    by: head.by,
    via: { device: 'this screen, not yet saved' },
  } as SessionRecorded
}
