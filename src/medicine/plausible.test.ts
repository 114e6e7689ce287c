import { expect, test } from 'vitest'
import { fitsDigits, plausibility, pressureProblems } from './plausible.ts'

// Ranges made up for the test.
const range = { possible: { min: 20, max: 300 }, usual: { min: 45, max: 160 } }

test.each([
  [19, 'impossible'],
  [20, 'unusual'],
  [44, 'unusual'],
  [45, 'usual'],
  [160, 'usual'],
  [161, 'unusual'],
  [300, 'unusual'],
  [301, 'impossible'],
  [Number.NaN, 'impossible'],
  [Number.POSITIVE_INFINITY, 'impossible'],
])('%d is %s', (value, verdict) => {
  expect(plausibility(value, range)).toBe(verdict)
})

test('whole numbers for whole quantities, tenths for a temperature', () => {
  expect([fitsDigits(88, 0), fitsDigits(88.5, 0), fitsDigits(36.6, 1), fitsDigits(36.66, 1)]).toEqual([true, false, true, false])
})

test('a systolic at or under the diastolic is refused, and the message gives both numbers', () => {
  expect(pressureProblems({ systolic: 80, diastolic: 120 })[0]?.message).toContain('(80) must be higher than the diastolic (120)')
  expect(pressureProblems({ systolic: 90, diastolic: 90 }).map(({ code }) => code)).toEqual(['pressure-order'])
})

test('a mean outside its two pressures is refused', () => {
  expect(pressureProblems({ systolic: 120, diastolic: 80, 'mean-pressure': 121 }).map(({ code }) => code)).toEqual(['mean-above-systolic'])
  expect(pressureProblems({ systolic: 120, diastolic: 80, 'mean-pressure': 79 }).map(({ code }) => code)).toEqual(['mean-below-diastolic'])
})

test('a sound triple and what was not measured are not faulted', () => {
  expect(pressureProblems({ systolic: 120, diastolic: 80, 'mean-pressure': 93 })).toEqual([])
  expect(pressureProblems({ systolic: 120 })).toEqual([])
  expect(pressureProblems({})).toEqual([])
})
