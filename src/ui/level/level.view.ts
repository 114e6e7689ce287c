import type { Dose } from '../../medicine/pk/pk.ts'
import type { LevelLine, Picture } from './level.ts'

/** First and last minute of the axis. */
export function spanOf({ lines, bands = [], span }: Pick<Picture, 'lines' | 'bands' | 'span'>): readonly [number, number] {
  if (span) return span
  const ends = [...lines, ...bands].flatMap(({ minutes }) => (minutes.length > 0 ? [minutes[0] as number, minutes[minutes.length - 1] as number] : []))
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  return ends.length > 0 && to > from ? [from, to] : [0, 60]
}

/** The highest value inside the span, or what is asked for: what the axis has to hold. */
export function topOf({ lines, bands = [], span, upTo = 0 }: Pick<Picture, 'lines' | 'bands' | 'span' | 'upTo'>): number {
  const [from, to] = spanOf({ lines, bands, span })
  let top = upTo
  for (const { minutes, values } of [
    ...lines.map(({ minutes, ngPerMl }) => ({ minutes, values: ngPerMl })),
    ...bands.map(({ minutes, upper }) => ({ minutes, values: upper })),
  ])
    for (let i = 0; i < minutes.length; i += 1) {
      const [at, value] = [minutes[i] as number, values[i] as number]
      if (at >= from && at <= to && value > top) top = value
    }
  return top
}

/** A round number of round steps that reaches `top`: [step, end]. Four to six gridlines. */
export function niceSteps(top: number): readonly [step: number, end: number] {
  if (!(top > 0) || !Number.isFinite(top)) return [1, 4]
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  return [step, Math.ceil(top / step - 1e-9) * step]
}

const MINUTES = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 10_080, 43_200]

/** Minutes up to six hours, then hours, then days: what the numbers of the time axis count. */
export function timeUnit([from, to]: readonly [number, number]): { readonly word: string; readonly minutes: number } {
  const length = to - from
  if (length <= 360) return { word: 'minutes', minutes: 1 }
  return length <= 6 * 1440 ? { word: 'hours', minutes: 60 } : { word: 'days', minutes: 1440 }
}

/** Where the time axis has numbers: round moments inside the span, about one in `spacing` of its length. */
export function timeTicks([from, to]: readonly [number, number], most: number): readonly number[] {
  const step = MINUTES.find((one) => (to - from) / one <= Math.max(1, most)) ?? (to - from) / Math.max(1, most)
  const first = Math.ceil(from / step - 1e-9)
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

export type Piece = { readonly from: number; readonly to: number; readonly mgPerHour: number }
export type Amount = { readonly at: number; readonly mg: number; readonly nasal: boolean }

/** The doses as a picture needs them: the running rate piece by piece (overlaps added) and what was given at once. */
export function doseShape(events: readonly Dose[]): { readonly rates: readonly Piece[]; readonly amounts: readonly Amount[] } {
  const infusions = events.filter((one) => one.type === 'infusion')
  const edges = [...new Set(infusions.flatMap(({ start_min, end_min }) => [start_min, end_min]))].sort((a, b) => a - b)
  const rates = edges.slice(1).flatMap((to, i) => {
    const from = edges[i] as number
    const mgPerHour = infusions.reduce((sum, one) => (one.start_min <= from && one.end_min >= to ? sum + one.mg_per_h : sum), 0)
    return mgPerHour > 0 ? [{ from, to, mgPerHour }] : []
  })
  const amounts = events.flatMap((one) => (one.type === 'infusion' ? [] : [{ at: one.t_min, mg: one.mg, nasal: one.type === 'nasal' }]))
  return { rates, amounts }
}

/** The value of a line at its moment nearest to `minute`; null outside it. Nothing is interpolated. */
export function nearest(
  { minutes, ngPerMl }: Pick<LevelLine, 'minutes' | 'ngPerMl'>,
  minute: number,
): { readonly at: number; readonly ngPerMl: number } | null {
  const last = minutes.length - 1
  if (last < 0 || minute < (minutes[0] as number) - 1e-9 || minute > (minutes[last] as number) + 1e-9) return null
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((minutes[middle] as number) <= minute) low = middle
    else high = middle
  }
  const pick = minute - (minutes[low] as number) <= (minutes[high] as number) - minute ? low : high
  return { at: minutes[pick] as number, ngPerMl: ngPerMl[pick] as number }
}

/** The highest point of a line; null when it tells nothing. */
export function peak({ minutes, ngPerMl }: Pick<LevelLine, 'minutes' | 'ngPerMl'>): { readonly at: number; readonly ngPerMl: number } | null {
  let best = -1
  for (let i = 0; i < ngPerMl.length; i += 1) if ((ngPerMl[i] as number) > (best < 0 ? Number.NEGATIVE_INFINITY : (ngPerMl[best] as number))) best = i
  return best < 0 ? null : { at: minutes[best] as number, ngPerMl: ngPerMl[best] as number }
}
