import { expect, test } from 'vitest'
import { age, part, quantitiesInWords, setInWords, shortest, shown } from './figures.view.ts'

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

test('a set is read with its pressure as one value after the heart rate', () => {
  expect(setInWords({ 'heart-rate': 88, systolic: 138, diastolic: 86, spo2: 97 })).toBe('HR 88 /min · BP 138/86 mmHg · SpO₂ 97 %')
  expect(setInWords({ systolic: 138, moaas: 4 })).toBe('BP 138/– mmHg · MOAA/S 4')
})

test('what is due names the pressure once', () => {
  expect(quantitiesInWords(['systolic', 'diastolic', 'heart-rate', 'spo2'])).toBe('BP, HR and SpO₂')
})
