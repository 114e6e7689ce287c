import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import { asClock, lastTime } from './clockTime.view.ts'

const now = '2026-11-24T19:05:41.000Z' as Instant // 14:05 in New York

test('a time earlier today is today, a time later than now was yesterday', () => {
  expect(lastTime('13:50', '14:05', now)).toBe('2026-11-24T18:50:00.000Z')
  expect(lastTime('22:30', '14:05', now)).toBe('2026-11-24T03:30:00.000Z')
  expect(lastTime('14:05', '14:05', now)).toBe('2026-11-24T19:05:00.000Z')
})

test('what is no clock time is no moment', () => {
  expect(lastTime('25:00', '14:05', now)).toBeNull()
  expect(lastTime('', '14:05', now)).toBeNull()
})

test.each([
  ['1405', '14:05'],
  ['14:05', '14:05'],
  ['9:30', '09:30'],
  ['14', '14'],
  ['140', '14:0'],
  ['2561', '2'],
  ['1460', '1'],
  ['', ''],
])('typing "%s" reads %s', (typed, shown) => {
  expect(asClock(typed)).toBe(shown)
})
