import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import { nearest, stepped } from './readout.view.ts'

const sets = ['14:00', '14:10', '14:20'].map((time) => ({ at: `2026-11-24T${time}:00.000Z` as Instant }))
const second = (time: string) => Date.parse(`2026-11-24T${time}:00.000Z`) / 1000

test('a tap picks the nearest set within reach, and nothing in the empty', () => {
  expect(nearest(sets, second('14:08'), 300)).toBe(sets[1])
  expect(nearest(sets, second('14:05'), 60)).toBeNull()
  expect(nearest([], second('14:05'), 600)).toBeNull()
})

test('keys step from set to set and stay at the ends', () => {
  expect(stepped(sets, null, -1)).toBe(sets[2])
  expect(stepped(sets, sets[2] ?? null, -1)).toBe(sets[1])
  expect(stepped(sets, sets[2] ?? null, 1)).toBe(sets[2])
  expect(stepped([], null, 1)).toBeNull()
})
