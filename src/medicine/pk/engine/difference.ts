/** Rates closer than this, times t, are summed as a series of positive terms; farther apart, subtraction loses no more than a digit. */
const NEAR = 2
const ROUNDING = 1e-17
const sums = new Float64Array(16)

/**
 * What arrives after `t` at the end of a chain of compartments that are left at these rates, one unit put into the first:
 * the convolution of exp(-r t) over all rates, which is a divided difference of the exponential. A rate of 0 in front
 * makes the unit a constant input of 1 per minute. Every digit holds when rates are equal or nearly so.
 *
 * Units:  rates 1/min, ascending, `count` of them from `from`; t min; out min^(count - 1).
 * Errors: none for finite rates >= 0 and t >= 0; an answer too small for a double is 0.
 * Source: Opitz 1964; McCurdy, Ng & Parlett 1984, Math Comp 43:501 (the series for near rates).
 */
export function difference(rates: Float64Array, from: number, count: number, t: number): number {
  const first = rates[from] as number
  if (count === 1) return Math.exp(-first * t)
  const spread = (rates[from + count - 1] as number) - first
  if (count === 2) return pair(first, spread, t)
  if (spread * t <= NEAR) return series(rates, from, count, t)
  return (difference(rates, from, count - 1, t) - difference(rates, from + 1, count - 1, t)) / spread
}

/** exp(-a t) t phi1(-(b - a) t), with phi1(z) = expm1(z) / z and phi1(0) = 1. */
function pair(slow: number, spread: number, t: number): number {
  const z = spread * t
  const decay = Math.exp(-slow * t)
  return z < 1e-8 ? (decay === 0 ? 0 : decay * t * (1 - z / 2)) : (decay * -Math.expm1(-z)) / spread
}

/** Taylor's series about the fastest rate: complete homogeneous sums of what the others lack, each term >= 0. */
function series(rates: Float64Array, from: number, count: number, t: number): number {
  const others = count - 1
  const fastest = rates[from + others] as number
  const decay = Math.exp(-fastest * t)
  if (decay === 0) return 0
  let scale = decay
  for (let i = 1; i <= others; i += 1) scale *= t / i
  for (let i = 0; i < others; i += 1) sums[i] = 1
  let total = 1
  let weight = 1
  for (let k = 1; k < 60; k += 1) {
    let sum = 0
    for (let i = 0; i < others; i += 1) {
      sum += (fastest - (rates[from + i] as number)) * t * (sums[i] as number)
      sums[i] = sum
    }
    weight /= others + k
    total += sum * weight
    if (sum * weight <= total * ROUNDING) break
  }
  return scale * total
}

/** Puts `value` among the `count` ascending rates at the front of `rates`. */
export function insert(rates: Float64Array, count: number, value: number): void {
  let i = count
  for (; i > 0 && (rates[i - 1] as number) > value; i -= 1) rates[i] = rates[i - 1] as number
  rates[i] = value
}
