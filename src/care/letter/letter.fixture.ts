import { instant } from '../../medicine/time.ts'
import type { Contact } from '../patient/patient.ts'
import type { LetterDecision, LetterInput } from './letter.ts'

export const at = (day: string) => instant(Date.parse(`${day}T15:00:00Z`))
export const ida: Contact = {
  id: 'c1',
  role: 'referrer',
  name: 'Dr. Ida Reed',
  practice: 'Elm Practice',
  address: '1 Elm Street\nSpringfield',
  fax: '555 0123',
}
export const pia: Contact = { id: 'c2', role: 'pcp', name: 'Dr. Pia Care', phone: '555 0124' }

type Decided = NonNullable<LetterDecision['decided']>
export const decision = (change: Partial<Decided> = {}): LetterDecision => ({
  indication: 'treatment-resistant depression',
  protocol: { title: 'Intravenous ketamine for depression', version: '0.3.0' },
  decided: {
    outcome: 'accept',
    by: 'Dr. Sofia Marchetti',
    at: at('2026-11-20'),
    until: at('2027-02-20'),
    reason: 'Two adequate trials without response.',
    ...change,
  },
  raised: [
    { says: 'Blood pressure of 152/94 is to be treated first', severity: 'review' },
    { says: 'A secret of the therapist’s notes', severity: 'caution', restricted: true },
  ],
  unknown: [
    { says: 'Liver disease is not known', missing: ['Liver panel', 'Alcohol score'] },
    { says: 'Something restricted', missing: ['A secret question'], restricted: true },
  ],
  medicines: ['Lamotrigine 200 mg may blunt the response'],
  next: ['Consent visit on 1 December'],
})
export const input = (change: Partial<LetterInput> = {}, decided: Partial<Decided> = {}): LetterInput => ({
  patient: { givenName: 'Ana', familyName: 'Reyes', birthDate: '1985-03-04', mrn: 'K-17' },
  clinic: { name: 'Larch Street Clinic', zone: 'America/New_York' },
  decision: decision(decided),
  crisis: [{ name: '988 Suicide and Crisis Lifeline', call: '988', text: '988' }],
  asOf: at('2026-11-24'),
  ...change,
})
