import { expect, test } from 'vitest'
import type { Instant } from '../medicine/time.ts'
import { uuidv7 } from './uuid.ts'
import { age, ago, clock, date, elapsed, longDay, minutesSeconds } from './words.ts'

const at = (text: string) => text as Instant

test('a time is shown in the zone of the clinic', () => {
  expect(clock(at('2026-11-24T19:05:00.000Z'), 'America/New_York')).toBe('14:05')
  expect(longDay(at('2026-11-25T02:00:00.000Z'), 'America/New_York')).toBe('Tuesday 24 November')
  expect(date('1985-03-09')).toBe('9 Mar 1985')
})

test('a person is a year older on the birthday and not the day before', () => {
  expect(age('1985-11-24', at('2026-11-23T23:00:00.000Z'))).toBe(40)
  expect(age('1985-11-24', at('2026-11-24T00:00:00.000Z'))).toBe(41)
  expect(age('not a date', at('2026-11-24T00:00:00.000Z'))).toBeNull()
  expect(age('2030-01-02', at('2026-11-24T00:00:00.000Z'))).toBeNull()
})

test('elapsed time and countdowns never run below zero', () => {
  expect(minutesSeconds(130_900)).toBe('2:10')
  expect(minutesSeconds(3_730_000)).toBe('1:02:10')
  expect(minutesSeconds(-5_000)).toBe('0:00')
  expect(elapsed(at('2026-11-24T14:00:00.000Z'), at('2026-11-24T15:05:30.000Z'))).toBe('+1 h 05')
  expect(ago(at('2026-11-24T14:00:00.000Z'), at('2026-11-24T14:04:59.000Z'))).toBe('4 min ago')
})

test('ids made later sort later, and carry version 7', () => {
  const ids = [1_795_500_000_000, 1_795_500_000_001, 1_795_600_000_000].map(uuidv7)
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
