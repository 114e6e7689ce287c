import type { Reason } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import type { SessionCommand, SessionRecorded } from '../session.types.ts'

/**
 * What this device keeps of the sessions it works on, so that a reload, a crash or a day without the server takes nothing
 * of it. `keep.dexie.tsx` keeps it in the browser's IndexedDB, `keep.memory.ts` is the twin that tests run on.
 */
export interface Keep {
  /** Resolves when the entry is written through to the device's disk; rejects when the device cannot keep it. */
  put(entry: Entry): Promise<void>
  /** The server has it, or the person has put it away. */
  drop(id: string): Promise<void>
  /** The server will not take it; it stays, with the reasons, until a person puts it away. */
  turnBack(id: string, because: readonly Reason[]): Promise<void>
  /** Everything of this person that the server has not confirmed, in the order in which it was entered. */
  entries(owner: Owner): Promise<readonly Stored[]>
  /** How many entries of other people of this clinic wait on this device. Nothing of what they say. */
  others(owner: Owner): Promise<readonly Waiting[]>
  /** A session as it was last seen here, and the half-typed words in it. Best effort: losing them loses nothing saved. */
  putSeen(owner: Owner, key: string, value: unknown): Promise<void>
  seen(owner: Owner, key: string): Promise<unknown>
  /** On sign-out: everything but the entries that wait. */
  forget(owner: Owner): Promise<void>
}

/** Whose it is: sent under nobody else's name, shown to nobody else. */
export type Owner = { readonly clinic: string; readonly staff: string; readonly name: string }
export type Waiting = { readonly name: string; readonly count: number }

/** One entry, as it was shown as saved. `facts` is what this device decided it means. */
export type Entry = {
  readonly schema: typeof SCHEMA
  readonly owner: Owner
  readonly session: string
  readonly command: SessionCommand
  readonly facts: readonly SessionRecorded[]
  readonly keptAt: Instant
  readonly turnedBack?: readonly Reason[]
}
/** What an older or newer Waymark left here. Unreadable is not gone: it waits for a version that reads it. */
export type Stored = { readonly kind: 'entry'; readonly entry: Entry } | { readonly kind: 'unreadable'; readonly session: string; readonly schema: number }

/** The form of an entry today. Whoever changes it adds the step from the form before to `STEPS`. */
export const SCHEMA = 1
type Step = (older: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
const STEPS: Readonly<Record<number, Step>> = {}

/** An entry from the disk in today's form, brought up step by step. */
export function read(raw: Readonly<Record<string, unknown>>, steps = STEPS, today: number = SCHEMA): Stored {
  let [form, value] = [Number(raw.schema), raw]
  while (form < today) {
    const step = steps[form]
    if (!step) break
    form += 1
    value = { ...step(value), schema: form }
  }
  return form === today && whole(value)
    ? { kind: 'entry', entry: value as unknown as Entry }
    : { kind: 'unreadable', session: String(raw.session), schema: Number(raw.schema) }
}

const whole = ({ owner, session, command, facts }: Readonly<Record<string, unknown>>): boolean =>
  typeof owner === 'object' && typeof session === 'string' && typeof (command as { id?: unknown } | null)?.id === 'string' && Array.isArray(facts)

/** What the person is told before anything is accepted, when the device cannot keep it. */
export const CANNOT_KEEP: Reason = {
  code: 'cannot-keep',
  message: 'This device cannot keep entries right now; its storage is full or closed. What you typed stays here. Free some space, or chart on another device.',
}
