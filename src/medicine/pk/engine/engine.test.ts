import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dense, integrate } from '../check/dense.fixture.ts'
import { byExponential } from '../check/exponential.fixture.ts'
import { byRungeKutta } from '../check/runge-kutta.fixture.ts'
import { diagonalise } from './diagonalise.ts'
import { difference } from './difference.ts'
import { machine, march, type Times } from './march.ts'
import { type Piece, regimen } from './regimen.ts'
import { compartments, type Numbers, type Shape } from './shape.ts'

/** The shapes that the engine meets: straight lines of code, the plain loop, long chains, a lone compartment. */
const star = (first: number, size: number) => ({ size, flows: Array.from({ length: size - 1 }, (_, i) => [first, first + i + 1] as const) })
const SHAPES: readonly (readonly [Shape, channels: readonly number[], watched: readonly number[]])[] = [
  [{ blocks: [star(0, 1)], links: [] }, [0], [0]],
  [{ blocks: [star(0, 3)], links: [] }, [0], [0]],
  [{ blocks: [star(0, 3), star(3, 1)], links: [{ from: 0, to: 3 }] }, [0], [0, 3]],
  [{ blocks: [star(0, 3), star(3, 2)], links: [{ from: 0, to: 3 }] }, [0], [0, 3]],
  [{ blocks: [star(0, 2), star(2, 1), star(3, 1), star(4, 1)], links: [0, 2, 3].map((from, i) => ({ from, to: [2, 3, 4][i] as number })) }, [0, 2], [0, 4]],
  [
    {
      blocks: [star(0, 1), star(1, 1), star(2, 4), star(6, 2)],
      links: [
        { from: 0, to: 2 },
        { from: 1, to: 5 },
        { from: 5, to: 6 },
      ],
    },
    [2, 0, 1],
    [2, 6],
  ],
]

/** Rates from 1e-3 to 3 per minute; a third of them equal, or nearly equal, to the one before. */
const rates = (n: number) =>
  fc
    .array(
      fc.tuple(fc.double({ min: -3, max: 0.5, noNaN: true }), fc.constantFrom('own', 'own', 'same', 'near'), fc.double({ min: -13, max: -3, noNaN: true })),
      { minLength: n, maxLength: n },
    )
    .map((drawn) => {
      let last = 0.1
      return drawn.map(([exponent, how, gap]) => {
        if (how === 'own') last = 10 ** exponent
        else if (how === 'near') last *= 1 + 10 ** gap
        return last
      })
    })

type World = { shape: Shape; channels: readonly number[]; watched: readonly number[]; numbers: Numbers; pieces: Piece[]; times: Times }

const pieces = (channels: number): fc.Arbitrary<Piece[]> =>
  fc.array(
    fc
      .tuple(
        fc.nat(channels - 1),
        fc.integer({ min: 0, max: 90 }),
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.boolean(),
      )
      .map(
        ([channel, at, length, mg, atOnce]): Piece =>
          atOnce ? { kind: 'amount', channel, at, mg } : { kind: 'rate', channel, at, until: at + length, mgPerMin: mg / length },
      ),
    { minLength: 1, maxLength: 6 },
  )

const times = fc.oneof(
  fc.constantFrom(1, 2.5, 7).map((step): Times => ({ at: Float64Array.from({ length: 60 }, (_, i) => i * step), step })),
  fc
    .array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 20 })
    .map((at): Times => ({ at: Float64Array.from(at, (t) => t / 128).sort(), step: 0 })),
)

const world: fc.Arbitrary<World> = fc.constantFrom(...SHAPES).chain(([shape, channels, watched]) => {
  const n = compartments(shape)
  const flows = shape.blocks.reduce((sum, { flows }) => sum + flows.length, 0)
  return fc
    .record({ volumes: rates(n), clearances: rates(n), flows: rates(flows), links: rates(shape.links.length), pieces: pieces(channels.length), times })
    .map((drawn) => ({
      ...{ shape, channels, watched, pieces: drawn.pieces, times: drawn.times },
      numbers: {
        volume: Float64Array.from(drawn.volumes, (x) => 30 * x + 1),
        clearance: Float64Array.from(drawn.clearances),
        flow: Float64Array.from(drawn.flows),
        link: Float64Array.from(drawn.links),
      },
    }))
})

