import { expect, test } from 'vitest'
import { currentVersion, type Upcasters, upcast } from './upcast.ts'

/** Weights were once in pounds, then in kg as numbers, now in kg as exact text with how they were measured. */
const upcasters: Upcasters = {
  'weight-measured': [({ pounds }: { pounds: number }) => ({ kg: pounds * 0.45359237 }), ({ kg }: { kg: number }) => ({ kg: kg.toFixed(1), method: 'scale' })],
}

test('a fact of the first version takes every step to today', () => {
  expect(upcast(upcasters, 'weight-measured', 1, { pounds: 154 })).toEqual({ kg: '69.9', method: 'scale' })
})

test('a fact of the second version takes the second step alone', () => {
  expect(upcast(upcasters, 'weight-measured', 2, { kg: 70.04 })).toEqual({ kg: '70.0', method: 'scale' })
})

test("a fact in today's version is read as it is", () => {
  const data = { kg: '70', method: 'stated' }
  expect(currentVersion(upcasters, 'weight-measured')).toBe(3)
  expect(upcast(upcasters, 'weight-measured', 3, data)).toBe(data)
})

test('a type without steps is in version 1, whatever it is called', () => {
  expect(currentVersion(upcasters, 'constructor')).toBe(1)
  expect(upcast(upcasters, 'toString', 1, 2)).toBe(2)
})

test('a fact written by a newer Waymark is not guessed at', () => {
  expect(() => upcast(upcasters, 'weight-measured', 4, {})).toThrow(/newer/)
})
