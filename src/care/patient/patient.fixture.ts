import { instant } from '../../medicine/time.ts'
import { type Around, type Demographics, decide, EMPTY, evolve, type Patient, type PatientFact, type PatientOrder, type PatientRecorded } from './patient.ts'

const base = Date.parse('2026-11-24T14:00:00Z')
const by = { kind: 'staff', id: 'n1', name: 'Nora Nurse', roles: ['nurse'] } as const

export const around: Around = { now: instant(base), alike: [] }
export const robin: Demographics = { givenName: 'Robin', familyName: 'Example', birthDate: '1980-02-29', sex: 'female' }
export const register = (change: Partial<Demographics> = {}): PatientOrder => ({ type: 'register', data: { ...robin, ...change } })

export const recorded = (fact: PatientFact, seq: number): PatientRecorded => {
  const at = instant(base + seq * 60_000)
  return { ...fact, id: `f${seq}`, seq, version: 1, at, recordedAt: at, by, via: {} } as PatientRecorded
}

/** The chart after these orders; an order that is not accepted fails the test. */
export function after(...orders: readonly PatientOrder[]): Patient {
  return orders.reduce((patient: Patient, order) => {
    const decision = decide(patient, order, around)
    if (decision.kind !== 'accepted') throw new Error(`${order.type}: ${JSON.stringify(decision)}`)
    return decision.facts.reduce((state, fact) => evolve(state, recorded(fact, state.seq + 1)), patient)
  }, EMPTY)
}
