import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import { setToAccept, type Unconfirmed } from './set.ts'

const at = (clock: string) => `2026-11-24T${clock}:00.000Z` as Instant
const value = (quantity: Quantity, number: number, clock: string, device = 'D'): Unconfirmed => ({
  quantity,
  value: number,
  at: at(clock),
  device,
  message: `m-${clock}`,
  receivedAt: at(clock),
  standing: 'unverified',
  zone: 'stated',
})
// Minutes made up for the tests; the clinic's are in its protocol.
const fresh = { 'heart-rate': 6, spo2: 6, systolic: 15, diastolic: 15, 'mean-pressure': 15 }
const never = () => undefined
const left = (latest: readonly Unconfirmed[], confirmed: (q: Quantity) => Instant | undefined = never) =>
  Object.fromEntries(setToAccept(latest, confirmed, fresh, at('14:20')).left.map(({ quantity, why }) => [quantity, why]))

test('what is new and fresh makes a set, each value with its device, message and own moment', () => {
  const set = setToAccept([value('heart-rate', 71, '14:19'), value('systolic', 131, '14:12'), value('diastolic', 80, '14:12')], never, fresh, at('14:20'))
  expect(set.values).toEqual({ 'heart-rate': 71, systolic: 131, diastolic: 80 })
  expect(set.from.systolic).toEqual({ device: 'D', message: 'm-14:12', observedAt: at('14:12') })
  expect(set.left).toEqual([])
})

test('a value older than the time in which the next is due is no reading of this one, nor is one the protocol does not ask for', () => {
  expect(left([value('heart-rate', 71, '14:13'), value('temperature', 36.6, '14:20')])).toEqual({ 'heart-rate': 'stale', temperature: 'stale' })
})

test('what was taken once is not offered again; what came after it is', () => {
  const taken = (quantity: Quantity) => (quantity === 'spo2' ? at('14:18') : undefined)
  expect(left([value('spo2', 97, '14:18')], taken)).toEqual({ spo2: 'taken-already' })
  expect(left([value('spo2', 97, '14:19')], taken)).toEqual({})
})

test('a pressure is whole or not there: same cuff, same moment, systolic above diastolic', () => {
  expect(left([value('systolic', 131, '14:12')])).toEqual({ systolic: 'no-partner' })
  expect(left([value('systolic', 131, '14:12'), value('diastolic', 80, '14:15')])).toEqual({ systolic: 'no-partner', diastolic: 'no-partner' })
  expect(left([value('systolic', 131, '14:12'), value('diastolic', 80, '14:12', 'other')])).toEqual({ systolic: 'no-partner', diastolic: 'no-partner' })
  expect(left([value('systolic', 80, '14:12'), value('diastolic', 80, '14:12')])).toEqual({ systolic: 'contradicts', diastolic: 'contradicts' })
  expect(left([value('mean-pressure', 95, '14:12')])).toEqual({ 'mean-pressure': 'no-partner' })
})

test('where one of systolic and diastolic was taken already, the other is not offered alone', () => {
  const taken = (quantity: Quantity) => (quantity === 'systolic' ? at('14:12') : undefined)
  expect(left([value('systolic', 131, '14:12'), value('diastolic', 80, '14:12')], taken)).toEqual({ systolic: 'taken-already', diastolic: 'no-partner' })
})

test('a value of a moment still to come waits', () => {
  expect(left([value('spo2', 97, '14:21')])).toEqual({ spo2: 'ahead' })
})
