import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../../medicine/record.ts'
import { type Answer, makeOutbox } from '../room/outbox.ts'
import { makeRoomStore, type Outcome, type RoomStore } from '../room/store.ts'
import { minute, protocol, type Telling } from '../session.fixture.ts'
import type { SessionCommand, SessionOrder, SessionRecorded } from '../session.ts'
import { memoryKeep, newDisk } from './keep.memory.ts'
import { type Owner, SCHEMA } from './keep.ts'

/** What becomes of one message between a device and the server. `late` and `twice` leave a copy that arrives some time later. */
export type Fate = 'fine' | 'lost' | 'deaf' | 'late' | 'twice'

/** Lets everything that can go on without a wait go on. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 3; i += 1) await setImmediate()
}

/** The server as the journal makes it: one id, one effect, the same answer; the decision is the real one. */
export function serverOf(t: Telling) {
  const answers = new Map<string, readonly SessionRecorded[]>()
  let clock = 100
  return {
    facts: t.facts,
    state: () => t.s,
    take(command: SessionCommand, by: Actor): Answer {
      const before = answers.get(command.id)
      if (before) return { kind: 'saved', facts: before }
      clock += 1
      const typed = (Date.parse(command.typedAt ?? command.at) - Date.parse(minute(0))) / 60_000
      const at = (Date.parse(command.at) - Date.parse(minute(0))) / 60_000
      const how = { id: command.id, now: clock, typed, kept: command.kept === true, ...(command.confirmed && { confirmed: command.confirmed }) }
      const decision = t.ask(at, by, command.type, command.data as never, how)
      if (decision.kind !== 'accepted') return decision
      const facts = t.write(decision.facts, command.id, at, by, clock)
      answers.set(command.id, facts)
      return { kind: 'saved', facts }
    },
  }
}
export type Server = ReturnType<typeof serverOf>

/** A tablet with a disk. A reload throws away everything but the disk. */
export function tablet(name: string, by: Actor, server: Server, fate: () => Fate, stray: (copy: () => void) => void) {
  const owner: Owner = { clinic: 'c', staff: by.id, name: by.name }
  const disk = newDisk()
  const keep = memoryKeep(disk)
  const entered: string[] = []
  const outcomes = new Map<string, Outcome['kind']>()
  let [page, online, count, at] = [0, true, 0, 70]
  let cuts: (() => void)[] = []
  let room!: RoomStore

  const post = async (of: number, command: SessionCommand): Promise<Answer> => {
    const gone: Answer = { kind: 'unreachable', message: 'no network' }
    if (of !== page) return new Promise(() => {})
    if (!online) return gone
    const is = fate()
    if (is === 'late' || is === 'twice') stray(() => void server.take(command, by))
    if (is === 'lost' || is === 'late') return gone
    const answer = server.take(command, by)
    await setImmediate()
    if (of !== page) return new Promise(() => {})
    return is === 'deaf' ? gone : answer
  }

  async function reload(seen: readonly SessionRecorded[]): Promise<void> {
    room?.close()
    page += 1
    cuts = []
    const mine = page
    const left = (await keep.entries(owner)).flatMap((stored) => (stored.kind === 'entry' ? [stored.entry] : []))
    const outbox = makeOutbox(
      {
        send: (command) => post(mine, command),
        wait: () => {
          const { promise, resolve } = Promise.withResolvers<void>()
          cuts.push(resolve)
          return { done: promise, cut: resolve }
        },
        disk: {
          put: async (command, facts) => {
            await keep.put({ schema: SCHEMA, owner, session: 's', command, facts, keptAt: minute(at) })
            entered.push(command.id)
          },
          drop: async (id) => keep.drop(id),
          turnBack: async (id, because) => keep.turnBack(id, because),
        },
      },
      { unsent: left.filter(({ turnedBack }) => !turnedBack), returned: [] },
    )
    room = makeRoomStore(seen, {
      protocol,
      by,
      now: () => minute(at),
      newId: () => `${name}0000000-0000-7000-9000-${String(++count).padStart(12, '0')}`,
      post: (command) => post(mine, command),
      outbox,
      changed: () => {},
      missing: () => {},
    })
  }

  return {
    by,
    entered,
    outcomes,
    reload,
    room: () => room,
    left: async () => (await keep.entries(owner)).length,
    be: (on: boolean) => {
      online = on
    },
    /** The page is not waited for: the answer may come much later, or never on this page. */
    enter(order: SessionOrder): void {
      at += 1
      const id = `${name}0000000-0000-7000-9000-${String(count + 1).padStart(12, '0')}`
      void room.send(order).then(({ kind }) => outcomes.set(id, kind))
    },
    catchUp: () => online && room.absorb(server.facts),
    /** The next try is due. */
    tick: () => {
      for (const cut of cuts.splice(0)) cut()
    },
  }
}
export type Tablet = ReturnType<typeof tablet>
