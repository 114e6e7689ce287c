import type { Pass } from './dense.fixture.ts'

/** Dormand & Prince 1980, J Comput Appl Math 6:19: the pair that most integrators take when nobody says otherwise. */
const A = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const

/** Passes time by RK45 with its own step, which it keeps from stretch to stretch. */
export function byRungeKutta(a: Float64Array, n: number, tolerance: number): Pass {
  const slopes = Array.from({ length: 7 }, () => new Float64Array(n))
  const trial = new Float64Array(n)
  let step = 0.1
  const slope = (at: Float64Array, input: Float64Array, into: Float64Array) => {
    for (let i = 0; i < n; i += 1) {
      let sum = input[i] as number
      for (let j = 0; j < n; j += 1) sum += (a[i * n + j] as number) * (at[j] as number)
      into[i] = sum
    }
  }
  const attempt = (amounts: Float64Array, input: Float64Array, h: number): number => {
    slope(amounts, input, slopes[0] as Float64Array)
    for (const [s, row] of A.entries()) {
      for (let i = 0; i < n; i += 1) {
        let sum = 0
        for (let k = 0; k <= s; k += 1) sum += (row[k] as number) * ((slopes[k] as Float64Array)[i] as number)
        trial[i] = (amounts[i] as number) + h * sum
      }
      slope(trial, input, slopes[s + 1] as Float64Array)
    }
    let worst = 0
    for (let i = 0; i < n; i += 1) {
      let error = 0
      for (let k = 0; k < 7; k += 1) error += (ERROR[k] as number) * ((slopes[k] as Float64Array)[i] as number)
      worst = Math.max(worst, Math.abs(h * error) / (tolerance * (1e-3 + Math.abs(trial[i] as number))))
    }
    return worst
  }
  return (amounts, input, minutes) => {
    let left = minutes
    while (left > 0) {
      const h = Math.min(step, left)
      const worst = attempt(amounts, input, h)
      if (worst <= 1) {
        amounts.set(trial)
        left -= h
      }
      const wish = h * Math.min(5, Math.max(0.2, 0.9 * (worst + 1e-10) ** -0.2))
      if (h === step || worst > 1) step = wish
    }
  }
}