function run({ shape, channels, watched, numbers, times }: World, given: readonly Piece[]): Float64Array[] {
  const m = machine(shape, channels, watched)
  for (const name of ['volume', 'clearance', 'flow', 'link'] as const) m.numbers[name].set(numbers[name])
  const values = watched.map(() => new Float64Array(times.at.length))
  march(m, regimen(given, channels.length), times, { values, from: 0, stride: 1 })
  return values
}
const ours = (w: World) => run(w, w.pieces)

function theirs(w: World, pass: 'exponential' | 'runge-kutta'): Float64Array[] {
  const n = compartments(w.shape)
  const a = dense(w.shape, w.numbers)
  const found = integrate(
    n,
    w.channels,
    regimen(w.pieces, w.channels.length),
    [...w.times.at],
    pass === 'exponential' ? byExponential(a, n) : byRungeKutta(a, n, 1e-11),
  )
  return w.watched.map((m) => Float64Array.from(found, (amounts) => (amounts[m] as number) / (w.numbers.volume[m] as number)))
}

/** Relative, down to 1e-14 of what the whole dose would be in the smallest compartment: less than that is lost in any sum of doubles. */
function agree(w: World, a: readonly Float64Array[], b: readonly Float64Array[], tolerance: number): void {
  const dose = w.pieces.reduce((sum, piece) => sum + (piece.kind === 'amount' ? piece.mg : piece.mgPerMin * (piece.until - piece.at)), 0)
  const floor = (1e-14 * dose) / Math.min(...w.numbers.volume)
  for (const [o, column] of a.entries())
    for (const [i, x] of column.entries()) {
      const y = b[o]?.[i] as number
      if (!(Math.abs(x - y) <= tolerance * Math.abs(y) + floor)) throw new Error(`output ${o} moment ${i}: ${x} and ${y}`)
    }
}

describe('any model', () => {
  const holds = (name: string, property: (w: World) => void, runs = 300) =>
    test(name, () => fc.assert(fc.property(world, property), { numRuns: runs, seed: 51 }))

  holds('agrees with the exponential of the whole matrix to 1e-8, equal and nearly equal rates included', (w) =>
    agree(w, ours(w), theirs(w, 'exponential'), 1e-8),
  )
  holds('agrees with RK45', (w) => agree(w, ours({ ...w, times: early(w.times) }), theirs({ ...w, times: early(w.times) }, 'runge-kutta'), 1e-5), 20)
  holds('is never negative and never NaN', (w) => {
    for (const column of ours(w)) expect(column.every((x) => x >= 0 && Number.isFinite(x))).toBe(true)
  })
  holds('adds: what two regimens do together is the sum of what each does', (w) => {
    const [a, b] = [run(w, w.pieces.slice(0, 1)), run(w, w.pieces.slice(1))]
    agree(
      w,
      ours(w),
      a.map((column, o) => column.map((x, i) => x + (b[o]?.[i] as number))),
      1e-11,
    )
  })
  holds('is linear in the dose', (w) => {
    const tripled = w.pieces.map((piece): Piece => (piece.kind === 'amount' ? { ...piece, mg: 3 * piece.mg } : { ...piece, mgPerMin: 3 * piece.mgPerMin }))
    agree(
      w,
      run(w, tripled),
      ours(w).map((column) => column.map((x) => 3 * x)),
      1e-12,
    )
  })
  holds('does not care when: everything a day later is the same a day later', (w) => {
    const later = w.pieces.map(
      (piece): Piece => (piece.kind === 'amount' ? { ...piece, at: piece.at + 1440 } : { ...piece, at: piece.at + 1440, until: piece.until + 1440 }),
    )
    agree(w, run({ ...w, times: { at: w.times.at.map((t) => t + 1440), step: w.times.step } }, later), ours(w), 1e-9)
  })
  holds('a segment cut in two is the whole segment', (w) => {
    const cut = w.pieces.flatMap((piece): Piece[] => {
      if (piece.kind === 'amount') return [piece]
      const middle = piece.at + 0.37 * (piece.until - piece.at)
      return [
        { ...piece, until: middle },
        { ...piece, at: middle },
      ]
    })
    agree(w, run(w, cut), ours(w), 1e-11)
  })
  holds('an even grid gives what a list of the same moments gives', (w) => agree(w, ours(w), ours({ ...w, times: { at: w.times.at, step: 0 } }), 1e-11))
})

