import { addMinutes, type Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Cadence, Protocol } from '../protocol/protocol.ts'
import { earlierFirst, later } from './acts.ts'
import type { Due, Facts, Live } from './session.state.ts'
import { phase, pumpAfter, startedAt } from './status.ts'

/** What is due at which moment, before anybody asks how late it is. */
export type DueAt = {
  readonly quantities: readonly Quantity[]
  readonly dueAt: Instant
  readonly overdueAt: Instant
  readonly everyMin: number
  readonly source: string
}

/**
 * What is to be looked at next, by the rhythm of the protocol's phase.
 *
 * A quantity is due `every` after it was last looked at; "not measured" with a reason counts as looked at. What was
 * looked at before the infusion does not count for it: the first set is due `every` after the start. A change of
 * phase (a pause, say) never postpones a look: what the new rhythm would have wanted earlier is due at once.
 *
 * Units:  minutes of the protocol.
 * Errors: none; empty outside monitoring. What nobody looked at is due, never done.
 * Source: protocol.cadence.
 */
export function due(s: Live, p: Protocol, now: Instant): readonly Due[] {
  return dueTimes(s, p).map(({ overdueAt, ...row }) => ({ ...row, state: now >= overdueAt ? 'overdue' : now >= row.dueAt ? 'due' : 'later' }))
}

export function dueTimes(s: Live, p: Protocol): readonly DueAt[] {
  const now = phase(s)
  return p.cadence
    .filter((cadence) => cadence.phase === now)
    .flatMap((cadence) => rows(s, cadence))
    .sort((a, b) => earlierFirst({ at: a.dueAt }, { at: b.dueAt }))
}

/** One row for each moment: a set that was taken in part leaves the rest due when it was. */
function rows(s: Live, cadence: Cadence): DueAt[] {
  const at = dueAt(s, cadence)
  const byMoment = Map.groupBy(cadence.quantities, at)
  return [...byMoment].map(([moment, quantities]) => ({
    quantities,
    dueAt: moment,
    overdueAt: addMinutes(moment, cadence.overdueAfter.value),
    everyMin: cadence.every.value,
    source: cadence.every.source,
  }))
}

/** Worked out once for all that were last looked at together: a board row is made with every entry. */
function dueAt(s: Live, { every }: Cadence): (quantity: Quantity) => Instant {
  const [begins, counts, started] = [phaseStart(s), countsFrom(s), startedAt(s)]
  const nextAfter = new Map<Instant | null, Instant>()
  return (quantity) => {
    const last = s.readings.findLast((set) => set.at >= counts && (set.values[quantity] !== undefined || set.notMeasured[quantity] !== undefined))?.at ?? null
    const known = nextAfter.get(last)
    if (known) return known
    // Before the infusion nothing was looked at yet: the baseline set is due on arrival.
    const next = last || started ? addMinutes(last ?? counts, every.value) : counts
    const due = last && last >= begins ? next : later(next, begins)
    nextAfter.set(last, due)
    return due
  }
}

/** From when a look counts: from arrival before the infusion, from its start afterwards. */
const countsFrom = (s: Facts): Instant => startedAt(s) ?? s.arrived?.at ?? s.plannedFor

/** When the present phase began: the pump's last turn, or arrival. */
function phaseStart(s: Facts): Instant {
  if (pumpAfter(s.pump) === 'not-started') return countsFrom(s)
  return s.pump.findLast(({ kind }) => kind !== 'rate' && kind !== 'bolus' && kind !== 'bag')?.at ?? countsFrom(s)
}
