import { expect, test } from 'vitest'
import { around, after as chart, register } from './patient.fixture.ts'
import { decide, type PatientOrder } from './patient.ts'
import type { Contact } from './patient.types.ts'

const ida: Contact = { id: 'c1', role: 'referrer', name: ' Dr. Ida  Reed ', fax: '555 0123', practice: '' }
const record = (change: Partial<Contact> = {}): PatientOrder => ({ type: 'record-contact', data: { ...ida, ...change } })
const codes = (order: PatientOrder, ...before: PatientOrder[]) => {
  const decision = decide(chart(register(), ...before), order, around)
  return decision.kind === 'refused' ? decision.because.map(({ code }) => code) : decision.kind
}

test('a contact stands on the chart as a person with a role and a way to reach them', () => {
  expect(chart(register())).toMatchObject({ contacts: [] })
  expect(chart(register(), record())).toMatchObject({ contacts: [{ id: 'c1', role: 'referrer', name: 'Dr. Ida Reed', fax: '555 0123' }] })
  expect(Object.keys((chart(register(), record()) as unknown as { contacts: object[] }).contacts[0] ?? {})).not.toContain('practice')
})

test.each<[Partial<Contact>, string | string[]]>([
  [{ name: ' ' }, ['no-name']],
  [{ fax: '' }, ['no-way']],
  [{ fax: 'home' }, ['bad-fax']],
  [{ phone: 'x' }, ['bad-phone']],
  [{ email: 'ida@' }, ['bad-email']],
  [{ address: '1 Elm Street\nTown' }, 'accepted'],
])('%o is %s', (change, expected) => {
  expect(codes(record(change))).toEqual(expected)
})

test('the same id again corrects the contact; the same person under another id is refused', () => {
  expect(chart(register(), record(), record({ fax: '555 0999' }))).toMatchObject({ contacts: [{ id: 'c1', fax: '555 0999' }] })
  expect(codes(record({ id: 'c2' }), record())).toEqual(['already-listed'])
  expect(codes(record({ id: 'c2', role: 'pcp' }), record())).toBe('accepted')
})

test('a contact is withdrawn with a reason, and stays in the history', () => {
  expect(codes({ type: 'withdraw-contact', data: { contact: 'c1', reason: ' ' } }, record())).toEqual(['no-reason'])
  expect(codes({ type: 'withdraw-contact', data: { contact: 'c9', reason: 'moved' } }, record())).toEqual(['not-listed'])
  expect(chart(register(), record(), { type: 'withdraw-contact', data: { contact: 'c1', reason: 'retired' } })).toMatchObject({ contacts: [], seq: 3 })
})
