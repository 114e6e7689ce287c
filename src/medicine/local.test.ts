import { expect, test } from 'vitest'
import { ageAt, calendarDay, clock, clockOf, dateWords, elapsed, endOfDay, zoneAt } from './local.ts'
import type { Instant } from './time.ts'

const afternoon = '2026-11-24T19:05:00.000Z' as Instant

test('a moment reads as the clinic saw it', () => {
  expect([clock(afternoon, 'America/New_York'), clock(afternoon, 'UTC'), clock(afternoon, 'Asia/Kolkata')]).toEqual(['14:05', '19:05', '00:35'])
  expect([calendarDay(afternoon, 'America/New_York'), calendarDay(afternoon, 'Asia/Kolkata')]).toEqual(['24 November 2026', '25 November 2026'])
})

test('midnight is 00, not 24', () => {
  expect(clock('2026-11-24T00:00:00.000Z' as Instant, 'UTC')).toBe('00:00')
})

test('the zone is named with its offset of that day', () => {
  expect(zoneAt(afternoon, 'America/New_York')).toBe('America/New_York (UTC-05:00)')
  expect(zoneAt('2026-07-01T12:00:00.000Z' as Instant, 'America/New_York')).toBe('America/New_York (UTC-04:00)')
  expect(zoneAt(afternoon, 'UTC')).toBe('UTC')
})

test('a time on another day than the session says which', () => {
  const late = '2026-11-25T06:10:00.000Z' as Instant
  expect([clockOf(afternoon, afternoon, 'America/New_York'), clockOf(late, afternoon, 'America/New_York')]).toEqual(['14:05', '25 November 01:10'])
})

test('minutes since the start are whole and carry their sign', () => {
  expect([elapsed(afternoon, '2026-11-24T19:28:59.000Z' as Instant), elapsed(afternoon, '2026-11-24T18:55:00.000Z' as Instant)]).toEqual(['+23 min', '-10 min'])
})

test('age turns on the birthday of the clinic’s calendar', () => {
  const justAfterMidnight = '2026-03-05T04:30:00.000Z' as Instant
  expect([ageAt('1985-03-05', justAfterMidnight, 'UTC'), ageAt('1985-03-05', justAfterMidnight, 'America/New_York')]).toEqual([41, 40])
  expect([ageAt('', afternoon, 'UTC'), ageAt('2030-01-01', afternoon, 'UTC')]).toEqual([null, null])
})

test('a birth date has no zone to move it', () => {
  expect([dateWords('1985-03-04'), dateWords('unknown')]).toEqual(['4 March 1985', 'unknown'])
})

test.each([
  ['2026-11-24T14:00:00.000Z', 'America/New_York', '2026-11-25T05:00:00.000Z'],
  // The day of 25 hours, from its first minute, and the day of 23.
  ['2026-11-01T04:00:00.000Z', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-03-08T05:00:00.000Z', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2026-11-24T14:00:59.999Z', 'Asia/Kathmandu', '2026-11-24T18:15:00.000Z'],
])('the day of %s in %s ends at %s', (at, zone, ends) => expect(endOfDay(at as Instant, zone)).toBe(ends))
