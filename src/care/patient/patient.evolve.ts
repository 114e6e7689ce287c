import { sameSubstance } from './allergies.ts'
import type { Demographics, Patient, PatientRecorded, Registered } from './patient.types.ts'

export const EMPTY: Patient = { status: 'none', seq: 0 }

export const fold = (facts: readonly PatientRecorded[]): Patient => facts.reduce(evolve, EMPTY)

export function evolve(patient: Patient, fact: PatientRecorded): Patient {
  if (fact.type === 'patient-registered') {
    return { status: 'registered', seq: fact.seq, registeredAt: fact.at, allergies: [], allergyStatus: 'unknown', contacts: [], ...fact.data }
  }
  return patient.status === 'none' ? patient : changed({ ...patient, seq: fact.seq }, fact)
}

function changed(patient: Registered, fact: Exclude<PatientRecorded, { type: 'patient-registered' }>): Registered {
  switch (fact.type) {
    case 'demographics-corrected': {
      const { reason: _, ...demographics } = fact.data
      return { ...chartOf(patient), ...demographics }
    }
    case 'allergy-recorded':
      return { ...patient, allergyStatus: 'listed', allergies: [...patient.allergies, { ...fact.data, at: fact.at, by: fact.by.name }] }
    case 'allergy-withdrawn': {
      const allergies = patient.allergies.filter(({ substance }) => !sameSubstance(substance, fact.data.substance))
      // With the last one withdrawn nobody has said "none": it is unknown again.
      return { ...patient, allergies, allergyStatus: allergies.length > 0 ? 'listed' : 'unknown' }
    }
    case 'no-known-allergies':
      return { ...patient, allergyStatus: 'none-known' }
    case 'contact-recorded': {
      const known = patient.contacts.some(({ id }) => id === fact.data.id)
      return { ...patient, contacts: known ? patient.contacts.map((one) => (one.id === fact.data.id ? fact.data : one)) : [...patient.contacts, fact.data] }
    }
    case 'contact-withdrawn':
      return { ...patient, contacts: patient.contacts.filter(({ id }) => id !== fact.data.contact) }
    case 'chart-restricted':
      return { ...patient, restrictedTo: fact.data.staff }
    case 'chart-unrestricted': {
      const { restrictedTo: _, ...open } = patient
      return open
    }
    default:
      return fact satisfies never
  }
}

/** The chart without the person's data: corrected data replace the old as a whole, so that a wrong telephone number can also vanish. */
function chartOf(patient: Registered): Omit<Registered, keyof Demographics> {
  const { givenName: _g, familyName: _f, birthDate: _b, sex: _s, phone: _p, email: _e, mrn: _m, ...chart } = patient
  return chart
}
