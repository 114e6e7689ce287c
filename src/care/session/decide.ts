import type { Decision } from '../../medicine/record.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { concernsOpen } from './concerns.ts'
import { decideBefore } from './decide.before.ts'
import { decideCare } from './decide.care.ts'
import { decideCorrections } from './decide.corrections.ts'
import { decideLeaving } from './decide.leaving.ts'
import { decideOrders } from './decide.orders.ts'
import { decidePump } from './decide.pump.ts'
import { decideReadings } from './decide.readings.ts'
import { concluded, type Deciders, type Finding, no, type Room, type Verdict, verdict } from './findings.ts'
import { kept, settled } from './looks.ts'
import { badMoment, inTheFuture, isLate } from './moments.ts'
import { missing } from './opens.ts'
import { notTheirs } from './roles.ts'
import type { Session } from './session.state.ts'
import type { Asking, SessionCommand, SessionCommandType, SessionFact } from './session.types.ts'
import { outOfPlace } from './states.ts'

type Charted = Exclude<SessionCommandType, 'schedule' | 'settle-look'>
const DECIDERS: Deciders<Charted> = {
  ...decideOrders,
  ...decideBefore,
  ...decidePump,
  ...decideReadings,
  ...decideCare,
  ...decideLeaving,
  ...decideCorrections,
}

/**
 * What a command comes to. First whose it is, then the status, then the moment, then what has to be there, then its own
 * data; the first of these that refuses answers, with every reason it has.
 *
 * Units:  as named in the command.
 * Errors: never throws; a refusal is a value with a code and a sentence.
 * Source: the protocol's numbers, the signed order, and docs/states.md.
 */
export function decide(state: Session, command: SessionCommand, protocol: Protocol, asking: Asking): Decision<SessionFact> {
  const found = judged(state, command, protocol, asking)
  const decision = concluded(found, command.confirmed ?? [])
  return command.kept ? kept(decision, state, command, asking, () => found) : decision
}

function judged(state: Session, command: SessionCommand, p: Protocol, asking: Asking, happened?: boolean): Verdict {
  const { by, now, chartWeightKg, concerns } = asking
  const theirs = notTheirs(command.type, by)
  if (theirs.length > 0) return verdict(theirs)
  if (command.type === 'schedule') return schedule(state, command, now)
  if (state.status === 'none') return verdict([no('no-session', 'This session has not been scheduled.')])

  const { type, at, id } = command
  const looks = [
    () => outOfPlace(type, state.status),
    () => badMoment(state, type, at, now),
    () => [...concernsOpen(type, state.status, concerns), ...missing(state, p, type, at, by)],
  ]
  for (const look of looks) {
    const found: readonly Finding[] = look()
    if (found.length > 0) return verdict(found)
  }
  if (type === 'settle-look') return settled(state, command.data, at, (other) => judged(state, other, p, asking, true))
  const room: Room = { s: state, p, by, now, at, id, happened: happened ?? isLate(command, now, p), ...(chartWeightKg && { chartWeightKg }) }
  return (DECIDERS[type] as (room: Room, data: unknown) => Verdict)(room, command.data)
}

function schedule(state: Session, { at, data }: Extract<SessionCommand, { type: 'schedule' }>, now: Asking['now']): Verdict {
  if (state.status !== 'none') return verdict(outOfPlace('schedule', state.status))
  return verdict(inTheFuture(at, now), { type: 'session-scheduled', data })
}
