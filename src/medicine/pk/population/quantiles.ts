const BINS = 2048

/** Finds quantiles without sorting everything: one pass into bins, then a sort of the few values in the bins that matter. */
export type Finder = (values: Float64Array, from: number, count: number, into: readonly Float64Array[], at: number) => void

/**
 * For values `from` up to `from + count`, each probability's quantile into `into[p][at]`.
 *
 * Units:  as the values; probabilities between 0 and 1, ascending.
 * Errors: none for finite values and count > 0.
 * Source: linear between order statistics, type 7 of Hyndman & Fan 1996, Am Stat 50:361.
 */
export function finder(probabilities: readonly number[], most: number): Finder {
  const counts = new Int32Array(BINS)
  const bin = new Uint16Array(most)
  const few = new Float64Array(most)
  /** Where the values of a wanted bin are gathered; -1 for a bin that nobody wants. `first`: how many values lie in bins before it. */
  const slot = new Int32Array(BINS)
  const first = new Int32Array(BINS)
  return (values, from, count, into, at) => {
    sortIntoBins(values, from, count, bin, counts)
    const ranks = probabilities.map((probability) => probability * (count - 1)).flatMap((place) => [Math.floor(place), Math.ceil(place)])
    const wanted = binsOf(ranks, counts, first)
    slot.fill(-1)
    let room = 0
    for (const b of wanted) {
      slot[b] = room
      room += counts[b] as number
    }
    for (let i = 0; i < count; i += 1) {
      const b = bin[i] as number
      const place = slot[b] as number
      if (place < 0) continue
      few[place] = values[from + i] as number
      slot[b] = place + 1
    }
    for (const b of wanted) few.subarray((slot[b] as number) - (counts[b] as number), slot[b] as number).sort()
    const ranked = (rank: number) => {
      const b = wanted.findLast((one) => (first[one] as number) <= rank) as number
      return few[(slot[b] as number) - (counts[b] as number) + rank - (first[b] as number)] as number
    }
    for (const [p, probability] of probabilities.entries()) {
      const place = probability * (count - 1)
      const below = ranked(Math.floor(place))
      const column = into[p] as Float64Array
      column[at] = below + (place - Math.floor(place)) * (ranked(Math.ceil(place)) - below)
    }
  }
}

/** Each value's bin of equal width between the least and the greatest, and how many each holds. */
function sortIntoBins(values: Float64Array, from: number, count: number, bin: Uint16Array, counts: Int32Array): void {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = from; i < from + count; i += 1) {
    const value = values[i] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  const scale = high > low ? (BINS - 1) / (high - low) : 0
  counts.fill(0)
  for (let i = 0; i < count; i += 1) {
    const b = (((values[from + i] as number) - low) * scale) | 0
    bin[i] = b
    counts[b] = (counts[b] as number) + 1
  }
}

/** The bins that hold these ascending ranks; fills in how many values lie before each bin. */
function binsOf(ranks: readonly number[], counts: Int32Array, first: Int32Array): readonly number[] {
  const bins: number[] = []
  let before = 0
  for (let b = 0, r = 0; b < BINS; b += 1) {
    first[b] = before
    before += counts[b] as number
    if (r < ranks.length && (ranks[r] as number) < before) bins.push(b)
    while (r < ranks.length && (ranks[r] as number) < before) r += 1
  }
  return bins
}