const early = ({ at, step }: Times): Times => ({ at: at.filter((t) => t <= 200), step })

test('nothing is lost: what has left, what is in the body and what is still to come add up to the dose', () => {
  const collected: Shape = { blocks: [star(0, 3), star(3, 1)], links: [{ from: 0, to: 3 }] }
  fc.assert(
    fc.property(rates(6), pieces(1), ([v1 = 1, v2 = 1, v3 = 1, cl = 1, q2 = 1, q3 = 1], given) => {
      const m = machine(collected, [0], [0, 1, 2, 3])
      m.numbers.volume.set([v1, v2, v3, 1])
      m.numbers.clearance.set([cl, 0, 0, 0])
      m.numbers.flow.set([q2, q3])
      m.numbers.link.set([cl])
      const at = Float64Array.of(3, 30, 95, 200, 5000)
      const values = [0, 1, 2, 3].map(() => new Float64Array(at.length))
      march(m, regimen(given, 1), { at, step: 0 }, { values, from: 0, stride: 1 })
      for (const [i, t] of at.entries()) {
        const inside = values.reduce((sum, column, c) => sum + (column[i] as number) * ([v1, v2, v3, 1][c] as number), 0)
        const so = given.reduce(
          (sum, piece) => sum + (piece.kind === 'amount' ? (piece.at <= t ? piece.mg : 0) : piece.mgPerMin * Math.max(0, Math.min(t, piece.until) - piece.at)),
          0,
        )
        expect(Math.abs(inside - so)).toBeLessThanOrEqual(1e-10 * so)
      }
    }),
    { numRuns: 200, seed: 52 },
  )
})

test('equal, nearly equal and far rates: the difference quotient keeps its digits', () => {
  // 60-digit values of the divided difference of exp(-r t), computed apart from this program.
  for (const [rates, t, want] of [
    [[0.2, 0.2], 7, 1.7261787475912451],
    [[0.2, 0.2, 0.2], 7, 6.041625616569358],
    [[0, 1e-9], 3, 2.9999999955],
  ] as const) {
    expect(difference(Float64Array.from(rates), 0, rates.length, t) / want).toBeCloseTo(1, 14)
  }
  expect(difference(Float64Array.of(0.3, 0.3, 0.3), 0, 3, 1e9)).toBe(0)
})

test('eigenvalues and vectors give the matrix back, also when eigenvalues are equal', () => {
  for (const entries of [
    [2, 0.5, 0.1, 0.5, 1, 0.3, 0.1, 0.3, 4],
    [3, 0, 0, 0, 3, 0, 0, 0, 3],
    [1, 1, 1, 1, 1, 1, 1, 1, 1],
  ]) {
    const [a, u] = [Float64Array.from(entries), new Float64Array(9)]
    diagonalise(a, u, 3)
    for (let i = 0; i < 3; i += 1)
      for (let j = 0; j < 3; j += 1) {
        const back = [0, 1, 2].reduce((sum, k) => sum + (u[3 * i + k] as number) * (a[4 * k] as number) * (u[3 * j + k] as number), 0)
        expect(back).toBeCloseTo(entries[3 * i + j] as number, 14)
      }
  }
})
