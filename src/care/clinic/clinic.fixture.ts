import { instant } from '../../medicine/time.ts'
import { type Clinic, type ClinicFact, type ClinicOrder, type ClinicRecorded, decide, EMPTY, evolve } from './clinic.ts'

const base = Date.parse('2026-11-24T14:00:00Z')
const by = { kind: 'staff', id: 'o1', name: 'Olive Owner', roles: ['owner'] } as const

export const recorded = (fact: ClinicFact, seq: number): ClinicRecorded => {
  const at = instant(base + seq * 60_000)
  return { ...fact, id: `f${seq}`, seq, version: 1, at, recordedAt: at, by, via: {} } as ClinicRecorded
}

/** The clinic after these orders; an order that is not accepted fails the test. */
export function after(...orders: readonly ClinicOrder[]): Clinic {
  return orders.reduce((clinic: Clinic, order) => {
    const decision = decide(clinic, order, { busy: [] })
    if (decision.kind !== 'accepted') throw new Error(`${order.type}: ${JSON.stringify(decision)}`)
    return decision.facts.reduce((state, fact) => evolve(state, recorded(fact, state.seq + 1)), clinic)
  }, EMPTY)
}

export const found: ClinicOrder = { type: 'found', data: { name: 'Larch Street', zone: 'America/New_York', demo: false } }
export const addChair = (chair: string, name: string): ClinicOrder => ({ type: 'add-chair', data: { chair, name } })
