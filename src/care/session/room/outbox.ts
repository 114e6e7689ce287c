import type { Actor, Reason } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import type { SessionCommand, SessionFact, SessionRecorded } from '../session.ts'

/**
 * The queue of what was entered here and is not yet confirmed by the server: kept on the device before it is shown, sent
 * in order, one at a time, tried again while the network is gone, shown to the person the whole time.
 */
export type Unsent = {
  readonly command: SessionCommand
  /** What this device decided it means; shown at once, replaced by the server's own facts. */
  readonly facts: readonly SessionRecorded[]
  readonly state: 'sending' | 'waiting'
  readonly tries: number
}
/** What the server would not take; kept until somebody has read why. */
export type Returned = { readonly command: SessionCommand; readonly because: readonly Reason[] }

/** What the server said of one command. `unreachable` is the only answer after which it is sent again by itself. */
export type Answer =
  | { readonly kind: 'saved'; readonly facts: readonly SessionRecorded[] }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'ask'; readonly questions: readonly Reason[] }
  | { readonly kind: 'unreachable'; readonly message: string }
export type Final = Exclude<Answer, { kind: 'unreachable' }>

/** How long to wait before the next try: soon at first, then every ten seconds. */
export const pauseBefore = (tries: number): number => Math.min(10_000, 500 * 2 ** Math.min(tries, 5))

/** What the queue tells whoever shows it. */
export type Watcher = {
  readonly changed?: () => void
  /** Called before the entry leaves the queue, so that the screen never shows a moment without it. */
  readonly answered?: (answer: Final, entry: Unsent) => void
}

export type Outbox = {
  readonly unsent: () => readonly Unsent[]
  readonly returned: () => readonly Returned[]
  /**
   * Resolves when the entry is on the device's disk and in the queue; rejects when the device cannot keep it, and then
   * it is nowhere. `first` is what the first try brought, for the open form.
   */
  readonly add: (command: SessionCommand, facts: readonly SessionRecorded[]) => Promise<{ readonly first: Promise<Answer> }>
  /** Tries at once, for "try again" and for the moment the network comes back. */
  readonly hurry: () => void
  readonly putAway: (id: string) => void
  readonly watch: (watcher: Watcher) => () => void
}

/** The device's disk, as far as one session's queue needs it. */
export type Disk = {
  readonly put: (command: SessionCommand, facts: readonly SessionRecorded[]) => Promise<void>
  readonly drop: (id: string) => Promise<void>
  readonly turnBack: (id: string, because: readonly Reason[]) => Promise<void>
}
export type World = {
  readonly send: (command: SessionCommand) => Promise<Answer>
  /** Resolves after so many milliseconds, or when `hurry` is called. */
  readonly wait: (ms: number) => { readonly done: Promise<void>; readonly cut: () => void }
  readonly disk: Disk
}
/** What the disk held when the page was opened. */
export type Left = { readonly unsent: readonly Pick<Unsent, 'command' | 'facts'>[]; readonly returned: readonly Returned[] }
const NOTHING_LEFT: Left = { unsent: [], returned: [] }

/** `open`: the form still waits for the answer. Once it has closed, the entry was shown as saved, and the server is told so. */
type Held = Unsent & { readonly open: boolean; readonly first: (answer: Answer) => void }

export function makeOutbox(world: World, left: Left = NOTHING_LEFT): Outbox {
  let queue: readonly Held[] = left.unsent.map((entry) => ({ ...entry, state: 'waiting', tries: 0, open: false, first: () => {} }))
  let returned = left.returned
  let busy = false
  let cut = () => {}
  const watchers = new Set<Watcher>()
  const changed = () => {
    for (const watcher of watchers) watcher.changed?.()
  }
  const put = (next: typeof queue) => {
    queue = next
    changed()
  }
  const head = (change: Partial<Held>) => put(queue.map((entry, i) => (i === 0 ? { ...entry, ...change } : entry)))

  /** Every form that waits is told, and what is in the queue counts as kept from here on. */
  function unreachable(answer: Answer) {
    for (const { first } of queue) first(answer)
    put(queue.map((entry) => ({ ...entry, open: false })))
  }

  async function pump() {
    if (busy) return
    busy = true
    for (let entry = queue[0]; entry; entry = queue[0]) {
      head({ state: 'sending' })
      const answer = await world.send(entry.open ? entry.command : { ...entry.command, kept: true })
      if (answer.kind === 'unreachable') {
        const pause = world.wait(pauseBefore(entry.tries))
        cut = pause.cut
        unreachable(answer)
        head({ state: 'waiting', tries: entry.tries + 1 })
        await pause.done
        continue
      }
      settle(queue[0] ?? entry, answer)
    }
    busy = false
  }

  /** A disk that cannot forget an entry makes it be sent again after a reload, which changes nothing: its id is known. */
  function settle(entry: Held, answer: Final) {
    const { command, open } = entry
    if (answer.kind === 'saved' || open) void world.disk.drop(command.id).catch(() => {})
    else {
      const because = answer.kind === 'refused' ? answer.because : answer.questions
      void world.disk.turnBack(command.id, because).catch(() => {})
      returned = [...returned, { command, because }]
    }
    for (const watcher of watchers) watcher.answered?.(answer, entry)
    put(queue.slice(1))
    entry.first(answer)
  }

  if (queue.length > 0) void pump()
  return {
    unsent: () => queue,
    returned: () => returned,
    async add(command, facts) {
      await world.disk.put(command, facts)
      const first = Promise.withResolvers<Answer>()
      const waits = queue[0]?.state === 'waiting'
      if (waits) first.resolve({ kind: 'unreachable', message: 'waiting behind earlier entries' })
      put([...queue, { command, facts, state: 'sending', tries: 0, open: !waits, first: first.resolve }])
      void pump()
      return { first: first.promise }
    },
    hurry: () => cut(),
    putAway(id) {
      returned = returned.filter(({ command }) => command.id !== id)
      void world.disk.drop(id).catch(() => {})
      changed()
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

/** A decided fact in the form of a recorded one, for showing before the server has answered. */
export function provisional(
  fact: SessionFact,
  head: {
    readonly id: string
    readonly seq: number
    readonly at: Instant
    readonly recordedAt: Instant
    readonly by: Actor
    readonly clock?: SessionCommand['clock']
  },
): SessionRecorded {
  return {
    ...fact,
    id: head.id,
    seq: head.seq,
    version: 1,
    at: fact.at ?? head.at,
    recordedAt: head.recordedAt,
    by: head.by,
    via: { device: 'this screen, not yet saved', ...(head.clock && { clock: head.clock }) },
  } as SessionRecorded
}
