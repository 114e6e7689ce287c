import type { Pass } from './dense.fixture.ts'

/**
 * The plain way: the exponential of the whole matrix, the input as one more state that stays. Shifted by its largest
 * outflow the matrix has no negative entry, so that its Taylor series loses nothing; then squared back up.
 */
export function exponential(a: Float64Array, n: number): Float64Array {
  let shift = 0
  for (let i = 0; i < n; i += 1) shift = Math.max(shift, -(a[i * (n + 1)] as number))
  const squarings = Math.max(0, Math.ceil(Math.log2(shift + 1e-300)) + 1)
  const small = Float64Array.from(a, (x, at) => (x + (at % (n + 1) === 0 ? shift : 0)) / 2 ** squarings)
  let term: Float64Array = identity(n)
  let sum: Float64Array = identity(n)
  for (let k = 1; k < 60; k += 1) {
    term = product(term, small, n).map((x) => x / k)
    sum = sum.map((x, at) => x + (term[at] as number))
    if (term.every((x, at) => x <= (sum[at] as number) * 1e-18)) break
  }
  sum = sum.map((x) => x * Math.exp(-shift / 2 ** squarings))
  for (let k = 0; k < squarings; k += 1) sum = product(sum, sum, n)
  return sum
}

const identity = (n: number) => Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0))

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1)
    for (let k = 0; k < n; k += 1) for (let j = 0; j < n; j += 1) c[i * n + j] = (c[i * n + j] as number) + (a[i * n + k] as number) * (b[k * n + j] as number)
  return c
}

/** Passes time by the exponential; one of the same length and input as the last is kept. */
export function byExponential(a: Float64Array, n: number): Pass {
  let kept: { minutes: number; input: string; whole: Float64Array } | undefined
  return (amounts, input, minutes) => {
    const key = input.join()
    if (kept?.minutes !== minutes || kept.input !== key) kept = { minutes, input: key, whole: exponential(withInput(a, input, n, minutes), n + 1) }
    const { whole } = kept
    const before = Float64Array.of(...amounts, 1)
    for (let i = 0; i < n; i += 1) amounts[i] = before.reduce((sum, x, j) => sum + (whole[i * (n + 1) + j] as number) * x, 0)
  }
}

function withInput(a: Float64Array, input: Float64Array, n: number, minutes: number): Float64Array {
  const wide = new Float64Array((n + 1) ** 2)
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) wide[i * (n + 1) + j] = (a[i * n + j] as number) * minutes
    wide[i * (n + 1) + n] = (input[i] as number) * minutes
  }
  return wide
}
