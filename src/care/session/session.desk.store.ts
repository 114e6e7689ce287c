import type { Actor, Via } from '../../medicine/record.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import type { Journal, Outcome } from '../../platform/journal/journal.ts'
import type { LoadedProtocol, Protocol } from '../protocol/protocol.ts'
import { asksForConcerns } from './concerns.ts'
import { sessionModel, type Versions } from './session.model.store.ts'
import { chartWeight, listed } from './session.store.ts'
import { decide, type Live, type OpenConcern, type SessionCommand, type SessionFact } from './session.ts'

type Sender = { readonly clinic: string; readonly session: string; readonly by: Actor; readonly via: Via }
export type Carried = Outcome<SessionFact> | { readonly kind: 'no-such-session' } | { readonly kind: 'no-such-protocol' }

/** Carries out commands on sessions, for whoever sends them: a screen, a script, a bedside device. */
export interface SessionDesk {
  execute(sender: Sender, command: SessionCommand): Promise<Carried>
  /** Sessions as they stand, each with the protocol it is held under. */
  states(clinic: string, sessions: readonly string[]): Promise<ReadonlyMap<string, { readonly state: Live; readonly protocol: Protocol }>>
}

type Held = { readonly patient: string; readonly protocol: LoadedProtocol }
/** Whose a session is and its protocol never change; so many are remembered. */
const MOST_HELD = 5000

export type DeskParts = {
  readonly database: Pick<Database, 'as'>
  readonly journal: Journal
  readonly versions: Versions
  /** Safety answers of a patient that wait for a clinician; the safety room knows. */
  readonly concerns: (clinic: string, patient: string) => Promise<readonly OpenConcern[]>
}

export function sessionDesk({ database, journal, versions, concerns }: DeskParts): SessionDesk {
  const model = sessionModel(versions)
  const held = new Map<string, Held>()

  async function hold(clinic: string, session: string): Promise<Held | null> {
    const key = `${clinic}/${session}`
    const known = held.get(key)
    if (known) return known
    const found = await database.as(clinic, (tx) => find(tx, clinic, session, versions))
    if (!found) return null
    if (held.size >= MOST_HELD) held.clear()
    held.set(key, found)
    return found
  }

  async function about(clinic: string, session: string, command: SessionCommand): Promise<Held | 'no-such-session' | 'no-such-protocol'> {
    if (command.type !== 'schedule') return (await hold(clinic, session)) ?? 'no-such-session'
    const { patient, protocol } = command.data
    const found = await database.as(clinic, (tx) => versions.adopt(tx, clinic, protocol.hash))
    return found ? { patient, protocol: found } : 'no-such-protocol'
  }

  return {
    async states(clinic, sessions) {
      for (const session of sessions) await hold(clinic, session)
      const states = await journal.states(clinic, 'session', sessions, model)
      return new Map(
        [...states].flatMap(([id, state]) => (state.status === 'none' ? [] : [[id, { state, protocol: versions.known(state.protocol.hash).protocol }]])),
      )
    },
    async execute({ clinic, session, by, via }, command) {
      const known = await about(clinic, session, command)
      if (typeof known === 'string') return { kind: known }
      const weight = needsWeight(command) ? await database.as(clinic, (tx) => chartWeight(tx, known.patient, session)) : null
      const waiting = asksForConcerns(command.type) ? await concerns(clinic, known.patient) : []
      const { id, at, type, data, clock } = command
      return journal.execute(
        { clinic, stream: { kind: 'session', id: session }, id, digest: { type, data, at }, by, via: clock ? { ...via, clock } : via, at },
        model,
        (state, now) => decide(state, command, known.protocol.protocol, { by, now, concerns: waiting, ...(weight && { chartWeightKg: weight }) }),
      )
    },
  }
}

async function find(tx: Tx, clinic: string, session: string, versions: Versions): Promise<Held | null> {
  const row = await listed(tx, session)
  const protocol = row && (await versions.meet(tx, clinic, row.protocol))
  return protocol ? { patient: row.patient, protocol } : null
}

/** Where a mistaken unit would show against the weight the chart knows. */
const needsWeight = ({ type, data }: SessionCommand): boolean =>
  type === 'record-weight' || type === 'write-order' || (type === 'replace-entry' && data.type === 'weight-measured')
