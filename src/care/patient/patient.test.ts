import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { after, around, recorded, register, robin } from './patient.fixture.ts'
import { type Around, decide, EMPTY, evolve, fold, type Patient, type PatientOrder } from './patient.ts'

const codes = (patient: Patient, order: PatientOrder & { confirmed?: string[] }, change: Partial<Around> = {}) => {
  const decision = decide(patient, order, { ...around, ...change })
  if (decision.kind === 'accepted') return 'accepted'
  return (decision.kind === 'refused' ? decision.because : decision.questions).map(({ code }) => code)
}
const penicillin: PatientOrder = { type: 'record-allergy', data: { substance: 'Penicillin', reaction: 'rash' } }
const none: PatientOrder = { type: 'no-known-allergies', data: {} }

test('a new patient has allergies nobody has asked about, which is not none', () => {
  expect(after(register())).toMatchObject({ ...robin, status: 'registered', allergies: [], allergyStatus: 'unknown', seq: 1 })
})

test('names are kept without spaces around them, and what is empty is absent', () => {
  const patient = after(register({ givenName: '  Robin  Lee ', phone: ' ', mrn: '' }))
  expect(patient).toMatchObject({ givenName: 'Robin Lee' })
  expect(Object.keys(patient)).not.toContain('phone')
  expect(Object.keys(patient)).not.toContain('mrn')
})

test.each([
  [{ givenName: ' ' }, ['no-given-name']],
  [{ familyName: '' }, ['no-family-name']],
  [{ birthDate: '1980-02-30' }, ['bad-birth-date']],
  [{ birthDate: '29.02.1980' }, ['bad-birth-date']],
  [{ birthDate: '' }, ['bad-birth-date']],
  [{ birthDate: '2026-11-26' }, ['birth-date-ahead']],
  [{ birthDate: '1880-01-01' }, ['birth-date-too-early']],
  [{ email: 'robin@' }, ['bad-email']],
  [{ phone: 'home' }, ['bad-phone']],
  [{ givenName: '', birthDate: '2080-02-29' }, ['no-given-name', 'birth-date-ahead']],
])('%o is refused with every reason', (change, expected) => {
  expect(codes(EMPTY, register(change))).toEqual(expected)
})

test('a birthday that is today somewhere on earth is not in the future', () => {
  expect(codes(EMPTY, register({ birthDate: '2026-11-25' }), { now: instant(Date.parse('2026-11-24T14:00:00Z')) })).toBe('accepted')
})

test('an age that is possible but rare is asked back, and accepted when confirmed', () => {
  const old = register({ birthDate: '1919-03-01' })
  expect(codes(EMPTY, old)).toEqual(['very-old'])
  expect(codes(EMPTY, { ...old, confirmed: ['very-old'] })).toBe('accepted')
})

test('somebody with the same name and birth date is asked about; the same record number is refused', () => {
  const twin = { alike: [{ name: 'Robin Example', by: 'name' as const }] }
  expect(codes(EMPTY, register(), twin)).toEqual(['same-person'])
  expect(codes(EMPTY, { ...register(), confirmed: ['same-person'] }, twin)).toBe('accepted')
  expect(codes(EMPTY, register({ mrn: '7' }), { alike: [{ name: 'Kim Other', by: 'number' }] })).toEqual(['number-in-use'])
})

test('nothing is ordered for a patient who is not registered, and nobody is registered twice', () => {
  expect(codes(EMPTY, penicillin)).toEqual(['no-such-patient'])
  expect(codes(after(register()), register())).toEqual(['already-registered'])
})

test('a correction replaces the person’s data as a whole and leaves the rest of the chart', () => {
  const before = after(register({ phone: '555 0100' }), penicillin)
  const { phone: _, ...rest } = { ...robin, phone: '', familyName: 'Sample' }
  const corrected = evolve(before, recorded({ type: 'demographics-corrected', data: { ...rest, reason: 'married' } }, 3))
  expect(corrected).toMatchObject({ familyName: 'Sample', allergyStatus: 'listed' })
  expect(Object.keys(corrected)).not.toContain('phone')
  expect(Object.keys(corrected)).not.toContain('reason')
})

