import type { Chair, Clinic, ClinicRecorded, Founded } from './clinic.types.ts'

export const EMPTY: Clinic = { status: 'none', seq: 0 }

export const fold = (facts: readonly ClinicRecorded[]): Clinic => facts.reduce(evolve, EMPTY)

export function evolve(clinic: Clinic, fact: ClinicRecorded): Clinic {
  if (fact.type === 'clinic-founded') return { status: 'founded', seq: fact.seq, foundedAt: fact.at, chairs: [], ...fact.data }
  return clinic.status === 'none' ? clinic : changed({ ...clinic, seq: fact.seq }, fact)
}

function changed(clinic: Founded, fact: Exclude<ClinicRecorded, { type: 'clinic-founded' }>): Founded {
  switch (fact.type) {
    case 'clinic-renamed':
      return { ...clinic, name: fact.data.name }
    case 'zone-changed':
      return { ...clinic, zone: fact.data.zone }
    case 'chair-added':
      return { ...clinic, chairs: [...clinic.chairs, { id: fact.data.chair, name: fact.data.name }] }
    case 'chair-renamed':
      return onChair(clinic, fact.data.chair, (chair) => ({ ...chair, name: fact.data.name }))
    case 'chair-retired':
      return onChair(clinic, fact.data.chair, (chair) => ({ ...chair, retired: { at: fact.at, reason: fact.data.reason } }))
    case 'chair-returned':
      return onChair(clinic, fact.data.chair, ({ id, name }) => ({ id, name }))
    default:
      return fact satisfies never
  }
}

const onChair = (clinic: Founded, id: string, change: (chair: Chair) => Chair): Founded => ({
  ...clinic,
  chairs: clinic.chairs.map((chair) => (chair.id === id ? change(chair) : chair)),
})
