import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PadKey, padKeyOf, typed } from './typed.ts'

const keys = (...pressed: PadKey[]) => pressed.reduce((text, key) => typed(text, key, { decimals: 1, digits: 3 }), '')

test('digits and one point make a number as it is spoken', () => {
  expect(keys('1', '3', '8')).toBe('138')
  expect(keys('3', '6', '.', '6')).toBe('36.6')
  expect(keys('.', '5')).toBe('0.5')
})

test('what cannot be meant changes nothing', () => {
  expect(keys('1', '3', '8', '6')).toBe('138')
  expect(keys('3', '.', '.', '6', '7')).toBe('3.6')
  expect(keys('0', '7')).toBe('7')
  expect(typed('12', '.', { decimals: 0, digits: 3 })).toBe('12')
})

test('one back, all away', () => {
  expect(keys('1', '3', 'back', '2')).toBe('12')
  expect(keys('1', '3', 'clear')).toBe('')
})

test('whatever is pressed, the text is empty or a number in the making', () => {
  const anyKeys = fc.array(fc.constantFrom<PadKey>('0', '1', '5', '9', '.', 'back', 'clear', 'enter'), { maxLength: 20 })
  fc.assert(fc.property(anyKeys, (pressed) => /^$|^(0|[1-9]\d{0,2})(\.\d?)?$/.test(keys(...pressed))))
})

test('the keyboard has the same keys, a comma is a point', () => {
  expect(['7', ',', 'Backspace', 'Enter', 'x', 'F1'].map(padKeyOf)).toEqual(['7', '.', 'back', 'enter', null, null])
})
