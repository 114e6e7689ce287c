import { expect, test } from 'vitest'
import type { GateId } from '../protocol/protocol.ts'
import { arrived, both, codes, minute, nina, order, pat, prepared, protocol, readied, script, sentences, type Telling } from './session.fixture.ts'
import { gates } from './session.ts'

const gate = (t: Telling, id: GateId, at: number) => gates(t.s, protocol, minute(at)).find((one) => one.id === id)
const pressure = (systolic: number, diastolic: number) => ({ values: { systolic, diastolic }, from: {} })

test('on arrival only the signed order is known; everything nobody asked is unknown, never met', () => {
  expect(gates(arrived().s, protocol, minute(41)).map(({ id, state }) => `${id} ${state}`)).toEqual([
    'order met',
    'identity unknown',
    'weight unknown',
    'fast unknown',
    'escort unknown',
    'blood-pressure unknown',
    'allergies unknown',
  ])
})

test('each open gate refuses "ready" with its own reason, and a ready session is checked again at the start', () => {
  expect(codes(arrived().ask(41, nina, 'ready', {}))).toHaveLength(6)
  const t = readied()
  t.does(58, nina, 'record-readings', pressure(150, 80), { confirmed: [] })
  expect(codes(t.ask(60, nina, 'start-infusion', { rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '100' }))).toEqual(['gate:blood-pressure'])
})

test('a weight that was stated, or is too far from the order’s, does not meet the gate', () => {
  const t = arrived()
  t.does(42, nina, 'record-weight', { value: '70', unit: 'kg', method: 'stated' })
  expect(gate(t, 'weight', 43)?.state).toBe('not-met')
  t.does(43, nina, 'record-weight', { value: '75.6', unit: 'kg', method: 'scale' })
  expect(gate(t, 'weight', 44)?.state).toBe('met')
  t.does(44, nina, 'record-weight', { value: '75.7', unit: 'kg', method: 'scale' }, { confirmed: ['really:weight'] })
  expect(gate(t, 'weight', 45)).toMatchObject({ state: 'not-met', why: expect.stringContaining('order was written for 70 kg') })
})

test('a newer order that waits for its signature closes the gate again', () => {
  const t = prepared()
  const newer = t.does(47, pat, 'write-order', { ...order, doseMgPerKg: '0.4' })
  expect(gate(t, 'order', 48)?.state).toBe('not-met')
  expect(t.s.order?.doseMgPerKg).toBe('0.5')
  t.does(48, pat, 'sign-order', { order: newer })
  expect(gate(t, 'order', 49)?.state).toBe('met')
  expect(t.s.order?.doseMgPerKg).toBe('0.4')
})

test.each([
  ['long ago', -400, -200, 'met', ''],
  ['food inside the window', -375, -200, 'not-met', 'met in 2 min'],
  ['drink inside the window', -500, -130, 'not-met', 'met in 7 min'],
])('the fast with %s is %s', (_, food, drink, state, says) => {
  const t = arrived()
  t.does(42, nina, 'answer-fast', { lastFood: minute(food), lastDrink: minute(drink) })
  expect(gate(t, 'fast', 43)).toMatchObject({ state, why: expect.stringContaining(says) })
})

test.each([
  [142, 92, 46, 'met'],
  [143, 80, 46, 'not-met'],
  [120, 93, 46, 'not-met'],
  [120, 80, 71, 'met'],
  [120, 80, 72, 'unknown'],
])('a pressure of %i/%i from minute 46 is, seen at minute %i, %s', (systolic, diastolic, at, state) => {
  const t = arrived()
  t.does(46, nina, 'record-readings', pressure(systolic, diastolic))
  expect(gate(t, 'blood-pressure', at)?.state).toBe(state)
})

test('a gate looked at as of a moment knows nothing later', () => {
  const t = prepared()
  t.does(48, nina, 'record-readings', pressure(150, 88))
  expect([47, 48].map((at) => gate(t, 'blood-pressure', at)?.state)).toEqual(['met', 'not-met'])
  t.does(49, pat, 'write-order', order)
  expect([48, 49].map((at) => gate(t, 'order', at)?.state)).toEqual(['met', 'not-met'])
})

