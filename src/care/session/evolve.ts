import type { Protocol } from '../protocol/protocol.ts'
import { apply } from './apply.ts'
import { corrected, correctionIn, entryOf, standing } from './entries.ts'
import type { Entry, Facts, Live, Session } from './session.state.ts'
import type { SessionRecorded } from './session.types.ts'
import { withStatus } from './status.ts'

/**
 * One more fact. A correction replays what stands now, so the state is always what it would have been had everything
 * been written right the first time; what was written stays in `entries`.
 *
 * Errors: never throws; a fact that fits nowhere is an entry and changes nothing else.
 */
export function evolve(state: Session, fact: SessionRecorded, protocol: Protocol): Session {
  if (state.status === 'none') return begun(fact, protocol) ?? state
  const correction = correctionIn(fact)
  const entries = [...(correction ? corrected(state.entries, correction) : state.entries), entryOf(fact, protocol)]
  const facts = correction ? (replayed(entries) ?? state) : apply(state, fact)
  return withStatus({ ...facts, seq: state.seq + 1, entries })
}

export const EMPTY: Session = { status: 'none', seq: 0 }

export const fold = (facts: readonly SessionRecorded[], protocol: Protocol): Session =>
  facts.reduce<Session>((state, fact) => evolve(state, fact, protocol), EMPTY)

/** The state as if `correction` had been written, for looking before deciding. */
export const asIf = (state: Live, correction: Parameters<typeof corrected>[1]): Live => {
  const entries = corrected(state.entries, correction)
  return withStatus({ ...(replayed(entries) ?? state), seq: state.seq, entries })
}

function replayed(entries: readonly Entry[]): Facts | null {
  return entries.reduce<Facts | null>((facts, entry) => {
    const fact = standing(entry)
    if (!fact) return facts
    return facts ? apply(facts, fact) : empty(fact)
  }, null)
}

function begun(fact: SessionRecorded, protocol: Protocol): Live | null {
  const facts = empty(fact)
  return facts && withStatus({ ...facts, seq: 1, entries: [entryOf(fact, protocol)] })
}

const empty = (fact: SessionRecorded): Facts | null =>
  fact.type !== 'session-scheduled'
    ? null
    : {
        seq: 0,
        ...fact.data,
        asNeeded: [],
        gateOverrides: {},
        ivChecks: [],
        pump: [],
        readings: [],
        samples: [],
        limits: [],
        alerts: [],
        drugs: [],
        adverseEvents: [],
        emergencies: [],
        notes: [],
        attending: [],
        assessment: {},
        criterionOverrides: {},
        signatures: {},
        amendments: [],
        looks: [],
        entries: [],
      }
