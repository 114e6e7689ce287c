const BINS = 1024

/** Finds quantiles without sorting everything: one pass into bins, then a sort of the few values in the bins that matter. */
export type Finder = (values: Float64Array, from: number, count: number, into: readonly Float64Array[], at: number) => void

/**
 * For values `from` up to `from + count`, each probability's quantile into `into[p][at]`.
 *
 * Units:  as the values; probabilities between 0 and 1.
 * Errors: none for finite values and count > 0.
 * Source: linear between order statistics, type 7 of Hyndman & Fan 1996, Am Stat 50:361.
 */
export function finder(probabilities: readonly number[], most: number): Finder {
  const counts = new Int32Array(BINS + 1)
  const bin = new Uint16Array(most)
  const few = new Float64Array(most)
  /** The values of one bin, sorted, and the rank of the first of them. */
  const gather = (values: Float64Array, from: number, count: number, wanted: number): Float64Array => {
    let held = 0
    for (let i = 0; i < count; i += 1)
      if (bin[i] === wanted) {
        few[held] = values[from + i] as number
        held += 1
      }
    return few.subarray(0, held).sort()
  }
  return (values, from, count, into, at) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = from; i < from + count; i += 1) {
      const value = values[i] as number
      if (value < low) low = value
      if (value > high) high = value
    }
    const scale = high > low ? (BINS - 1) / (high - low) : 0
    counts.fill(0)
    for (let i = 0; i < count; i += 1) {
      const place = (((values[from + i] as number) - low) * scale) | 0
      bin[i] = place
      counts[place] = (counts[place] as number) + 1
    }
    const ranked = (rank: number): number => {
      let [b, before] = [0, 0]
      while (before + (counts[b] as number) <= rank) {
        before += counts[b] as number
        b += 1
      }
      return gather(values, from, count, b)[rank - before] as number
    }
    for (const [p, probability] of probabilities.entries()) {
      const place = probability * (count - 1)
      const rank = Math.floor(place)
      const below = ranked(rank)
      ;(into[p] as Float64Array)[at] = place === rank ? below : below + (place - rank) * (ranked(rank + 1) - below)
    }
  }
}
