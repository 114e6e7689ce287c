import type { Actor } from '../../../medicine/record.ts'
import { type Instant, msBetween } from '../../../medicine/time.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import { CANNOT_KEEP } from '../offline/keep.ts'
import { decide, evolve, type Session, type SessionCommand, type SessionOrder, type SessionRecorded } from '../session.ts'
import { type Answer, type Final, type Outbox, provisional, type Returned, type Unsent } from './outbox.ts'

/**
 * One session as this screen holds it: the server's facts, what was entered here on top of them, and what came back.
 * All writes of the room go through `send`.
 */
export type RoomState = {
  /** Confirmed by the server. */
  readonly confirmed: Session
  /** With the entries on their way. */
  readonly shown: Session
  readonly unsent: readonly Unsent[]
  /** What the server would not take after the form was already closed; kept until somebody deals with it. */
  readonly returned: readonly Returned[]
  readonly savedAt: Instant | null
  /** False when this device could not keep the last entry: until it can, only what the server has is saved. */
  readonly keeps: boolean
}
/** `kept`: held on this device and sent as soon as the server can be reached. */
export type Outcome = Final | { readonly kind: 'kept' }

export type RoomWorld = {
  readonly protocol: Protocol
  readonly by: Actor
  readonly chartWeightKg?: string
  readonly now: () => Instant
  /** What is to be said of the time of an entry made now; undefined: it can be trusted. */
  readonly clock?: () => SessionCommand['clock']
  readonly newId: () => string
  readonly post: (command: SessionCommand) => Promise<Answer>
  readonly outbox: Outbox
  readonly changed: (state: RoomState) => void
  /** The facts do not follow on the ones held here: ask for what is missing. */
  readonly missing: (after: number) => void
}
export type Sending = { readonly at?: Instant; readonly confirmed?: readonly string[] }
export type RoomStore = {
  readonly state: () => RoomState
  readonly absorb: (facts: readonly SessionRecorded[]) => void
  readonly send: (order: SessionOrder, how?: Sending) => Promise<Outcome>
  readonly hurry: () => void
  readonly putAway: (id: string) => void
  readonly close: () => void
}

export function makeRoomStore(facts: readonly SessionRecorded[], world: RoomWorld): RoomStore {
  const { outbox } = world
  const empty: Session = { status: 'none', seq: 0 }
  const on = (state: Session, more: readonly SessionRecorded[]) => more.reduce((s, fact) => evolve(s, fact, world.protocol), state)
  /** The live channel may bring an entry of ours before its own answer comes; it is not shown twice. */
  const arrived = new Set(facts.map((fact) => fact.id))
  /** Saved, but what stands before it in the record has not come here yet: shown until it has. */
  let landed: readonly Unsent[] = []
  let state: RoomState = { confirmed: on(empty, facts), shown: empty, unsent: outbox.unsent(), returned: outbox.returned(), savedAt: null, keeps: true }

  const become = (change: Partial<RoomState>) => {
    const next = { ...state, ...change, unsent: outbox.unsent(), returned: outbox.returned() }
    landed = landed.filter(({ command }) => !arrived.has(command.id))
    const here = [...landed, ...next.unsent.filter(({ command }) => !arrived.has(command.id))]
    state = {
      ...next,
      shown: on(
        next.confirmed,
        here.flatMap((entry) => entry.facts),
      ),
    }
  }
  const show = (change: Partial<RoomState>) => {
    become(change)
    world.changed(state)
  }

  /** Takes facts that follow on the last one; those already held are passed over, a hole is asked for. */
  function take(more: readonly SessionRecorded[]): Session {
    const fresh = [...more].sort((a, b) => a.seq - b.seq).filter((fact) => fact.seq > state.confirmed.seq)
    if (fresh.length === 0) return state.confirmed
    if (fresh[0]?.seq !== state.confirmed.seq + 1) {
      world.missing(state.confirmed.seq)
      return state.confirmed
    }
    for (const fact of fresh) arrived.add(fact.id)
    return on(state.confirmed, fresh)
  }

  const close = outbox.watch({
    changed: () => show({}),
    answered: (answer, entry) => {
      if (answer.kind !== 'saved') return
      state = { ...state, confirmed: take(answer.facts), savedAt: world.now() }
      if (!arrived.has(entry.command.id)) landed = [...landed, entry]
    },
  })

  /** One entry after the other: each is decided on what the ones before it made of the session. */
  let turn: Promise<unknown> = Promise.resolve()
  function send(order: SessionOrder, how: Sending = {}): Promise<Outcome> {
    const mine = turn.then(() => enter(order, how))
    turn = mine.catch(() => {})
    return mine.then(({ rest }) => rest)
  }

  async function enter(order: SessionOrder, how: Sending): Promise<{ readonly rest: Promise<Outcome> | Outcome }> {
    const now = world.now()
    const doubt = world.clock?.()
    const command = {
      ...(unkept.again(order, how.at ?? now) ?? { id: world.newId(), at: how.at ?? now, typedAt: now }),
      ...(how.confirmed && { confirmed: how.confirmed }),
      ...(doubt && { clock: doubt }),
      ...order,
    } as SessionCommand
    const asking = { by: world.by, now, ...(world.chartWeightKg ? { chartWeightKg: world.chartWeightKg } : {}) }
    const decision = decide(state.shown, command, world.protocol, asking)
    if (decision.kind !== 'accepted') return { rest: decision }

    const here = decision.facts.map((fact, i) =>
      provisional(fact, { id: idOf(command, i), seq: state.shown.seq + 1 + i, at: command.at, recordedAt: now, by: world.by, ...(doubt && { clock: doubt }) }),
    )
    try {
      const { first } = await outbox.add(command, here)
      if (!state.keeps) show({ keeps: true })
      return { rest: first.then((answer) => (answer.kind === 'unreachable' ? { kind: 'kept' } : answer)) }
    } catch {
      return { rest: await straight(command, order) }
    }
  }

  /** The device cannot keep it: saved only if the server says so while the form is open. */
  async function straight(command: SessionCommand, order: SessionOrder): Promise<Outcome> {
    show({ keeps: false })
    const answer = await world.post(command)
    if (answer.kind === 'unreachable') {
      unkept.remember(command, order)
      return { kind: 'refused', because: [CANNOT_KEEP] }
    }
    unkept.forget(order)
    if (answer.kind === 'saved') show({ confirmed: take(answer.facts), savedAt: world.now() })
    return answer
  }
  const unkept = unkeptEntries()

  become({})
  return { state: () => state, absorb: (more) => show({ confirmed: take(more) }), send, hurry: outbox.hurry, putAway: outbox.putAway, close }
}

const SAME_TRY_MS = 120_000

/**
 * An entry that could neither be kept nor sent may have reached the server all the same. Pressing again within two
 * minutes sends it under the same id and time, so that it cannot be there twice.
 */
function unkeptEntries() {
  const tried = new Map<string, SessionCommand>()
  const key = (order: SessionOrder) => JSON.stringify(order)
  return {
    again(order: SessionOrder, at: Instant) {
      const before = tried.get(key(order))
      return before && Math.abs(msBetween(before.at, at)) < SAME_TRY_MS ? { id: before.id, at: before.at, typedAt: before.typedAt } : null
    },
    remember: (command: SessionCommand, order: SessionOrder) => void tried.set(key(order), command),
    forget: (order: SessionOrder) => void tried.delete(key(order)),
  }
}

/** As the journal names them: the first fact has the command's own id, so a correction of an entry on its way finds it later. */
const idOf = (command: SessionCommand, i: number): string => (i === 0 ? command.id : `${command.id}/${i}`)
