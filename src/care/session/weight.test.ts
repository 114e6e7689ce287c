import { expect, test } from 'vitest'
import { arrived, codes, nina, order, pat, scheduled, sentences } from './session.fixture.ts'

const weigh = (value: string, unit: string, chartWeightKg?: string) =>
  arrived().ask(42, nina, 'record-weight', { value, unit, method: 'scale' }, chartWeightKg ? { chartWeightKg } : {})

test.each([
  ['70', 'kg', undefined, 'accepted', []],
  ['154', 'lb', undefined, 'refused', ['not-kg']],
  ['70000', 'g', undefined, 'refused', ['not-kg']],
  ['70', 'KG', undefined, 'refused', ['not-kg']],
  ['154.3', 'kg', '70', 'refused', ['looks-like-pounds']],
  ['148', 'kg', '70', 'refused', ['looks-like-pounds']],
  ['84', 'kg', '70', 'ask', ['really:weight']],
  ['24.9', 'kg', undefined, 'refused', ['impossible']],
  ['301', 'kg', undefined, 'refused', ['impossible']],
  ['39', 'kg', '39', 'ask', ['really:weight']],
  ['165', 'kg', '160', 'ask', ['really:weight']],
  ['70,5', 'kg', undefined, 'refused', ['not-a-number']],
  ['0', 'kg', undefined, 'refused', ['not-a-number']],
  ['-70', 'kg', undefined, 'refused', ['not-a-number']],
  ['1e2', 'kg', undefined, 'refused', ['not-a-number']],
])('%s %s with a known weight of %s is %s', (value, unit, chart, kind, expected) => {
  const decision = weigh(value, unit, chart)
  expect(decision.kind).toBe(kind)
  expect(codes(decision)).toEqual(expected)
})

test('pounds are said in kg for information, and never taken over by themselves', () => {
  expect(sentences(weigh('154', 'lb'))).toContain('154 lb would be 69.9 kg')
  expect(sentences(weigh('154', 'kg', '70'))).toContain('154 lb would be 69.9 kg')
})

test('without a chart weight the order’s weight shows up a slip of the unit', () => {
  expect(codes(weigh('154', 'kg'))).toEqual(['looks-like-pounds'])
})

test('"really?" is answered once, and then the weight stands', () => {
  const t = arrived()
  t.does(42, nina, 'record-weight', { value: '84', unit: 'kg', method: 'scale' }, { chartWeightKg: '70', confirmed: ['really:weight'] })
  expect(t.s.weight?.kg).toBe('84')
})

test('an order’s weight is held to the same rules', () => {
  const ask = (weightKg: string) => scheduled().ask(6, pat, 'write-order', { ...order, weightKg }, { chartWeightKg: '70' })
  expect(codes(ask('154'))).toEqual(['looks-like-pounds'])
  expect(codes(ask('700'))).toEqual(['impossible'])
  expect(ask('71').kind).toBe('accepted')
})
