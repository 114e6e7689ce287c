/** What is given, as the engine sees it: at each moment in turn an amount at once and, from then on, a rate, by channel. */
export type Regimen = {
  readonly channels: number
  readonly at: Float64Array
  /** `[moment * channels + channel]`, mg and mg/min. */
  readonly amount: Float64Array
  readonly rate: Float64Array
}

/** One piece of what is given: an amount at a moment, or a rate from `at` up to, not with, `until`. */
export type Piece =
  | { readonly kind: 'amount'; readonly channel: number; readonly at: number; readonly mg: number }
  | { readonly kind: 'rate'; readonly channel: number; readonly at: number; readonly until: number; readonly mgPerMin: number }

/**
 * Pieces in any order, overlapping or not, as moments in order. Overlapping rates add; where nothing runs the rate is
 * exactly 0, because each rate is summed anew from what runs, never by subtraction.
 */
export function regimen(pieces: readonly Piece[], channels: number): Regimen {
  const moments = [...new Set(pieces.flatMap((piece) => (piece.kind === 'rate' ? [piece.at, piece.until] : [piece.at])))].sort((a, b) => a - b)
  const index = new Map(moments.map((at, m) => [at, m]))
  const cells = moments.length * channels
  const given: Regimen = { channels, at: Float64Array.from(moments), amount: new Float64Array(cells), rate: new Float64Array(cells) }
  for (const piece of pieces) if (piece.kind === 'amount') raise(given.amount, (index.get(piece.at) as number) * channels + piece.channel, piece.mg)
  const rates = pieces.filter((piece) => piece.kind === 'rate').sort((a, b) => a.at - b.at)
  let next = 0
  let running: typeof rates = []
  for (const [m, at] of moments.entries()) {
    for (; next < rates.length && (rates[next] as (typeof rates)[number]).at <= at; next += 1) running.push(rates[next] as (typeof rates)[number])
    running = running.filter(({ until }) => until > at)
    for (const { channel, mgPerMin } of running) raise(given.rate, m * channels + channel, mgPerMin)
  }
  return given
}

function raise(cells: Float64Array, at: number, by: number): void {
  cells[at] = (cells[at] as number) + by
}
