import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import type { Protocol } from '../../../protocol/protocol.ts'
import { cleaned, enteredSet, fieldsShown, finished, nextField, type Offered, offerState, pressureTogether } from './entry.view.ts'

const num = <U extends string>(value: number, unit: U) => ({ value, unit, source: 'made up for the test', confirmed: true })
const bounds = (quantity: string, min: number, max: number) => ({
  quantity,
  possible: { min: num(min, ''), max: num(max, '') },
  usual: { min: num(min, ''), max: num(max, '') },
})
const protocol = {
  plausible: [bounds('heart-rate', 20, 250), bounds('spo2', 50, 100), bounds('respiratory-rate', 0, 60)],
} as unknown as Protocol
const at = (time: string) => `2026-11-24T${time}:00.000Z` as Instant
const offered = (value: number, time: string): Offered => ({ value, source: { device: 'monitor 3', message: 'm7', observedAt: at(time) } })

test.each([
  ['heart-rate', '8', false],
  ['heart-rate', '88', true],
  ['heart-rate', '13', false],
  ['heart-rate', '138', true],
  ['spo2', '9', false],
  ['spo2', '97', true],
  ['spo2', '10', false],
  ['spo2', '100', true],
  ['respiratory-rate', '8', true],
  ['respiratory-rate', '6', false],
  ['respiratory-rate', '0', true],
  ['temperature', '36', false],
] as const)('%s "%s" moves on by itself: %s', (q, text, moves) => {
  expect(finished(q, text, protocol)).toBe(moves)
})

test('only digits enter a field, and a point only where the quantity has decimals', () => {
  expect(cleaned('heart-rate', '8a8.5')).toBe('885')
  expect(cleaned('temperature', '36,75')).toBe('36.7')
})

test('a typed value overrides the monitor and loses its source', () => {
  const set = enteredSet({ spo2: '96' }, { spo2: offered(98, '14:00'), 'heart-rate': offered(88, '14:00') })
  expect(set.values).toEqual({ spo2: 96, 'heart-rate': 88 })
  expect(set.from).toEqual({ 'heart-rate': offered(88, '14:00').source })
})

test('a missing value stays missing', () => {
  expect(enteredSet({ spo2: ' ' }, {}).values).toEqual({})
})

test('a hand-typed systolic does not mix with the diastolic of another measurement, nor does half a measurement stand alone', () => {
  const offer = { systolic: offered(138, '14:00'), diastolic: offered(86, '14:00'), spo2: offered(97, '14:00') }
  expect(Object.keys(pressureTogether({ systolic: '150' }, offer))).toEqual(['spo2'])
  expect(Object.keys(pressureTogether({}, { diastolic: offer.diastolic, spo2: offer.spo2 }))).toEqual(['spo2'])
  expect(pressureTogether({}, offer)).toBe(offer)
})

test('a value is offered once, not when it is older than its rhythm, and not where nobody asked for it', () => {
  expect(offerState(offered(88, '14:00'), undefined, 10, at('14:05'))).toBe('fresh')
  expect(offerState(offered(88, '14:00'), undefined, 10, at('14:11'))).toBe('old')
  expect(offerState(offered(88, '14:00'), at('14:00'), 10, at('14:05'))).toBe('taken')
  expect(offerState(offered(37, '14:00'), undefined, undefined, at('14:05'))).toBe('old')
})

test('what is due besides the usual set gets a field of its own', () => {
  expect(fieldsShown(['nausea'], {}, false)).toContain('nausea')
  expect(fieldsShown([], {}, false)).not.toContain('pain')
})

test('the next field is always the neighbour, and nothing follows the last', () => {
  expect(nextField('heart-rate', ['heart-rate', 'systolic', 'spo2'])).toBe('systolic')
  expect(nextField('spo2', ['heart-rate', 'spo2'])).toBeNull()
})
