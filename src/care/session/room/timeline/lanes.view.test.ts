import { expect, test } from 'vitest'
import { LANES, scaleFor, widened } from './lanes.view.ts'

const place = (value: number, [min, max]: readonly [number, number]) => 1 - (value - min) / (max - min)

test('the ends of a lane’s range land on the edges of its strip', () => {
  for (const lane of LANES) {
    const scale = scaleFor(lane, [lane.lo, lane.hi])
    expect(place(lane.hi, scale)).toBeCloseTo(lane.top, 9)
    expect(place(lane.lo, scale)).toBeCloseTo(lane.bottom, 9)
  }
})

test('a lane widens for a value outside its usual range and ignores gaps', () => {
  const [bp] = LANES
  if (!bp) throw new Error('expected a lane')
  expect(widened(bp, [120, null, undefined, 212])).toEqual([50, 212])
})

test('the lanes follow each other without touching', () => {
  for (const [i, lane] of LANES.slice(1).entries()) expect(lane.top).toBeGreaterThan(LANES[i]?.bottom ?? 1)
})
