import type { Times } from '../engine/march.ts'
import type { Regimen } from '../engine/regimen.ts'
import type { Untied } from '../engine/untie.ts'
import type { Crowd } from './crowd.ts'

/** Rows that are made before they are looked at: few enough to stay in the processor's own memory. */
const ROWS = 16
/** People who are taken together through these rows, for the same reason. */
const GROUP = 512

/** The rows are kept from one crowd to the next. */
const kept: Float32Array[] = []

/** Row after row of people, a moment each: `rows[output]` has moment `i` from `0`, moment `i + 1` from `stride`, and so on. */
export type Look = (rows: readonly Float32Array[], stride: number, i: number, end: number) => void

/**
 * All people through all moments, some moments at a time, so that no table of all is ever held. Between two changes of
 * the input each output is what lasts plus parts that die away: a moment costs one product and one sum a part.
 *
 * Units:  as `march`.
 * Errors: none.
 * Source: superposition; README, "Populations".
 */
export function sweep(crowd: Crowd, given: Regimen, { at, step }: Times, look: Look): void {
  const { people, outputs, apart } = crowd
  const stride = (Math.ceil(people / 16) | 1) * 16
  for (let o = 0; o < outputs; o += 1) if ((kept[o]?.length ?? 0) < ROWS * stride) kept[o] = new Float32Array(ROWS * stride)
  const rows = kept.slice(0, outputs)
  const moments = given.at.length
  for (let i = 0, moment = 0, t = Number.NaN; i < at.length; ) {
    const changes: Change[] = []
    for (; moment < moments && (given.at[moment] as number) <= (at[i] as number); moment += 1)
      changes.push({ since: (at[i] as number) - (given.at[moment] as number), news: newsOf(crowd.parts.used, given, moment) })
    const until = moment < moments ? (given.at[moment] as number) : Number.POSITIVE_INFINITY
    let end = i + 1
    if (step > 0) while (end < at.length && end < i + ROWS && (at[end] as number) < until) end += 1
    const next = step > 0 ? step : end < at.length ? (at[end] as number) - (at[i] as number) : 0
    for (let from = 0; from < people; from += GROUP)
      goOn(crowd, from, Math.min(people, from + GROUP), changes, next === t ? Number.NaN : next, rows, stride, end - i)
    t = next
    for (const [person, curves] of apart)
      for (const [o, values] of curves.entries())
        for (let row = i; row < end; row += 1) (rows[o] as Float32Array)[(row - i) * stride + person] = values[row] as number
    look(rows, stride, i, end)
    i = end
  }
}

/** A group of people through some moments. `t`: the step, when it is a new one. */
function goOn(
  crowd: Crowd,
  from: number,
  until: number,
  changes: readonly Change[],
  t: number,
  rows: readonly Float32Array[],
  stride: number,
  count: number,
): void {
  const { first, reach } = crowd.parts
  for (const one of changes) change(crowd, from, until, one)
  if (!Number.isNaN(t)) keep(crowd, from, until, t)
  for (const [o, row] of rows.entries()) {
    const part = first[o] as number
    crowd.sums[o]?.(crowd.now, from, until, part, reach.length + part, 2 * reach.length + o, row, stride, count)
  }
}

/** What every part keeps in `t` minutes. */
function keep({ modes, parts: { reach }, now, nature, jump }: Crowd, first: number, until: number, t: number): void {
  for (let person = first; person < until; person += 1) {
    const from = person * nature.size
    for (let k = 0; k < modes; k += 1) jump[k] = Math.exp(-(nature.own[from + k] as number) * t)
    const to = person * now.size + reach.length
    for (let part = 0; part < reach.length; part += 1) now.own[to + part] = jump[reach[part] as number] as number
  }
}

/** What an amount and a new rate, `since` minutes ago, add to the parts that die away, and what lasts from then on. */
function change({ modes, parts, now, nature, jump, stays }: Crowd, first: number, until: number, { since, news }: Change): void {
  const runs = news.some(({ rate }) => rate !== 0)
  const takes = 2 * modes + parts.reach.length
  for (let person = first; person < until; person += 1) {
    const from = person * nature.size
    jump.fill(0)
    if (runs) stays.fill(0)
    for (let one = 0; one < news.length; one += 1) {
      const { at, amount, less, rate } = news[one] as News
      const take = from + takes + at * modes
      for (let k = 0; k < modes; k += 1) {
        const share = nature.own[take + k] as number
        const lasting = share * (nature.own[from + modes + k] as number)
        jump[k] = (jump[k] as number) + share * amount + lasting * less
        if (runs) stays[k] = (stays[k] as number) + lasting * rate
      }
    }
    if (since !== 0) for (let k = 0; k < modes; k += 1) jump[k] = (jump[k] as number) * Math.exp(-(nature.own[from + k] as number) * since)
    show(parts, jump, runs ? stays : null, nature.own, from + 2 * modes, now.own, person * now.size)
  }
}

/** What is new in a channel: at once, how much less now runs than before, and how much now runs. */
type Change = { readonly since: number; readonly news: readonly News[] }
type News = { readonly at: number; readonly amount: number; readonly less: number; readonly rate: number }

function newsOf(used: Int32Array, given: Regimen, moment: number): readonly News[] {
  const news = Array.from(used, (channel, at) => {
    const cell = moment * given.channels + channel
    const rate = given.rate[cell] as number
    return { at, amount: given.amount[cell] as number, less: (moment > 0 ? (given.rate[cell - given.channels] as number) : 0) - rate, rate }
  })
  return news.filter(({ amount, less, rate }) => amount !== 0 || less !== 0 || rate !== 0)
}

/** Adds to each part what shows of its mode's jump, and sums what lasts of each output. */
function show(
  { reach, first }: Untied,
  jump: Float64Array,
  stays: Float64Array | null,
  shows: Float64Array,
  from: number,
  own: Float64Array,
  to: number,
): void {
  for (let o = 0; o + 1 < first.length; o += 1) {
    let sum = 0
    for (let part = first[o] as number; part < (first[o + 1] as number); part += 1) {
      const k = reach[part] as number
      const shown = shows[from + part] as number
      own[to + part] = (own[to + part] as number) + shown * (jump[k] as number)
      if (stays !== null) sum += shown * (stays[k] as number)
    }
    own[to + 2 * reach.length + o] = sum
  }
}
