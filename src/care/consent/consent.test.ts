import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  after,
  clinicianSigns,
  doctor,
  drip,
  factsAfter,
  filled,
  nurse,
  patientSigns,
  prepare,
  readAll,
  STROKES,
  says,
  signedByBoth,
} from './consent.fixture.ts'
import { decide, EMPTY, evolve, fold, helpersToSign, openQuestions, unreadSections } from './consent.ts'
import type { ConsentOrder } from './consent.types.ts'

const ask: ConsentOrder = { type: 'ask', data: { section: 'pregnancy', words: 'What if I become pregnant?' } }
const withdraw: ConsentOrder = { type: 'withdraw', data: { reason: 'I changed my mind' } }

test('a form with an open place is not prepared, and says which', () => {
  expect(says(EMPTY, prepare({ fill: filled(drip, { phone: '' }) }))).toBe('open-place')
})

test('a version that is no longer in force is not prepared', () => {
  expect(says(EMPTY, prepare({ form: { ...drip.ref, hash: '0'.repeat(64) } }))).toBe('another-version')
  expect(says(EMPTY, prepare({ form: { ...drip.ref, id: 'no-such' } }))).toBe('no-such-form')
})

test('the patient signs only what they said they read, and is told what is left', () => {
  const half = after(prepare(), ...readAll().slice(0, 5))
  expect(says(half, patientSigns)).toBe('not-read')
  expect(half.status !== 'none' && unreadSections(half)).toHaveLength(readAll().length - 5)
  expect(says(after(prepare(), ...readAll()), patientSigns)).toBe('accepted')
})

test('a question that was asked is answered before anybody signs', () => {
  const asked = after(prepare(), ...readAll(), ask)
  expect(says(asked, patientSigns)).toBe('not-answered')
  const question = asked.status === 'none' ? '' : (openQuestions(asked)[0]?.id ?? '')
  const answered = after(prepare(), ...readAll(), ask, { type: 'answer', data: { question, words: 'We stop, and call your doctor.' } })
  expect(says(answered, patientSigns)).toBe('accepted')
  expect(answered).toMatchObject({
    questions: [{ words: 'What if I become pregnant?', answer: { words: 'We stop, and call your doctor.', by: { name: 'Kim Lee' } } }],
  })
})

test.each<[string, object, string]>([
  ['a drawn name', { name: 'Ana Reyes', strokes: STROKES }, 'accepted'],
  ['a typed name, which stands equal', { name: 'Ana Reyes' }, 'accepted'],
  ['no name', { name: ' ', strokes: STROKES }, 'no-name'],
  ['a slip of the finger', { name: 'Ana Reyes', strokes: 'M1 1L2 2' }, 'no-drawing'],
  ['something that is no drawing', { name: 'Ana Reyes', strokes: '"/><script>' }, 'no-drawing'],
])('%s: %o', (_, signature, expected) => {
  expect(says(after(prepare(), ...readAll()), { type: 'sign-patient', data: { signature: signature as never } })).toBe(expected)
})

test('the clinician signs after the patient, and a script never does', () => {
  expect(says(after(prepare(), ...readAll()), clinicianSigns)).toBe('patient-first')
  const half = after(prepare(), ...readAll(), patientSigns)
  expect(says(half, clinicianSigns, { kind: 'token', id: 't', name: 'Script', roles: ['physician'] })).toBe('not-a-person')
  expect(says(half, clinicianSigns)).toBe('accepted')
  expect(after(...signedByBoth())).toMatchObject({
    status: 'signed',
    patientSigned: { signature: { name: 'Ana Reyes' } },
    clinicianSigned: { by: { name: doctor.name } },
  })
})

test('an interpreter and a witness who are named sign before the clinician, nobody else does', () => {
  const named = prepare({ interpreter: { name: 'Ivo Interpreter', language: 'Spanish' }, witness: 'Will Witness' })
  const half = after(named, ...readAll(), patientSigns)
  expect(half.status !== 'none' && helpersToSign(half)).toEqual(['interpreter', 'witness'])
  expect(says(half, clinicianSigns)).toBe('helper-first helper-first')
  const helped = after(
    ...[named, ...readAll(), patientSigns],
    { type: 'sign-helper', data: { as: 'interpreter', signature: { name: 'Ivo Interpreter' } } },
    { type: 'sign-helper', data: { as: 'witness', signature: { name: 'Will Witness' } } },
  )
  expect(says(helped, clinicianSigns)).toBe('accepted')
  expect(says(after(prepare(), ...readAll(), patientSigns), { type: 'sign-helper', data: { as: 'witness', signature: { name: 'Will' } } })).toBe('not-named')
})

test('what was signed is not changed: no reading, asking or signing afterwards', () => {
  for (const done of [after(prepare(), ...readAll(), patientSigns), after(...signedByBoth())])
    for (const order of [readAll()[0], ask, patientSigns, { type: 'hand-over', data: { pass: '0'.repeat(64) } }] as ConsentOrder[])
      expect(says(done, order)).toBe('not-open')
})

