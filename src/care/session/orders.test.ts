import { expect, test } from 'vitest'
import { codes, infusing, minute, nina, noor, ondansetron, order, pat, prepared, recovering, scheduled, script, sentences } from './session.fixture.ts'
import { totals } from './session.ts'

const write = (change: object) => scheduled().ask(6, pat, 'write-order', { ...order, ...change })

test.each([
  [{ doseMgPerKg: '0.3' }, 'accepted', []],
  [{ doseMgPerKg: '0.8' }, 'accepted', []],
  [{ doseMgPerKg: '0.29' }, 'refused', ['reason-for-unusual']],
  [{ doseMgPerKg: '0.81' }, 'refused', ['reason-for-unusual']],
  [{ doseMgPerKg: '0.81', reason: 'partial response to 0.8' }, 'accepted', []],
  [{ doseMgPerKg: '1.2', reason: 'third step' }, 'accepted', []],
  [{ doseMgPerKg: '1.21', reason: 'third step' }, 'refused', ['over-hard-maximum']],
  [{ durationMin: '30' }, 'accepted', []],
  [{ durationMin: '70' }, 'accepted', []],
  [{ durationMin: '29' }, 'refused', ['reason-for-unusual']],
  [{ durationMin: '71', reason: 'slow on purpose' }, 'accepted', []],
  [{ doseMgPerKg: '0' }, 'refused', ['not-a-number']],
  [{ doseMgPerKg: '.5' }, 'refused', ['not-a-number']],
  [{ concentrationMgPerMl: 'x', durationMin: '' }, 'refused', ['not-a-number', 'not-a-number']],
  [{ drug: { name: 'Esketamine', rxnorm: '2119365' } }, 'refused', ['other-drug']],
])('an order with %j is %s', (change, kind, expected) => {
  const decision = write(change)
  expect(decision.kind).toBe(kind)
  expect(codes(decision)).toEqual(expected)
})

test('the hard maximum is refused with the number, the unit and the source', () => {
  expect(sentences(write({ doseMgPerKg: '1.5', reason: 'asked for' }))).toBe('1.5 mg/kg is above the hard maximum of 1.2 mg/kg, by made up for the test.')
})

test('only a physician in person signs, and only the order that was read', () => {
  const t = scheduled()
  expect(codes(t.ask(6, pat, 'sign-order', { order: t.s.order?.event ?? '' }))).toEqual(['already-signed'])
  const newer = t.does(6, nina, 'write-order', { ...order, doseMgPerKg: '0.6' })
  expect(codes(t.ask(7, nina, 'sign-order', { order: newer }))).toEqual(['not-your-role'])
  expect(codes(t.ask(7, script, 'sign-order', { order: newer }))).toEqual(['in-person'])
  expect(codes(t.ask(7, pat, 'sign-order', { order: t.s.order?.event ?? '' }))).toEqual(['not-that-order'])
  t.does(7, pat, 'sign-order', { order: newer })
  expect(t.s.order).toMatchObject({ doseMgPerKg: '0.6', signed: { by: pat } })
})

test('a signed order stays in force until a newer one is signed', () => {
  const t = scheduled()
  t.does(6, pat, 'write-order', { ...order, doseMgPerKg: '0.7' })
  expect(t.s).toMatchObject({ order: { doseMgPerKg: '0.5' }, orderDraft: { doseMgPerKg: '0.7' } })
})

test('once dosing has begun only a physician’s new order is possible, and not for another weight', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'write-order', { ...order, durationMin: '60' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(70, pat, 'write-order', { ...order, weightKg: '71' }))).toEqual(['weight-fixed'])
  const slower = t.does(70, pat, 'write-order', { ...order, weightKg: '70.0', durationMin: '60' })
  expect(totals(t.s, minute(70))?.plannedRateMlPerHour).toBe('131.25')
  t.does(71, pat, 'sign-order', { order: slower })
  expect(totals(t.s, minute(71))?.plannedRateMlPerHour).toBe('87.5')
  expect(codes(t.ask(72, nina, 'change-rate', { rateMlPerHour: '131.25' }))).toEqual(['rate-over-order'])
  t.does(72, nina, 'change-rate', { rateMlPerHour: '87.5' })
  expect(codes(recovering().ask(110, pat, 'write-order', order))).toEqual(['not-in-this-status'])
})

