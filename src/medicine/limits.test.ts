import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterValue, isBeyond, isCleared, isSound, type LimitRule, type LimitState } from './limits.ts'

// Numbers made up for the test.
const high: LimitRule = { side: 'above', at: 180, clearBy: 170 }
const low: LimitRule = { side: 'below', at: 92, clearBy: 94 }
function run(values: readonly number[], rule: LimitRule): LimitState[] {
  const seen: LimitState[] = []
  for (const value of values) seen.push(afterValue(seen.at(-1) ?? 'inside', value, rule))
  return seen
}

test('a value at the limit is beyond it, one short of it is not', () => {
  expect(run([179, 180], high)).toEqual(['inside', 'beyond'])
  expect(run([93, 92], low)).toEqual(['inside', 'beyond'])
})

test('after an alert a value a little better is still beyond; only the clearing value ends it', () => {
  expect(run([182, 179, 171, 170], high)).toEqual(['beyond', 'beyond', 'beyond', 'inside'])
  expect(run([91, 93, 94], low)).toEqual(['beyond', 'beyond', 'inside'])
})

test('values between clearing and alerting alone never alert', () => {
  expect(run([171, 179, 175], high)).toEqual(['inside', 'inside', 'inside'])
})

const rule = fc
  .record({ side: fc.constantFrom('above' as const, 'below' as const), at: fc.integer({ min: 40, max: 220 }), gap: fc.integer({ min: 1, max: 40 }) })
  .map(({ side, at, gap }): LimitRule => ({ side, at, clearBy: side === 'above' ? at - gap : at + gap }))
const values = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 })

test('in a sound rule no value is both beyond and cleared', () => {
  fc.assert(
    fc.property(rule, fc.integer({ min: 0, max: 300 }), (r, value) => {
      expect(isSound(r)).toBe(true)
      expect(isBeyond(value, r) && isCleared(value, r)).toBe(false)
    }),
  )
})

test('values that wander less than the gap change the state at most once', () => {
  fc.assert(
    fc.property(rule, fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 40 }), (r, wander) => {
      const gap = Math.abs(r.at - r.clearBy)
      const towards = r.side === 'above' ? -1 : 1
      const seen = run(
        wander.map((part) => r.at + towards * gap * part),
        r,
      )
      expect(seen.filter((state, i) => i > 0 && state !== seen[i - 1]).length).toBeLessThanOrEqual(1)
    }),
  )
})

test('the state after a value does not depend on more than the state before it', () => {
  fc.assert(
    fc.property(rule, values, values, (r, before, after) => {
      const whole = run([...before, ...after], r)
      const from = whole[before.length - 1] ?? 'inside'
      const rest = after.reduce<LimitState>((state, value) => afterValue(state, value, r), from)
      expect(whole.at(-1) ?? 'inside').toBe(rest)
    }),
  )
})

test('a rule that clears on the wrong side, or where it alerts, is unsound', () => {
  expect([isSound({ ...high, clearBy: 180 }), isSound({ ...high, clearBy: 190 }), isSound({ ...low, clearBy: 90 })]).toEqual([false, false, false])
})
