import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Box, labelPlaces, type Point } from './labels.view.ts'

const plot: Box = { left: 40, top: 0, width: 600, height: 300 }
const hill = (height: number, shift = 0): Point[] =>
  Array.from({ length: 100 }, (_, i) => [40 + 6 * i, 300 - height * Math.exp(-(((i - 25 - shift) / 15) ** 2))])
const touch = (a: Box, b: Box) => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
const covers = (box: Box, points: readonly Point[]) =>
  points.some(([x, y]) => x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height)

test('names stand inside the picture, on no line and on no other name', () => {
  const lines = [hill(270), hill(190, 8), hill(120, 30)]
  const places = labelPlaces(
    lines.map((points) => ({ points, width: 90 })),
    plot,
    17,
  )
  const boxes = places.map((box) => box ?? expect.unreachable())
  for (const box of boxes) for (const line of lines) expect(covers(box, line)).toBe(false)
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(touch(a, b)).toBe(false)
})

test('two lines that lie on each other still have two names apart', () => {
  const places = labelPlaces(
    [hill(200), hill(200), hill(202)].map((points) => ({ points, width: 90 })),
    plot,
    17,
  )
  const boxes = places.map((box) => box ?? expect.unreachable())
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(touch(a, b)).toBe(false)
})

test('names never leave the picture, whatever the lines are', () => {
  const anyLine = fc.array(fc.tuple(fc.integer({ min: 40, max: 640 }), fc.integer({ min: 0, max: 300 })), { maxLength: 40 })
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 4 }), (lines) => {
      const places = labelPlaces(
        lines.map((points) => ({ points, width: 80 })),
        plot,
        17,
      )
      for (const box of places)
        if (box) expect([box.left >= 40, box.left + box.width <= 640, box.top >= 0, box.top + box.height <= 300]).toEqual([true, true, true, true])
    }),
    { numRuns: 40 },
  )
})

test('a line without points has no name to place', () => {
  expect(labelPlaces([{ points: [], width: 50 }], plot, 17)).toEqual([null])
})