test('as-needed drugs are given by a physician’s order only, within dose and number', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'give-drug', { orderId: 'ond', dose: '4' }))).toEqual(['no-drug-order'])
  expect(codes(t.ask(70, nina, 'order-as-needed', ondansetron))).toEqual(['not-your-role'])
  expect(codes(t.ask(70, pat, 'order-as-needed', { ...ondansetron, maxDoses: 0, unit: ' ', dose: 'x' }))).toEqual(['not-a-number', 'incomplete', 'no-doses'])
  t.does(70, pat, 'order-as-needed', ondansetron)
  expect(codes(t.ask(71, pat, 'order-as-needed', ondansetron))).toEqual(['order-known'])
  expect(codes(t.ask(71, nina, 'give-drug', { orderId: 'other', dose: '4' }))).toEqual(['no-such-order'])
  expect(sentences(t.ask(71, nina, 'give-drug', { orderId: 'ond', dose: '4.1' }))).toBe('4.1 mg is more than the ordered 4 mg.')
  t.does(71, nina, 'give-drug', { orderId: 'ond', dose: '2' })
  t.does(75, noor, 'give-drug', { orderId: 'ond', dose: '4' })
  expect(codes(t.ask(76, nina, 'give-drug', { orderId: 'ond', dose: '1' }))).toEqual(['all-doses-given'])
  expect(t.s.drugs.map(({ drug, dose, by }) => [drug, dose, by.name])).toEqual([
    ['Ondansetron', '2', 'Nina Nurse'],
    ['Ondansetron', '4', 'Noor Nurse'],
  ])
})

test('a struck dose leaves room for the one that was really given', () => {
  const t = infusing()
  t.does(70, pat, 'order-as-needed', { ...ondansetron, maxDoses: 1 })
  const wrong = t.does(71, nina, 'give-drug', { orderId: 'ond', dose: '4' })
  t.does(72, nina, 'strike-entry', { entry: wrong, reason: 'not given after all' })
  t.does(73, nina, 'give-drug', { orderId: 'ond', dose: '4' })
})

test('an allergy known by name refuses the drug, an unknown allergy status is asked about', () => {
  const t = prepared()
  t.does(47, pat, 'order-as-needed', ondansetron)
  t.does(48, nina, 'review-allergies', { allergies: [{ substance: 'ONDANSETRON', reaction: 'hives' }], noneKnown: false })
  expect(sentences(t.ask(49, nina, 'give-drug', { orderId: 'ond', dose: '4' }))).toBe('Allergic to ONDANSETRON (hives): Ondansetron is not given.')
  const unasked = scheduled()
  unasked.does(6, pat, 'order-as-needed', ondansetron)
  unasked.does(40, nina, 'arrive', {})
  expect(codes(unasked.ask(41, nina, 'give-drug', { orderId: 'ond', dose: '4' }))).toEqual(['really:allergies'])
})

test('a late dose needs its reason, which stays with it', () => {
  const t = infusing()
  t.does(61, pat, 'order-as-needed', ondansetron)
  expect(codes(t.ask(62, nina, 'give-drug', { orderId: 'ond', dose: '4' }, { now: 90 }))).toEqual(['late-reason'])
  t.does(62, nina, 'give-drug', { orderId: 'ond', dose: '4', lateReason: 'emergency first' }, { now: 90 })
  expect(t.facts.at(-1)?.data).toMatchObject({ lateReason: 'emergency first' })
})
