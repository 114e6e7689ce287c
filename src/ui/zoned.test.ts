import { expect, test } from 'vitest'
import type { Instant } from '../medicine/time.ts'
import { atWall, wallOf } from './zoned.ts'

const newYork = 'America/New_York'

test('the wall of the clinic and the moment lead to each other, in summer and in winter', () => {
  for (const at of ['2026-07-01T14:05:00.000Z', '2026-11-24T03:30:00.000Z', '2026-12-31T23:59:00.000Z'] as Instant[])
    for (const zone of [newYork, 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC']) {
      const { date, time } = wallOf(at, zone)
      expect(atWall(date, time, zone)).toBe(at)
    }
})

test('a time skipped in spring is an hour later; one that comes twice in autumn is the first', () => {
  expect(atWall('2026-03-08', '02:30', newYork)).toBe('2026-03-08T07:30:00.000Z')
  expect(atWall('2026-11-01', '01:30', newYork)).toBe('2026-11-01T05:30:00.000Z')
})

test('what is no date or time is no moment', () => {
  expect(atWall('', '10:00', newYork)).toBeNull()
  expect(atWall('2026-13-40', '10:00', newYork)).toBeNull()
  expect(atWall('2026-11-24', '25:00', newYork)).toBeNull()
})
