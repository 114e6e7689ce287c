import { expect, test } from 'vitest'
import { byKey, inside, moved, wholeSpan, zoomed } from './window.view.ts'

const all = { from: 0, to: 6000 }

test('zooming keeps the moment under the finger where it was', () => {
  const before = { from: 1000, to: 3000 }
  const after = zoomed(before, 0.5, 1500, all)
  expect((1500 - after.from) / (after.to - after.from)).toBeCloseTo((1500 - before.from) / (before.to - before.from), 9)
  expect(after.to - after.from).toBe(1000)
})

test('the window never leaves what there is and never gets shorter than two minutes', () => {
  expect(moved({ from: 5000, to: 6000 }, 900, all)).toEqual({ from: 5000, to: 6000 })
  const close = zoomed({ from: 1000, to: 1130 }, 0.1, 1060, all)
  expect(close.to - close.from).toBeCloseTo(120, 9)
  expect(inside({ from: -900, to: 9000 }, all)).toEqual(all)
})

test('the axis stands still from minute to minute', () => {
  expect(wholeSpan(1300, 3000, null)).toEqual(wholeSpan(1300, 3110, null))
  expect(wholeSpan(1300, 3000, 4000).to).toBe(4200)
})

test('only the timeline’s own keys are taken', () => {
  expect(byKey('Tab', all, all)).toBeNull()
  expect(byKey('0', { from: 10, to: 900 }, all)).toBe('all')
})