test('the patient takes it back at any time after signing, with the reason; nothing is deleted', () => {
  const before = after(...signedByBoth())
  const gone = after(...signedByBoth(), withdraw)
  expect(gone).toMatchObject({ ...before, status: 'withdrawn', seq: expect.any(Number), withdrawn: { reason: 'I changed my mind', by: { name: nurse.name } } })
  expect(says(before, { type: 'withdraw', data: { reason: ' ' } })).toBe('no-reason')
  expect(says(gone, withdraw)).toBe('not-signed')
  expect(says(after(prepare()), withdraw)).toBe('not-signed')
})

test('a consent that the patient does not want is set aside, and is not withdrawn: it never held', () => {
  const no: ConsentOrder = { type: 'set-aside', data: { reason: 'She wants to think about it', declined: true } }
  const aside = after(prepare(), no)
  expect(aside).toMatchObject({ status: 'set-aside', setAside: { declined: true } })
  expect(says(aside, patientSigns)).toContain('not-open')
  expect(says(after(...signedByBoth()), no)).toBe('not-open')
})

test('a signature stands under the words that were read, also after the form has a new version', () => {
  const signed = after(...signedByBoth())
  expect(signed.status !== 'none' && signed.template).toEqual(drip.template)
})

const later = fc.constantFrom<ConsentOrder>(
  ...[patientSigns, clinicianSigns, patientSigns, clinicianSigns, withdraw, ask, prepare()],
  { type: 'sign-helper', data: { as: 'witness', signature: { name: 'Will Witness' } } },
  { type: 'answer', data: { question: 'the open one', words: 'Yes.' } },
  { type: 'set-aside', data: { reason: 'wrong dose', declined: false } },
)
const anyOrder = fc.oneof({ weight: 3, arbitrary: later }, { weight: 1, arbitrary: fc.constantFrom(...readAll()) })
const begins = fc.constantFrom<ConsentOrder[]>([], [prepare(), ...readAll()], [prepare({ witness: 'Will Witness' }), ...readAll()])

test('in whatever order things are tried, the order of signing holds', () => {
  let signed = 0
  fc.assert(
    fc.property(begins, fc.array(anyOrder, { maxLength: 40 }), fc.array(fc.nat(1000), { maxLength: 30 }), (begun, tried, places) => {
      const orders = [...begun, ...tried]
      for (const place of places) orders.splice(place % (orders.length + 1), 0, readAll()[place % readAll().length] as ConsentOrder)
      const facts = accepted(orders)
      const at = (type: string) => facts.findIndex((fact) => fact.type === type)
      const [patient, clinician, gone] = [at('patient-signed'), at('clinician-signed'), at('consent-withdrawn')]
      if (patient >= 0) {
        const before = facts.slice(0, patient)
        for (const { id } of drip.template.sections)
          expect(before.some(({ type, data }) => type === 'section-read' && (data as { section: string }).section === id)).toBe(true)
        expect(before.filter(({ type }) => type === 'question-asked').length).toBe(before.filter(({ type }) => type === 'question-answered').length)
        expect(facts.slice(patient).some(({ type }) => type === 'section-read' || type === 'question-asked')).toBe(false)
      }
      if (clinician >= 0) {
        signed += 1
        expect(patient >= 0 && patient < clinician).toBe(true)
        const first = facts[0]?.data as { witness?: string }
        if (first.witness) expect(at('helper-signed') > patient && at('helper-signed') < clinician).toBe(true)
      }
      if (gone >= 0) expect(patient >= 0 && patient < gone).toBe(true)
      for (const once of ['patient-signed', 'clinician-signed', 'consent-withdrawn', 'consent-prepared'])
        expect(facts.filter(({ type }) => type === once).length).toBeLessThan(2)
      expect(fold(facts)).toEqual(facts.reduce(evolve, EMPTY))
    }),
    { numRuns: 400 },
  )
  expect(signed).toBeGreaterThan(5)
})

/** The facts of those orders that were accepted, in turn. */
function accepted(orders: readonly ConsentOrder[]) {
  const [first, ...rest] = orders
  const begun = first?.type === 'prepare' ? factsAfter([first]) : []
  const by = (order: ConsentOrder) => (order.type === 'sign-clinician' ? doctor : nurse)
  const facts = [...begun]
  for (const order of begun.length > 0 ? rest : orders) {
    const state = fold(facts)
    const open = state.status === 'none' ? undefined : openQuestions(state)[0]
    const asked: ConsentOrder = order.type === 'answer' && open ? { ...order, data: { ...order.data, question: open.id } } : order
    const decision = decide(state, asked, { form: order.type === 'prepare' ? drip : null, by: by(order) })
    if (decision.kind !== 'accepted') continue
    for (const fact of decision.facts) {
      const at = `2026-11-24T15:00:00.${String(facts.length).padStart(3, '0')}Z`
      facts.push({ ...fact, id: `f${facts.length + 1}`, seq: facts.length + 1, version: 1, at, recordedAt: at, by: by(order), via: {} } as never)
    }
  }
  return facts
}
