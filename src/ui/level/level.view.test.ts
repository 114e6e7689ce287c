import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doseShape, nearest, niceSteps, peak, spanOf, timeTicks, timeUnit, topOf } from './level.view.ts'
import { levelRange } from './view.ts'

const line = { label: 'Kamp', kind: 'given', site: 'arterial', minutes: [0, 20, 40, 60, 120], ngPerMl: [0, 198, 253, 109, 50] } as const

test('gridlines are round, four to six of them, and reach the highest value', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (top) => {
      const [step, end] = niceSteps(top)
      expect(end).toBeGreaterThanOrEqual(top * (1 - 1e-9))
      expect(end - step).toBeLessThan(top)
      expect(Math.round(end / step)).toBeGreaterThanOrEqual(2)
      expect(Math.round(end / step)).toBeLessThanOrEqual(5)
    }),
  )
  expect(niceSteps(253)).toEqual([100, 300])
})

test('nothing given yet still has an axis', () => {
  expect(niceSteps(0)).toEqual([1, 4])
  expect(spanOf({ lines: [] })).toEqual([0, 60])
})

test('the axis holds the upper edge of a band, and only what lies inside its span', () => {
  const band = { ...line, lower: [0, 1, 1, 1, 1], upper: [0, 220, 290, 130, 60], middle: [0, 1, 1, 1, 1] }
  expect(topOf({ lines: [line] })).toBe(253)
  expect(topOf({ lines: [line], bands: [band] })).toBe(290)
  expect(topOf({ lines: [line], bands: [band], span: [60, 120] })).toBe(130)
})

test('numbers of the time axis are round moments inside it, never more than asked for', () => {
  expect(timeTicks([0, 240], 5)).toEqual([0, 60, 120, 180, 240])
  expect(timeTicks([-7, 50], 6)).toEqual([0, 10, 20, 30, 40, 50])
  expect(timeTicks([0, 4000], 4)).toEqual([0, 1440, 2880])
  expect([timeUnit([0, 240]).word, timeUnit([0, 720]).word, timeUnit([0, 14_400]).word]).toEqual(['minutes', 'hours', 'days'])
})

test('infusions that overlap add in the strip, a pause is a gap, and devices are marks', () => {
  const { rates, amounts } = doseShape([
    { type: 'infusion', start_min: 0, end_min: 20, mg_per_h: 30 },
    { type: 'infusion', start_min: 10, end_min: 20, mg_per_h: 12 },
    { type: 'infusion', start_min: 25, end_min: 30, mg_per_h: 30 },
    { type: 'nasal', t_min: 5, mg: 28, device_in_session: 1 },
  ])
  expect(rates).toEqual([
    { from: 0, to: 10, mgPerHour: 30 },
    { from: 10, to: 20, mgPerHour: 42 },
    { from: 25, to: 30, mgPerHour: 30 },
  ])
  expect(amounts).toEqual([{ at: 5, mg: 28, nasal: true }])
})

test('a reading of the chart is a value that was worked out, never one between two', () => {
  expect(nearest(line, 29)).toEqual({ at: 20, ngPerMl: 198 })
  expect(nearest(line, 31)).toEqual({ at: 40, ngPerMl: 253 })
  expect([nearest(line, -1), nearest(line, 121)]).toEqual([null, null])
  expect(peak(line)).toEqual({ at: 40, ngPerMl: 253 })
  expect(peak({ minutes: [], ngPerMl: [] })).toBeNull()
})

test('zero stands above one strip for each regimen', () => {
  const [none] = levelRange(338, { site: 'arterial', lines: [line] })
  const doses = [{ label: 'a', events: [{ type: 'bolus', t_min: 0, mg: 5 }] }] as const
  const [below, end] = levelRange(338, { site: 'arterial', lines: [line], doses })
  expect(none).toBeCloseTo(0, 12)
  expect((-below / (end - below)) * 300).toBeCloseTo(30, 9)
})
