import { expect, test } from 'vitest'
import { age, part, quantitiesInWords, shortest, shown } from './figures.view.ts'

test('a decimal is rounded for reading and never turned into 0 when it is no number', () => {
  expect(shown('24.1049', 1)).toBe('24.1')
  expect(shown('', 1)).toBe('')
  expect(shown('abc', 1)).toBe('abc')
  expect(shortest('0.500')).toBe('0.5')
  expect(shortest('150.0')).toBe('150')
})

test('a part of nothing is unknown, and a part never passes the whole', () => {
  expect(part('3', '0')).toBeNull()
  expect(part('9', '36')).toBe(0.25)
  expect(part('40', '36')).toBe(1)
})

test('an age is one short word', () => {
  expect([age(12_400), age(240_000), age(7_300_000)]).toEqual(['12 s', '4 min', '2 h'])
})

test('what is due names the pressure once', () => {
  expect(quantitiesInWords(['systolic', 'diastolic', 'heart-rate', 'spo2'])).toBe('BP, HR and SpO₂')
})
