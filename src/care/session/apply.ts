import type { Applied } from './acts.ts'
import { applyBefore } from './apply.before.ts'
import { applyCare } from './apply.care.ts'
import { applyLeaving } from './apply.leaving.ts'
import { applyPump } from './apply.pump.ts'
import type { Facts } from './session.state.ts'
import type { SessionFact, SessionRecorded } from './session.types.ts'

const ALL: Applied<SessionFact['type']> = { ...applyBefore, ...applyPump, ...applyCare, ...applyLeaving }

/** What the record says once signed stays under the signatures; these do not touch it. */
const BESIDE: ReadonlySet<SessionFact['type']> = new Set(['signed', 'amended', 'attended', 'monitor-sampled', 'alert-acknowledged'])

/** One standing fact into the state. The order of writing does not matter where the time of the thing decides. */
export function apply(s: Facts, fact: SessionRecorded): Facts {
  const handler = ALL[fact.type] as ((s: Facts, fact: SessionRecorded) => Facts) | undefined
  const next = handler ? handler(s, fact) : s
  return BESIDE.has(fact.type) ? next : unsigned(next)
}

/** A single signature stands for what it was put under: a later change takes it away, and it is given again. */
function unsigned(s: Facts): Facts {
  const { nurse, physician } = s.signatures
  return (nurse && physician) || (!nurse && !physician) ? s : { ...s, signatures: {} }
}
