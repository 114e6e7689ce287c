import type { Actor, Reason } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import { decide, evolve, type Session, type SessionCommand, type SessionOrder, type SessionRecorded } from '../session.ts'
import { type Answer, type Final, makeOutbox, type Outbox, provisional, type Unsent } from './outbox.ts'

/**
 * One session as this screen holds it: the server's facts, what was entered here on top of them, and what came back.
 * All writes of the room go through `send`; a durable outbox takes this place later without a change in the screens.
 */
export type Returned = { readonly command: SessionCommand; readonly because: readonly Reason[]; readonly questions: readonly Reason[] }
export type RoomState = {
  /** Confirmed by the server. */
  readonly confirmed: Session
  /** With the entries on their way. */
  readonly shown: Session
  readonly unsent: readonly Unsent[]
  /** Refused or asked about after the form was already closed; kept until somebody deals with it. */
  readonly returned: readonly Returned[]
  readonly savedAt: Instant | null
}
/** `kept`: held here and sent as soon as the server can be reached. */
export type Outcome = Final | { readonly kind: 'kept' }

export type RoomWorld = {
  readonly protocol: Protocol
  readonly by: Actor
  readonly chartWeightKg?: string
  readonly now: () => Instant
  readonly newId: () => string
  readonly post: (command: SessionCommand) => Promise<Answer>
  readonly wait: Parameters<typeof makeOutbox>[0]['wait']
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
}

export function makeRoomStore(facts: readonly SessionRecorded[], world: RoomWorld): RoomStore {
  const empty: Session = { status: 'none', seq: 0 }
  const on = (state: Session, more: readonly SessionRecorded[]) => more.reduce((s, fact) => evolve(s, fact, world.protocol), state)
  let state: RoomState = { confirmed: on(empty, facts), shown: empty, unsent: [], returned: [], savedAt: null }
  state = { ...state, shown: state.confirmed }
  /** The live channel may bring an entry of ours before its own answer comes; it is not shown twice. */
  const arrived = new Set(facts.map((fact) => fact.id))

  const become = (change: Partial<RoomState>) => {
    const next = { ...state, ...change }
    const shown = on(
      next.confirmed,
      next.unsent.filter((entry) => !arrived.has(entry.command.id)).flatMap((entry) => entry.facts),
    )
    state = { ...next, shown }
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

  const outbox: Outbox = makeOutbox({
    send: world.post,
    wait: world.wait,
    changed: (unsent) => become({ unsent }),
    answered: (answer) => {
      if (answer.kind === 'saved') state = { ...state, confirmed: take(answer.facts), savedAt: world.now() }
    },
  })

  async function send(order: SessionOrder, how: Sending = {}): Promise<Outcome> {
    const now = world.now()
    const confirmed = how.confirmed ? { confirmed: how.confirmed } : {}
    const command = { id: world.newId(), at: how.at ?? now, typedAt: now, ...confirmed, ...order } as SessionCommand
    const asking = { by: world.by, now, ...(world.chartWeightKg ? { chartWeightKg: world.chartWeightKg } : {}) }
    const decision = decide(state.shown, command, world.protocol, asking)
    if (decision.kind !== 'accepted') return decision

    const here = decision.facts.map((fact, i) =>
      provisional(fact, { id: idOf(command, i), seq: state.shown.seq + 1 + i, at: command.at, recordedAt: now, by: world.by }),
    )
    const { first, final } = outbox.add(command, here)
    const answer = await first
    if (answer.kind !== 'unreachable') return answer
    // The form is closed; if the server says no later, the entry comes back where everybody sees it.
    void final.then((late) => late.kind !== 'saved' && become({ returned: [...state.returned, returned(command, late)] }))
    return { kind: 'kept' }
  }

  return {
    state: () => state,
    absorb: (more) => become({ confirmed: take(more) }),
    send,
    hurry: outbox.hurry,
    putAway: (id) => become({ returned: state.returned.filter((entry) => entry.command.id !== id) }),
  }
}

/** As the journal names them: the first fact has the command's own id, so a correction of an entry on its way finds it later. */
const idOf = (command: SessionCommand, i: number): string => (i === 0 ? command.id : `${command.id}/${i}`)

const returned = (command: SessionCommand, answer: Exclude<Final, { kind: 'saved' }>): Returned => ({
  command,
  because: answer.kind === 'refused' ? answer.because : [],
  questions: answer.kind === 'ask' ? answer.questions : [],
})
