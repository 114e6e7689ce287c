import { expect, test } from 'vitest'
import { chance } from '../population/chance.ts'
import { diagonalise } from './diagonalise.ts'
import { type Block, numbersFor } from './shape.ts'
import { centreOf, starApart } from './star.ts'

const star = (leaves: number, centre: number): Block => ({
  size: leaves + 1,
  flows: Array.from({ length: leaves + 1 }, (_, m) => m).flatMap((m) => (m === centre ? [] : [m % 2 ? ([centre, m] as const) : ([m, centre] as const)])),
})

/** The same block by Jacobi's rotations: rates ascending, and what a unit into the centre shows there, mode by mode. */
function byRotation({ size, flows }: Block, { volume, clearance, flow }: ReturnType<typeof numbersFor>, centre: number) {
  const a = new Float64Array(size * size)
  const add = (i: number, j: number, x: number) => {
    a[i * size + j] = (a[i * size + j] as number) + x / Math.sqrt((volume[i] as number) * (volume[j] as number))
  }
  for (let i = 0; i < size; i += 1) add(i, i, clearance[i] as number)
  for (const [f, [i, j]] of flows.entries())
    for (const [one, other, sign] of [
      [i, i, 1],
      [j, j, 1],
      [i, j, -1],
      [j, i, -1],
    ] as const)
      add(one, other, sign * (flow[f] as number))
  const u = new Float64Array(size * size)
  diagonalise(a, u, size)
  return Array.from({ length: size }, (_, k) => ({
    rate: a[k * (size + 1)] as number,
    squares: Array.from({ length: size }, (_, m) => (u[centre * size + k] as number) * (u[m * size + k] as number)),
  })).sort((x, y) => x.rate - y.rate)
}

test.each([
  [2, 0],
  [3, 0],
  [3, 2],
  [5, 1],
])('a centre with %i leaves is taken apart as by rotations, or handed on to them', (leaves, centre) => {
  const block = star(leaves, centre)
  expect(centreOf(block)).toBe(centre)
  const by = chance(leaves)
  let done = 0
  for (let turn = 0; turn < 500; turn += 1) {
    const numbers = numbersFor({ blocks: [block], links: [] })
    for (let m = 0; m <= leaves; m += 1) {
      numbers.volume[m] = 50 * Math.exp(by.normal())
      numbers.clearance[m] = m === centre || turn % 3 === 0 ? Math.exp(by.normal()) : 0
    }
    for (let f = 0; f < leaves; f += 1) numbers.flow[f] = 2 * Math.exp(1.5 * by.normal())
    const n = leaves + 1
    const [rate, weight] = [new Float64Array(n), new Float64Array(n * n)]
    if (!starApart(numbers, block, centre, 0, 0, n, rate, weight)) continue
    done += 1
    for (const [k, { rate: expected, squares }] of byRotation(block, numbers, centre).entries()) {
      expect((rate[k] as number) / expected).toBeCloseTo(1, 11)
      for (let m = 0; m < n; m += 1) {
        const shown = (weight[centre * n + k] as number) * (weight[m * n + k] as number)
        expect(shown * Math.sqrt((numbers.volume[centre] as number) * (numbers.volume[m] as number))).toBeCloseTo(squares[m] as number, 10)
      }
    }
  }
  expect(done).toBeGreaterThan(450)
})

test('leaves alike to the last digit, or hardly reached, are handed on', () => {
  const block = star(2, 0)
  for (const [flows, volumes] of [
    [
      [1, 1],
      [10, 30, 30],
    ],
    [
      [1, 1e-9],
      [10, 30, 40],
    ],
  ] as const) {
    const numbers = numbersFor({ blocks: [block], links: [] })
    numbers.volume.set(volumes)
    numbers.flow.set(flows)
    numbers.clearance[0] = 1
    expect(starApart(numbers, block, 0, 0, 0, 3, new Float64Array(3), new Float64Array(9))).toBe(false)
  }
})

test('what is no star, or too small for one, has no centre', () => {
  expect(centreOf({ size: 1, flows: [] })).toBe(-1)
  expect(centreOf({ size: 2, flows: [[0, 1]] })).toBe(-1)
  expect(
    centreOf({
      size: 4,
      flows: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    }),
  ).toBe(-1)
})
