const BINS = 1024
/** Set in the count of a bin whose values are gathered. */
const GATHERS = -0x8000_0000
/** Values that are put in order one by one; more are left to the library. */
const FEW = 200

/** Finds the quantiles of row after row. */
export type Finder = (values: Float32Array, from: number, count: number, into: readonly Float64Array[], at: number) => void

type Bench = {
  readonly counts: Int32Array
  /** 1 for a bin in which a wanted rank lies. */
  readonly wanted: Uint8Array
  /** What was gathered, and then what of it matters, in order; as bits. */
  readonly few: Int32Array
  /** Ascending, two for each probability, and where each stands among the few. */
  readonly ranks: Int32Array
  readonly place: Int32Array
  /** By probability: where it is looked for, where it was found, and how far off that was. */
  readonly guess: Float64Array
  readonly found: Float64Array
  readonly missed: Float64Array
  low: number
  shift: number
}

/**
 * For values `from` up to `from + count`, each probability's quantile into `into[p][at]`. Exact, without sorting all: one
 * pass counts the values into bins and gathers those of the bins in which the quantiles are looked for, going by the rows
 * before, for rows in turn resemble each other. Where a wanted rank lies in another bin, a second pass gathers that, so
 * that the answer never depends on where it was looked for. Numbers are read as their bits, which from 0 up are in the
 * same order. Allocates nothing for rows of people.
 *
 * Units:  as the values, which are not negative; probabilities between 0 and 1, ascending.
 * Errors: none for finite values and 0 < count <= most.
 * Source: linear between order statistics, type 7 of Hyndman & Fan 1996, Am Stat 50:361.
 */
export function finder(probabilities: readonly number[], most: number): Finder {
  const byQuantile = () => new Float64Array(probabilities.length)
  const bench: Bench = {
    ...{ counts: new Int32Array(BINS), wanted: new Uint8Array(BINS), few: new Int32Array(most + 1) },
    ...{ ranks: new Int32Array(2 * probabilities.length), place: new Int32Array(2 * probabilities.length) },
    ...{ guess: byQuantile(), found: byQuantile(), missed: byQuantile(), low: 0, shift: 0 },
  }
  let seen: Float32Array = new Float32Array(0)
  let bits: Int32Array = new Int32Array(0)
  return (values, from, count, into, at) => {
    if (values !== seen) bits = new Int32Array(values.buffer, values.byteOffset, values.length)
    seen = values
    ranksOf(bench, probabilities, count)
    lay(bench)
    let gathered = sift(bench, bits, from, count)
    if (!mark(bench)) {
      for (let b = 0; b < BINS; b += 1) bench.counts[b] = bench.wanted[b] === 1 ? GATHERS : 0
      gathered = sift(bench, bits, from, count)
    }
    order(bench.few, narrow(bench, gathered))
    for (let p = 0; p < probabilities.length; p += 1) {
      const place = (probabilities[p] as number) * (count - 1)
      const below = numberOf(bench.few[bench.place[2 * p] as number] as number)
      const above = numberOf(bench.few[bench.place[2 * p + 1] as number] as number)
      const value = below + (place - Math.floor(place)) * (above - below)
      ;(into[p] as Float64Array)[at] = value
      learn(bench, p, value)
    }
  }
}

function ranksOf({ ranks }: Bench, probabilities: readonly number[], count: number): void {
  for (let p = 0; p < probabilities.length; p += 1) {
    const place = (probabilities[p] as number) * (count - 1)
    ranks[2 * p] = Math.floor(place)
    ranks[2 * p + 1] = Math.ceil(place)
  }
}

/** The next row will go on as from the row before to this one. */
function learn({ guess, found, missed }: Bench, p: number, value: number): void {
  missed[p] = Math.abs(value - (guess[p] as number))
  guess[p] = Math.max(0, 2 * value - (found[p] as number))
  found[p] = value
}

const one = new Float32Array(1)
const bitsOfOne = new Int32Array(one.buffer)
function bitsOf(value: number): number {
  one[0] = value
  return bitsOfOne[0] as number
}
function numberOf(bits: number): number {
  bitsOfOne[0] = bits
  return one[0] as number
}

/** Lays the bins around the guesses and says in which of them each quantile is looked for. */
function lay(bench: Bench): void {
  const { guess, missed, counts } = bench
  const first = bitsOf(guess[0] as number)
  const width = Math.max(1, bitsOf(guess[guess.length - 1] as number) - first)
  bench.shift = Math.max(0, 32 - Math.clz32(Math.floor((2 * width) / BINS)))
  bench.low = Math.max(0, first - ((BINS << bench.shift) - width) / 2) | 0
  counts.fill(0)
  for (let p = 0; p < guess.length; p += 1) {
    const off = 2 * (missed[p] as number)
    const end = binOf(bench, bitsOf((guess[p] as number) + off)) + 1
    for (let b = binOf(bench, bitsOf(Math.max(0, (guess[p] as number) - off))) - 1; b <= end; b += 1) if (b >= 0 && b < BINS) counts[b] = GATHERS
  }
}

/** What lies outside belongs to the first and the last. */
function binOf({ low, shift }: Bench, bits: number): number {
  const b = (bits - low) >> shift
  return b < 0 ? 0 : b < BINS ? b : BINS - 1
}

/** Counts all values into their bins and gathers those of the bins that gather; how many those are. */
function sift({ counts, few, low, shift }: Bench, bits: Int32Array, from: number, count: number): number {
  let gathered = 0
  for (let i = from; i < from + count; i += 1) {
    const value = bits[i] as number
    let b = (value - low) >> shift
    if (b >>> 0 >= BINS) b = b < 0 ? 0 : BINS - 1
    const held = counts[b] as number
    counts[b] = held + 1
    few[gathered] = value
    gathered += held >>> 31
  }
  return gathered
}

/** Marks the bins in which the ranks lie and says where among their values each rank will stand. False when one was not gathered. */
function mark({ counts, wanted, ranks, place }: Bench): boolean {
  wanted.fill(0)
  let before = 0
  let gathered = 0
  let all = true
  for (let b = 0, r = 0; r < ranks.length; b += 1) {
    const held = (counts[b] as number) & ~GATHERS
    if ((ranks[r] as number) < before + held) {
      for (; r < ranks.length && (ranks[r] as number) < before + held; r += 1) place[r] = gathered + (ranks[r] as number) - before
      wanted[b] = 1
      all = all && (counts[b] as number) < 0
      gathered += held
    }
    before += held
  }
  return all
}

/** Of the gathered, only those in wanted bins; how many those are. */
function narrow(bench: Bench, gathered: number): number {
  const { few, wanted } = bench
  let kept = 0
  for (let g = 0; g < gathered; g += 1) {
    const value = few[g] as number
    few[kept] = value
    kept += wanted[binOf(bench, value)] as number
  }
  return kept
}

function order(few: Int32Array, count: number): void {
  if (count > FEW) {
    few.subarray(0, count).sort()
    return
  }
  for (let i = 1; i < count; i += 1) {
    const value = few[i] as number
    let at = i
    for (; at > 0 && (few[at - 1] as number) > value; at -= 1) few[at] = few[at - 1] as number
    few[at] = value
  }
}
