import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { digestOf, hashOf, NOTHING_BEFORE, sealedText } from './chain.ts'
import { at, nurse } from './journal.fixture.ts'
import type { Placed } from './journal.ts'
import { eventId, isUuid, uuid7 } from './uuid7.ts'

const event: Placed = {
  clinic: '0193a000-0000-7000-8000-000000000001',
  stream: { kind: 'session', id: 's1' },
  seq: 3,
  id: '0193a000-0000-7000-8000-000000000002',
  type: 'readings-recorded',
  version: 2,
  data: { values: { systolic: 142 } },
  at,
  recordedAt: at,
  by: nurse,
  via: { device: 'd1' },
  corrects: '0193a000-0000-7000-8000-000000000003',
}
const seal = (change: Partial<Placed>) => hashOf(NOTHING_BEFORE, sealedText({ ...event, ...change } as Placed)).toString('hex')

test('every part of an event is under its hash', () => {
  const other = '0193a000-0000-7000-8000-00000000000f'
  const later = '2026-11-24T14:05:00.001Z' as Instant
  const changes: Partial<Placed>[] = [
    { clinic: other },
    { stream: { kind: 'course', id: 's1' } },
    { stream: { kind: 'session', id: 's2' } },
    { seq: 4 },
    { id: other },
    { type: 'discharged' },
    { version: 3 },
    { data: { values: { systolic: 143 } } },
    { at: later },
    { recordedAt: later },
    { by: { ...nurse, name: 'Somebody Else' } as Placed['by'] },
    { via: {} },
    { corrects: other },
  ]
  const hashes = new Set([seal({}), ...changes.map(seal)])
  expect(hashes.size).toBe(changes.length + 1)
  expect(new Set(changes.flatMap(Object.keys))).toEqual(new Set(Object.keys(event)))
})

test('the hash of an event holds the hash before it', () => {
  const text = sealedText(event)
  expect(hashOf(hashOf(NOTHING_BEFORE, 'a'), text)).not.toEqual(hashOf(hashOf(NOTHING_BEFORE, 'b'), text))
})

test('the hash is what any other SHA-256 gives for the bytes that the decision record names', () => {
  // python3 -c "import hashlib; print(hashlib.sha256(bytes(32) + b'abc').hexdigest())"
  expect(hashOf(NOTHING_BEFORE, 'abc').toString('hex')).toBe('365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370')
})

test.each([
  '2026-02-30T10:00:00.000Z',
  '2026-11-31T10:00:00.000Z',
  '2026-02-28T24:00:00.000Z',
  '2026-11-24T14:05:00Z',
  '0000-01-01T00:00:00.000Z',
  'yesterday',
])('%s is no moment to keep', (text) => {
  expect(() => seal({ at: text as Instant })).toThrow(/no moment/)
})

test('every real moment is one, on every day of a month', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      expect(() => seal({ at: date.toISOString() as Instant })).not.toThrow()
    }),
  )
})

test('a UUID in another spelling would not hash to the same, and is refused', () => {
  expect(() => seal({ id: event.id.toUpperCase() })).toThrow(/lower case/)
})

test('a digest tells content and stream apart', () => {
  const digests = [
    digestOf({ kind: 'session', id: 'a' }, { n: 2 }),
    digestOf({ kind: 'session', id: 'b' }, { n: 2 }),
    digestOf({ kind: 'session', id: 'a' }, { n: 3 }),
  ]
  expect(new Set(digests.map(String)).size).toBe(3)
})

test('ids sort by the time they were made and are version 7', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), (ms) => {
      const [early, late] = [uuid7(ms), uuid7(ms + 1)]
      expect(early < late && isUuid(early) && early[14] === '7' && '89ab'.includes(early[19] ?? '')).toBe(true)
    }),
  )
})

test('the events of a command have ids of their own, the same every time, made at the same moment', () => {
  const command = uuid7()
  const ids = Array.from({ length: 50 }, (_, n) => eventId(command, n))
  expect(ids[0]).toBe(command)
  expect(new Set(ids).size).toBe(50)
  expect(ids).toEqual(ids.map((_, n) => eventId(command, n)))
  expect(ids.every((id) => isUuid(id) && id.slice(0, 13) === command.slice(0, 13) && id[14] === '7')).toBe(true)
})
