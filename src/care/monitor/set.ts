import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'
import type { Phase, Protocol } from '../protocol/protocol.ts'
import type { LatestValue } from './latest.ts'

export type Unconfirmed = LatestValue & { readonly quantity: Quantity; readonly device: string }
type Source = { readonly device: string; readonly message: string; readonly observedAt: Instant }

/** What one tap would take into the record, and what it would leave out with the reason. */
export type SetToAccept = {
  readonly values: Values
  readonly from: Readonly<Partial<Record<Quantity, Source>>>
  readonly left: readonly { readonly quantity: Quantity; readonly why: 'stale' | 'taken-already' | 'no-partner' | 'contradicts' | 'ahead' }[]
}

/**
 * How old a device's value may be to stand for "now", for each quantity.
 *
 * Units:  minutes.
 * Errors: never throws; a quantity the protocol does not ask for in this phase has no entry, and is not offered.
 * Source: the protocol's own cadence of the phase: a value older than the time until the next is due is no reading of this one.
 */
export function freshMinutes(protocol: Protocol, phase: Phase): Readonly<Partial<Record<Quantity, number>>> {
  const fresh: Partial<Record<Quantity, number>> = {}
  for (const { quantities, every } of protocol.cadence.filter((cadence) => cadence.phase === phase))
    for (const quantity of quantities) fresh[quantity] = Math.min(fresh[quantity] ?? every.value, every.value)
  if (fresh.systolic !== undefined) fresh['mean-pressure'] ??= fresh.systolic
  return fresh
}

/** The set to accept at `now`. `confirmed` tells the moment of the device value that was last taken for a quantity. */
export function setToAccept(
  latest: readonly Unconfirmed[],
  confirmed: (quantity: Quantity) => Instant | undefined,
  fresh: Readonly<Partial<Record<Quantity, number>>>,
  now: Instant,
): SetToAccept {
  const left = wholePressure(
    latest,
    latest.flatMap((value) => {
      const why = leftOut(value, latest, confirmed, fresh, now)
      return why ? [{ quantity: value.quantity, why }] : []
    }),
  )
  const taken = latest.filter(({ quantity }) => !left.some((one) => one.quantity === quantity))
  return {
    values: Object.fromEntries(taken.map(({ quantity, value }) => [quantity, value])),
    from: Object.fromEntries(taken.map(({ quantity, device, message, at }) => [quantity, { device, message, observedAt: at }])),
    left,
  }
}

type Left = SetToAccept['left'][number]
type Why = Left['why']
const PRESSURE: readonly Quantity[] = ['systolic', 'diastolic', 'mean-pressure']

/** Where one of systolic and diastolic is left out, no other pressure is taken. */
function wholePressure(latest: readonly Unconfirmed[], left: readonly Left[]): readonly Left[] {
  if (!left.some(({ quantity }) => quantity === 'systolic' || quantity === 'diastolic')) return left
  const alone = latest.filter(({ quantity }) => PRESSURE.includes(quantity) && !left.some((one) => one.quantity === quantity))
  return [...left, ...alone.map(({ quantity }) => ({ quantity, why: 'no-partner' as const }))]
}

function leftOut(
  one: Unconfirmed,
  all: readonly Unconfirmed[],
  confirmed: (quantity: Quantity) => Instant | undefined,
  fresh: Readonly<Partial<Record<Quantity, number>>>,
  now: Instant,
): Why | null {
  const age = minutesBetween(one.at, now)
  const limit = fresh[one.quantity]
  if (age < 0) return 'ahead'
  if (limit === undefined || age > limit) return 'stale'
  if ((confirmed(one.quantity) ?? '') >= one.at) return 'taken-already'
  return pressureFault(one, all)
}

/** A pressure is one measurement: systolic and diastolic of the same cuff and moment, the first above the second; a mean only with them. */
function pressureFault(one: Unconfirmed, all: readonly Unconfirmed[]): Why | null {
  if (!PRESSURE.includes(one.quantity)) return null
  const of = (quantity: Quantity) => all.find((other) => other.quantity === quantity && other.at === one.at && other.device === one.device)
  const [systolic, diastolic] = [of('systolic'), of('diastolic')]
  if (!systolic || !diastolic) return 'no-partner'
  return systolic.value > diastolic.value ? null : 'contradicts'
}
