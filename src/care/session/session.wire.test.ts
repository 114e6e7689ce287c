import { describe, expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { readingsExample, scheduleExample } from './session.examples.wire.ts'
import type { SessionOrder } from './session.types.ts'
import { type commandData, scheduleCommand, sessionCommand } from './session.wire.ts'

const head = { id: '019ab0c4-7d3e-7000-8000-000000000021', at: '2026-11-25T15:20:00.000Z' }
const entry = '019ab0c4-7d3e-7000-8000-000000000022'
const readings = (data: object) => sessionCommand.safeParse({ ...head, type: 'record-readings', data: { values: {}, from: {}, ...data } })

test('the schemas say neither more nor less than the types of the commands', () => {
  type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T
  type Wire = { [T in keyof typeof commandData]: Mutable<z.output<(typeof commandData)[T]>> }
  type Domain = { [T in Exclude<SessionOrder['type'], 'keep-samples'>]: Mutable<Extract<SessionOrder, { type: T }>['data']> }
  expectTypeOf<keyof Wire>().toEqualTypeOf<keyof Domain>()
  expectTypeOf<Omit<Domain, 'replace-entry'>>().toExtend<Omit<Wire, 'replace-entry'>>()
  expectTypeOf<Wire>().toExtend<Domain>()
})

test('the examples of the interface are commands', () => {
  expect(sessionCommand.parse(readingsExample)).toEqual(readingsExample)
  expect(scheduleCommand.parse(scheduleExample)).toEqual(scheduleExample)
})

test('a moment with a zone is brought to the one form, also inside the data', () => {
  const fast = { lastFood: '2026-11-24T22:00:00-05:00', lastDrink: '2026-11-25T07:00:00-05:00' }
  expect(sessionCommand.parse({ ...head, at: '2026-11-25T10:20:00-05:00', type: 'answer-fast', data: fast })).toEqual({
    ...head,
    type: 'answer-fast',
    data: { lastFood: '2026-11-25T03:00:00.000Z', lastDrink: '2026-11-25T12:00:00.000Z' },
  })
})

describe.each<[string, object]>([
  ['a key that nobody reads', { values: { systolic: 142 }, remark: 'left arm' }],
  ['a quantity that nobody knows', { values: { 'blood-sugar': 5 } }],
  ['a number as text', { values: { systolic: '142' } }],
  ['a number without end', { values: { systolic: Number.POSITIVE_INFINITY } }],
  ['a NUL character', { lateReason: 'a\u0000b' }],
  ['half a character', { lateReason: '\ud83d' }],
  ['words without end', { lateReason: 'x'.repeat(4001) }],
  ['an explicit nothing', { lateReason: null }],
])('%s', (_, data) => {
  test('is refused', () => {
    expect(readings(data).success).toBe(false)
  })
})

test.each(['0.5', '150', '000.50'])('%s is a decimal number', (doseMgPerKg) => {
  expect(sessionCommand.safeParse({ ...head, type: 'resume', data: { rateMlPerHour: doseMgPerKg } }).success).toBe(true)
})
test.each(['', '.5', '5.', '1e3', '-2', '0,5', ' 2', '1234567890', 'NaN', '٣'])('"%s" is no decimal number', (rateMlPerHour) => {
  expect(sessionCommand.safeParse({ ...head, type: 'resume', data: { rateMlPerHour } }).success).toBe(false)
})

test('the data of a correction has the shape of the entry it corrects', () => {
  const replace = (type: string, data: object) =>
    sessionCommand.safeParse({ ...head, type: 'replace-entry', data: { entry, type, data, at: head.at, reason: 'typing mistake' } })
  expect(replace('weight-measured', { kg: '70.2', method: 'scale' }).success).toBe(true)
  expect(replace('weight-measured', { grams: '70200', method: 'scale' }).success).toBe(false)
  expect(replace('patient-arrived', {}).success).toBe(false)
})

test('samples come from bedside devices, not through this door', () => {
  expect(sessionCommand.safeParse({ ...head, type: 'keep-samples', data: { device: 'M1', samples: [] } }).success).toBe(false)
})

test('an id in capitals is the same id', () => {
  expect(sessionCommand.parse({ ...head, id: head.id.toUpperCase(), type: 'arrive', data: {} }).id).toBe(head.id)
})
