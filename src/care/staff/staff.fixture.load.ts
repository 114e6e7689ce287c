import type { Decision } from '../../medicine/record.ts'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { decide, evolve } from './staff.ts'
import type { Roster, StaffFact, StaffOrder, StaffRecorded } from './staff.types.ts'

export const NOW = '2026-11-24T09:00:00.000Z' as Instant

/** Records what a decision made, as the journal would. */
function recorded(roster: Roster, facts: readonly StaffFact[], at: Instant = addMinutes(NOW, roster.seq)): StaffRecorded[] {
  return facts.map(
    (fact, n) =>
      ({
        ...fact,
        id: `e${roster.seq + n + 1}`,
        seq: roster.seq + n + 1,
        version: 1,
        at,
        recordedAt: at,
        by: { kind: 'staff', id: 'olga', name: 'Olga', roles: ['owner'] },
        via: {},
      }) as StaffRecorded,
  )
}

/** Carries orders out one after the other; a refusal is a fault of the test. */
export function after(roster: Roster, ...orders: StaffOrder[]): Roster {
  return orders.reduce((before, order) => {
    const decision = decide(before, order, NOW)
    if (decision.kind !== 'accepted') throw new Error(JSON.stringify(decision))
    return recorded(before, decision.facts).reduce(evolve, before)
  }, roster)
}

export const codes = (decision: Decision<StaffFact>): string[] => (decision.kind === 'refused' ? decision.because.map(({ code }) => code) : [decision.kind])
