import type { Decimal } from 'decimal.js'
import { ceiling, whole } from './exact.ts'
import { addMs, type Instant, msBetween } from './time.ts'
import { ml, rateOfPump, strengthOfBag } from './units.ts'

/** What happened at the pump. Decimal texts, units in the names. */
export type PumpChange = { readonly at: Instant } & (
  | { readonly kind: 'started'; readonly rateMlPerHour: string; readonly concentrationMgPerMl: string; readonly bagMl: string }
  | { readonly kind: 'rate'; readonly rateMlPerHour: string }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed'; readonly rateMlPerHour: string }
  | { readonly kind: 'bolus'; readonly ml: string }
  | { readonly kind: 'bag'; readonly concentrationMgPerMl: string; readonly bagMl: string }
  | { readonly kind: 'stopped' }
)

export type PumpStatus = 'not-started' | 'running' | 'paused' | 'stopped'

export const MS_PER_HOUR = 3_600_000

/** The pump at a moment. Volumes are mL x ms / h (the integral of the rate), divided by 3,600,000 only when an account leaves. */
export type Running = {
  readonly status: PumpStatus
  readonly at: Instant
  readonly rate: Decimal
  readonly strength: Decimal
  readonly held: Decimal
  readonly used: Decimal
  readonly volume: Decimal
  readonly mass: Decimal
  readonly beyond: Decimal
  readonly runningMs: number
  readonly pausedMs: number
  readonly emptyAt: Instant | null
}

const NOTHING = whole(0).n
const hours = (text: string): Decimal => ml(text).n.times(MS_PER_HOUR)

export const beginning = (at: Instant): Running => ({
  status: 'not-started',
  at,
  rate: NOTHING,
  strength: NOTHING,
  held: NOTHING,
  used: NOTHING,
  volume: NOTHING,
  mass: NOTHING,
  beyond: NOTHING,
  runningMs: 0,
  pausedMs: 0,
  emptyAt: null,
})

const lesser = (a: Decimal, b: Decimal): Decimal => (a.lte(b) ? a : b)

/** So much leaves the bag; what the bag no longer holds does not reach the person. */
function draw(s: Running, wanted: Decimal): Running {
  const given = lesser(wanted, s.held.minus(s.used))
  return {
    ...s,
    used: s.used.plus(given),
    volume: s.volume.plus(given),
    mass: s.mass.plus(given.times(s.strength)),
    beyond: s.beyond.plus(wanted.minus(given)),
  }
}

/** When the bag is empty if the pump runs on as it stands. */
export function emptyAt(s: Running): Instant | null {
  if (s.status !== 'running' || s.rate.isZero()) return null
  return addMs(s.at, ceiling({ n: s.held.minus(s.used), d: s.rate }))
}

/** Time passes with the pump as it stands. */
export function pass(s: Running, to: Instant): Running {
  const ms = Math.max(0, msBetween(s.at, to))
  if (s.status === 'paused') return { ...s, at: to, pausedMs: s.pausedMs + ms }
  if (s.status !== 'running') return { ...s, at: to }
  const empties = emptyAt(s)
  const ran = draw(s, s.rate.times(ms))
  return { ...ran, at: to, runningMs: s.runningMs + ms, emptyAt: s.emptyAt ?? (empties && empties <= to ? empties : null) }
}

const hang = (s: Running, strength: string, bagMl: string): Running => ({
  ...s,
  strength: strengthOfBag(strength).n,
  held: hours(bagMl),
  used: NOTHING,
  emptyAt: null,
})

/** A change that does not fit (a resume with nothing paused, a bolus with no bag) changes nothing: deciding what may happen is not done here. */
export function turn(s: Running, change: PumpChange): Running {
  const open = s.status === 'running' || s.status === 'paused'
  switch (change.kind) {
    case 'started':
      return { ...hang(s, change.concentrationMgPerMl, change.bagMl), status: 'running', rate: rateOfPump(change.rateMlPerHour).n }
    case 'rate':
      return s.status === 'running' ? { ...s, rate: rateOfPump(change.rateMlPerHour).n } : s
    case 'paused':
      return s.status === 'running' ? { ...s, status: 'paused' } : s
    case 'resumed':
      return open ? { ...s, status: 'running', rate: rateOfPump(change.rateMlPerHour).n } : s
    case 'bolus':
      return open ? draw(s, hours(change.ml)) : s
    case 'bag':
      return open ? hang(s, change.concentrationMgPerMl, change.bagMl) : s
    case 'stopped':
      return open ? { ...s, status: 'stopped' } : s
    default:
      return change satisfies never
  }
}

export const inTime = (changes: readonly PumpChange[]): PumpChange[] => [...changes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

export function runTo(changes: readonly PumpChange[], now: Instant): Running {
  return pass(
    inTime(changes)
      .filter((change) => change.at <= now)
      .reduce((s, change) => turn(pass(s, change.at), change), beginning(now)),
    now,
  )
}