test('a high pressure is accepted by a physician with a reason, and only that one', () => {
  const t = prepared()
  const high = t.does(47, nina, 'record-readings', pressure(150, 88))
  expect(codes(t.ask(48, nina, 'accept-pressure', { reading: high, reason: 'usual for her' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(48, pat, 'accept-pressure', { reading: high, reason: ' ' }))).toEqual(['reason'])
  t.does(48, pat, 'accept-pressure', { reading: high, reason: 'usual for her, benefit outweighs' })
  expect(gate(t, 'blood-pressure', 49)?.state).toBe('met')
  const higher = t.does(50, nina, 'record-readings', pressure(155, 88))
  expect(gate(t, 'blood-pressure', 51)?.state).toBe('not-met')
  expect(codes(t.ask(51, pat, 'accept-pressure', { reading: high, reason: 'as before' }))).toEqual(['not-that-pressure'])
  t.does(51, pat, 'accept-pressure', { reading: higher, reason: 'still fine' })
  t.does(52, nina, 'ready', {})
})

test('a pressure within the limits needs no decision', () => {
  expect(codes(prepared().ask(48, pat, 'accept-pressure', { reading: 'x', reason: 'y' }))).toEqual(['nothing-to-accept'])
})

test.each([
  [{ allergies: [], noneKnown: true }, 'met'],
  [{ allergies: [{ substance: 'Latex' }], noneKnown: false }, 'met'],
  [{ allergies: [{ substance: 'ketamine hydrochloride' }], noneKnown: false }, 'not-met'],
])('allergies %j make the gate %s', (answer, state) => {
  const t = arrived()
  t.does(45, nina, 'review-allergies', answer)
  expect(gate(t, 'allergies', 46)?.state).toBe(state)
})

test.each([
  [{ allergies: [], noneKnown: false }, 'no-answer'],
  [{ allergies: [{ substance: 'Latex' }], noneKnown: true }, 'contradiction'],
  [{ allergies: [{ substance: ' ' }], noneKnown: false }, 'no-substance'],
])('an allergy answer %j is no answer', (answer, code) => {
  expect(codes(arrived().ask(45, nina, 'review-allergies', answer))).toEqual([code])
})

test('one sign of identity is not enough', () => {
  expect(codes(arrived().ask(41, nina, 'confirm-identity', { checked: ['name'] }))).toEqual(['one-sign-only'])
  expect(codes(arrived().ask(41, nina, 'confirm-identity', { checked: ['name', 'name'] }))).toEqual(['one-sign-only'])
})

test('an override needs the right role, a reason and an open gate, and stays visible', () => {
  const t = arrived()
  expect(codes(t.ask(42, nina, 'override-gate', { gate: 'escort', reason: 'taxi with nurse' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(42, pat, 'override-gate', { gate: 'escort', reason: '' }))).toEqual(['reason'])
  expect(codes(t.ask(42, pat, 'override-gate', { gate: 'identity', reason: 'I know her' }))).toEqual(['not-overridable'])
  expect(codes(t.ask(42, pat, 'override-gate', { gate: 'order', reason: 'fine' }))).toEqual(['nothing-to-override'])
  expect(codes(t.ask(42, script, 'override-gate', { gate: 'escort', reason: 'fine' }))).toEqual(['in-person'])
  t.does(42, pat, 'override-gate', { gate: 'escort', reason: 'nurse drives her home' })
  expect(gate(t, 'escort', 43)).toMatchObject({ state: 'overridden', why: expect.stringContaining('Pat Physician: nurse drives her home') })
  t.does(44, nina, 'name-escort', { name: 'Eva', phone: '555', relation: 'sister' })
  expect(gate(t, 'escort', 45)).toMatchObject({ state: 'met', why: expect.stringContaining('Overridden by Pat Physician') })
})

test('the protocol says who may override: the fast also a nurse', () => {
  const t = arrived()
  t.does(42, nina, 'override-gate', { gate: 'fast', reason: 'asked, sip of water' })
  expect(gate(t, 'fast', 43)?.state).toBe('overridden')
})

test('an override stands for what was known: a newer value that is still not met is judged again', () => {
  const t = prepared()
  t.does(47, nina, 'record-readings', pressure(150, 88))
  t.does(47, both, 'override-gate', { gate: 'blood-pressure', reason: 'nervous' })
  expect(gate(t, 'blood-pressure', 49)?.state).toBe('overridden')
  t.does(50, nina, 'record-readings', pressure(172, 100))
  expect(gate(t, 'blood-pressure', 51)).toMatchObject({ state: 'not-met', why: expect.stringContaining('Something newer is known since') })
})

test('the sentence of a refusal says why and what would help', () => {
  const t = prepared()
  t.does(47, nina, 'record-readings', pressure(150, 88))
  expect(sentences(t.ask(50, nina, 'ready', {}))).toBe(
    'Check of blood-pressure: not met. 150/88 mmHg is above 142/92: a physician’s documented decision is needed.',
  )
})