test('a correction needs a reason and a change', () => {
  expect(codes(after(register()), { type: 'correct-demographics', data: { ...robin, reason: ' ' } })).toEqual(['no-reason', 'nothing-changed'])
})

test('allergies are listed once, whatever the spelling, and say who noted them', () => {
  const patient = after(register(), penicillin)
  expect(patient).toMatchObject({ allergyStatus: 'listed', allergies: [{ substance: 'Penicillin', reaction: 'rash', by: 'Nora Nurse' }] })
  expect(codes(patient, { type: 'record-allergy', data: { substance: ' PENICILLIN ' } })).toEqual(['already-listed'])
  expect(codes(patient, { type: 'record-allergy', data: { substance: ' ' } })).toEqual(['no-substance'])
})

test.each(['none', 'NKDA', 'No known allergies', 'n/a', '-', 'Unknown'])('%j is no allergy', (substance) => {
  expect(codes(after(register()), { type: 'record-allergy', data: { substance } })).toEqual(['says-none'])
})

test('“no known allergies” is refused while some are listed', () => {
  expect(codes(after(register(), penicillin), none)).toEqual(['allergies-listed'])
  expect(after(register(), none)).toMatchObject({ allergyStatus: 'none-known' })
  expect(after(register(), none, penicillin)).toMatchObject({ allergyStatus: 'listed' })
})

test('with the last allergy withdrawn the question is open again', () => {
  const withdraw: PatientOrder = { type: 'withdraw-allergy', data: { substance: 'penicillin', reason: 'tested negative' } }
  expect(after(register(), penicillin, withdraw)).toMatchObject({ allergyStatus: 'unknown', allergies: [] })
  expect(codes(after(register()), withdraw)).toEqual(['not-listed'])
  expect(codes(after(register(), penicillin), { type: 'withdraw-allergy', data: { substance: 'Penicillin', reason: '' } })).toEqual(['no-reason'])
})

test('a chart is kept to named people, and opened again, each with a reason', () => {
  const restrict: PatientOrder = { type: 'restrict-chart', data: { staff: ['p1', 'p1', 'n1'], reason: 'a colleague' } }
  const restricted = after(register(), restrict)
  expect(restricted).toMatchObject({ restrictedTo: ['p1', 'n1'] })
  expect(codes(restricted, { type: 'restrict-chart', data: { staff: [], reason: 'x' } })).toEqual(['nobody-left'])
  const open: PatientOrder = { type: 'unrestrict-chart', data: { reason: 'left us' } }
  expect(Object.keys(after(register(), restrict, open))).not.toContain('restrictedTo')
  expect(codes(after(register()), open)).toEqual(['not-restricted'])
})

test('whatever is ordered, the allergy status and the list never contradict each other', () => {
  const substance = fc.constantFrom('Penicillin', 'penicillin ', 'Latex', 'none', '')
  const order: fc.Arbitrary<PatientOrder> = fc.oneof(
    fc.record({ type: fc.constant('record-allergy' as const), data: fc.record({ substance }) }),
    fc.record({ type: fc.constant('withdraw-allergy' as const), data: fc.record({ substance, reason: fc.constant('wrong') }) }),
    fc.constant(none),
  )
  fc.assert(
    fc.property(fc.array(order), (orders) => {
      const facts = [recorded({ type: 'patient-registered', data: robin }, 1)]
      for (const one of orders) {
        const decision = decide(fold(facts), one, around)
        if (decision.kind === 'accepted') facts.push(...decision.facts.map((fact) => recorded(fact, facts.length + 1)))
      }
      const patient = fold(facts)
      if (patient.status === 'none') throw new Error('registered above')
      expect(patient.allergyStatus === 'listed').toBe(patient.allergies.length > 0)
      expect(new Set(patient.allergies.map((one) => one.substance.trim().toLowerCase())).size).toBe(patient.allergies.length)
      expect(facts.reduce(evolve, EMPTY)).toEqual(patient)
    }),
  )
})
