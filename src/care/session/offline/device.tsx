import { post } from '../../../ui/api.ts'
import { now } from '../../../ui/clock.ts'
import { tellWaiting } from '../../../ui/waiting.ts'
import { type Answer, makeOutbox, type Outbox } from '../room/outbox.ts'
import type { SessionCommand, SessionRecorded } from '../session.ts'
import { dexieKeep } from './keep.dexie.tsx'
import { type Entry, type Keep, type Owner, SCHEMA, type Stored } from './keep.ts'

/**
 * This device and the person at it: one queue a session, for as long as the page is open, whichever screen is shown.
 * Another person at the same device comes with a new page, and so with queues of their own.
 */
export const keep: Keep = dexieKeep()

type Desk = { readonly owner: Owner; readonly left: ReadonlyMap<string, readonly Entry[]>; readonly outboxes: Map<string, Outbox> }
let desk: Promise<Desk> | null = null

/** Begins to send what this person left here: at the start of a page, before any room is opened. */
export function sendWhatWaits(owner: Owner): Promise<Desk> {
  desk ??= open(owner)
  return desk
}

async function open(owner: Owner): Promise<Desk> {
  const stored = await keep.entries(owner).catch((): readonly Stored[] => [])
  const entries = stored.flatMap((one) => (one.kind === 'entry' ? [one.entry] : []))
  const opened: Desk = { owner, left: Map.groupBy(entries, ({ session }) => session), outboxes: new Map() }
  for (const session of opened.left.keys()) outboxIn(opened, session)
  tellWaiting({ unreadable: stored.length - entries.length, others: await keep.others(owner).catch(() => []) })
  return opened
}

export const outboxOf = async (owner: Owner, session: string): Promise<Outbox> => outboxIn(await sendWhatWaits(owner), session)

/** Every queue tries at once: the server was heard again. */
export async function hurryAll(): Promise<void> {
  for (const outbox of (await desk)?.outboxes.values() ?? []) outbox.hurry()
}

function outboxIn(at: Desk, session: string): Outbox {
  const known = at.outboxes.get(session)
  if (known) return known
  const { owner } = at
  const entries = at.left.get(session) ?? []
  const outbox = makeOutbox(
    {
      send: (command) => say(owner, session, command),
      wait: cuttable,
      disk: {
        put: (command, facts) => keep.put({ schema: SCHEMA, owner, session, command, facts, keptAt: now() }),
        drop: (id) => keep.drop(id),
        turnBack: (id, because) => keep.turnBack(id, because),
      },
    },
    {
      unsent: entries.filter(({ turnedBack }) => !turnedBack),
      returned: entries.flatMap(({ command, turnedBack: because }) => (because ? [{ command, because }] : [])),
    },
  )
  at.outboxes.set(session, outbox)
  const count = () => tellWaiting({ mine: [...at.outboxes.values()].reduce((sum, one) => sum + one.unsent().filter(waits).length, 0) })
  outbox.watch({ changed: count })
  count()
  return outbox
}
/** One that is just being sent for the first time is not worth a word. */
const waits = ({ state, tries }: { readonly state: string; readonly tries: number }): boolean => state === 'waiting' || tries > 0

/** Signed out, locked, busy, starting or unreachable: the entry is kept and sent again; everything else is an answer. */
const KEEP: ReadonlySet<number> = new Set([0, 401, 408, 421, 423, 425, 429, 500, 502, 503, 504])
const PATIENCE_MS = 15_000

export async function say(owner: Owner, session: string, command: SessionCommand): Promise<Answer> {
  const body = { ...command, as: owner.staff }
  const answer = await post<{ facts: readonly SessionRecorded[] }>(`/api/sessions/${session}/commands`, body, { within: PATIENCE_MS })
  if (answer.ok) return { kind: 'saved', facts: answer.value.facts }
  const { status, code, message, because, questions } = answer.error
  if (KEEP.has(status) || code === 'another-person') return { kind: 'unreachable', message }
  if (code === 'ask' && questions) return { kind: 'ask', questions }
  return { kind: 'refused', because: because && because.length > 0 ? because : [{ code, message }] }
}

function cuttable(ms: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  return {
    done: promise,
    cut: () => {
      clearTimeout(timer)
      resolve()
    },
  }
}
