import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Instant, instant, msOf, parseInstant } from './time.ts'

test.each([
  ['2026-11-24T14:05:00.000Z', '2026-11-24T14:05:00.000Z'],
  ['2026-11-24T09:05:00-05:00', '2026-11-24T14:05:00.000Z'],
  ['2026-11-24T14:05Z', '2026-11-24T14:05:00.000Z'],
  ['2024-02-29T23:59:59.999123Z', '2024-02-29T23:59:59.999Z'],
  ['2026-11-24T24:00:00.000Z', '2026-11-25T00:00:00.000Z'],
])('%s is read as %s', (text, at) => {
  expect(parseInstant(text)).toBe(at)
})

test.each([
  '2026-02-30T10:00:00.000Z',
  '2026-02-30T10:00Z',
  '2026-11-24T14:05:00',
  '2026-13-01T00:00Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:00-05:00',
  'now',
  '',
])('"%s" is no moment', (text) => {
  expect(parseInstant(text)).toBeNull()
})

test('every moment of these centuries comes back as it is, and sorts as text', () => {
  const ms = fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(2300, 0) })
  fc.assert(
    fc.property(ms, ms, (a, b) => {
      const [x, y]: [Instant, Instant] = [instant(a), instant(b)]
      expect(parseInstant(x)).toBe(x)
      expect(msOf(x)).toBe(a)
      expect(x < y).toBe(a < b)
    }),
  )
})
