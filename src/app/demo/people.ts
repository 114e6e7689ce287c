import type { Demographics } from '../../care/patient/patient.ts'
import type { Actor, Role } from '../../medicine/record.ts'

/** The demonstration clinic's people. All of them are made up. */
export type Member = { readonly key: string; readonly name: string; readonly roles: readonly Role[] }
export const STAFF = [
  { key: 'director', name: 'Dr. Mara Lindqvist', roles: ['owner', 'physician'] },
  { key: 'physician', name: 'Dr. Tomas Ibarra', roles: ['physician'] },
  { key: 'nurse', name: 'Keisha Boateng', roles: ['nurse'] },
  { key: 'nurse2', name: 'Jonas Weller', roles: ['nurse'] },
  { key: 'therapist', name: 'Anya Petrov', roles: ['therapist'] },
  { key: 'desk', name: 'Ruth Calloway', roles: ['front-desk'] },
] as const satisfies readonly Member[]
type StaffKey = (typeof STAFF)[number]['key']
export type Staff = Readonly<Record<StaffKey, Extract<Actor, { kind: 'staff' }>>>

export const staffWith = (newId: () => string): Staff => {
  const made: readonly Member[] = STAFF
  return Object.fromEntries(made.map(({ key, name, roles }) => [key, { kind: 'staff', id: newId(), name, roles }])) as Staff
}

export type Person = Demographics & {
  readonly mrn: string
  readonly weightKg: string
  readonly allergy?: { readonly substance: string; readonly reaction: string }
}

const person = (
  mrn: string,
  givenName: string,
  familyName: string,
  sex: 'female' | 'male',
  birthDate: string,
  weightKg: string,
  allergy?: Person['allergy'],
): Person => ({
  mrn,
  givenName,
  familyName,
  sex,
  birthDate,
  weightKg,
  phone: `555-01${mrn.slice(-2)}`,
  ...(allergy ? { allergy } : {}),
})

/** Numbered; the stories and the simulated courses name them by these numbers. */
export const PATIENTS: readonly Person[] = [
  person('D-1001', 'Helen', 'Marsh', 'female', '1979-03-14', '68.4'),
  person('D-1002', 'Victor', 'Osei', 'male', '1967-11-02', '78.2'),
  person('D-1003', 'Nadia', 'Farrow', 'female', '1988-06-21', '61.6', { substance: 'Penicillin', reaction: 'hives' }),
  person('D-1004', 'Paul', 'Tindall', 'male', '1992-01-30', '74.8'),
  person('D-1005', 'Rosa', 'Quintero', 'female', '1971-09-09', '70.2'),
  person('D-1006', 'Derek', 'Holm', 'male', '1984-12-17', '79.4'),
  person('D-1007', 'Imani', 'Lowe', 'female', '1995-04-25', '58.8'),
  person('D-1008', 'Stefan', 'Brandt', 'male', '1959-07-06', '76.6', { substance: 'Latex', reaction: 'rash' }),
  person('D-1009', 'Grace', 'Pell', 'female', '1982-10-11', '66.0'),
  person('D-1010', 'Owen', 'Castellan', 'male', '1976-05-19', '79.8'),
  person('D-1011', 'Yuki', 'Amadi', 'female', '1990-02-08', '55.4'),
  person('D-1012', 'Frances', 'Dole', 'female', '1964-08-27', '72.2'),
  person('D-1013', 'Malik', 'Serrano', 'male', '1998-03-03', '71.0'),
  person('D-1014', 'Beatrix', 'Vance', 'female', '1955-12-22', '63.4'),
]
