import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, fraction, minus, over, parseDecimal, plus, text, times, whole } from './exact.ts'
import { isPositive, kg, NoQuantity, rateOfPump, shown, shownShort } from './units.ts'

test.each(['0', '-5', '', ' 72', '72,4', '7e1', 'NaN', 'Infinity', '72.', '.5', '1234567890'])('a weight of "%s" kg is refused', (typed) => {
  expect(() => kg(typed)).toThrow(NoQuantity)
  expect(isPositive(typed)).toBe(false)
})

test('a pump may stand at 0 mL/h', () => {
  expect(text(rateOfPump('0'))).toBe('0')
})

test('for the eye the half goes up; the text itself is kept elsewhere', () => {
  expect([shown('0.125', 2), shown('36.2', 2), shownShort('36.20', 2), shownShort('40.004', 2)]).toEqual(['0.13', '36.20', '36.2', '40'])
})

test('a computed amount with thirty digits is shown rounded, not as it stands', () => {
  expect([shown('36.1866666666666666666666666667', 2), shownShort('90.4666666666666666666666666667', 1)]).toEqual(['36.19', '90.5'])
})

test('what is no decimal is shown as it stands', () => {
  expect(shown('about 70', 1)).toBe('about 70')
})

test('a decimal text comes back as the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999_999 }), (left, right) => {
      const typed = `${left}.${String(right).padStart(9, '0')}`
      expect(parseDecimal(text(whole(typed)))?.eq(typed)).toBe(true)
    }),
  )
})

test('fractions add, subtract and divide without loss', () => {
  const [a, b] = [fraction<'mg'>(1, 3), fraction<'mg'>(2, 7)]
  expect(compare(minus(plus(a, b), b), a)).toBe(0)
  expect(compare(times<'mg'>(over(a, b), b), a)).toBe(0)
})
