import { patientsOfConsents } from '../care/consent/consent.store.ts'
import { patientsCalled } from '../care/patient/patient.store.ts'
import type { Registered } from '../care/patient/patient.ts'
import type { Tx } from '../platform/db/database.ts'

/** Whom streams are about, by the stream's id: the patient's own, or the one of a session or consent. The audit trail names people with it. */
export async function peopleOf(tx: Tx, streams: readonly string[]): Promise<ReadonlyMap<string, { readonly patient: string; readonly name: string }>> {
  const sessions = await tx.selectFrom('session_list').select(['session', 'patient']).where('session', 'in', streams).execute()
  const consents = await patientsOfConsents(tx, streams)
  const patientOf = new Map([...streams.map((id) => [id, id] as const), ...sessions.map(({ session, patient }) => [session, patient] as const), ...consents])
  const names = await patientsCalled(tx, [...new Set(patientOf.values())])
  return new Map(
    [...patientOf].flatMap(([stream, patient]) => {
      const called = names.get(patient)
      return called ? [[stream, { patient, name: called.name }] as const] : []
    }),
  )
}

/** What stands at the top of every page about a person. */
export const headingOf = ({ givenName, familyName, birthDate, mrn, restrictedTo, allergyStatus, allergies }: Registered) => ({
  name: `${givenName} ${familyName}`,
  birthDate,
  ...(mrn ? { mrn } : {}),
  restricted: restrictedTo !== undefined,
  allergies: { status: allergyStatus, substances: allergies.map(({ substance }) => substance) },
})
