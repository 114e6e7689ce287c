import type { Phase } from '../protocol/protocol.ts'
import type { Facts, Live, PumpChange } from './session.state.ts'
import type { Status } from './session.types.ts'

/** Where the pump stands after its last change, in the order in which things were true. */
export function pumpAfter(pump: readonly Pick<PumpChange, 'kind'>[]): 'not-started' | 'running' | 'paused' | 'stopped' {
  const turn = pump.findLast(({ kind }) => kind !== 'rate' && kind !== 'bolus' && kind !== 'bag')
  if (!turn) return 'not-started'
  return turn.kind === 'paused' || turn.kind === 'stopped' ? turn.kind : 'running'
}

/** The status follows from what is true, so a correction (a stop struck, say) moves it back by itself. */
function statusOf(facts: Facts): Status {
  const pump = pumpAfter(facts.pump)
  if (facts.abandoned) return 'abandoned'
  if (facts.signatures.nurse && facts.signatures.physician) return 'signed'
  if (facts.discharged) return 'discharged'
  if (pump === 'stopped') return 'recovering'
  if (pump !== 'not-started') return 'dosing'
  if (facts.readied) return 'ready'
  return facts.arrived ? 'arrived' : 'scheduled'
}

export function withStatus(facts: Facts): Live {
  const status = statusOf(facts)
  if (status !== 'dosing') return { ...bare(facts), status }
  return { ...bare(facts), status, infusion: pumpAfter(facts.pump) === 'paused' ? 'paused' : 'running' }
}

// `facts` may be an earlier session, whose `infusion` belongs to dosing alone.
const bare = (facts: Facts): Facts => {
  const { infusion: _, ...rest } = facts as Facts & { infusion?: unknown }
  return rest
}

/** The monitoring phase of the protocol; null outside monitoring. */
export function phase(s: Live): Phase | null {
  switch (s.status) {
    case 'arrived':
    case 'ready':
      return 'before'
    case 'dosing':
      return s.infusion === 'paused' ? 'paused' : 'infusing'
    case 'recovering':
      return 'recovering'
    case 'scheduled':
    case 'discharged':
    case 'signed':
    case 'abandoned':
      return null
    default:
      return s satisfies never
  }
}

export const startedAt = (s: Pick<Facts, 'pump'>) => s.pump.find(({ kind }) => kind === 'started')?.at
export const stoppedAt = (s: Pick<Facts, 'pump'>) => s.pump.findLast(({ kind }) => kind === 'stopped')?.at
