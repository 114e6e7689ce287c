import { type Instant, msBetween } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'

/** One value as a device gave it. */
export type Observation = {
  readonly quantity: Quantity
  readonly value: number
  readonly at: Instant
  readonly standing: 'unverified' | 'final' | 'preliminary' | 'corrected'
  readonly zone: 'stated' | 'assumed'
  readonly questionable?: true
  readonly unitAssumed?: true
  readonly original?: { readonly value: string; readonly unit: string }
}
export type Gone = { readonly quantity: Quantity; readonly at: Instant; readonly why: string }

/** One device's part of a message. */
export type Part = {
  readonly device: string
  readonly bed: string
  readonly observations: readonly Observation[]
  readonly notMeasured: readonly Gone[]
  /** Values sent before that the device takes back. */
  readonly withdrawn: readonly Gone[]
}

export type LatestValue = Omit<Observation, 'quantity'> & { readonly message: string; readonly receivedAt: Instant }
/** What a device shows now: each quantity with its own moment, and what it tried to measure later and could not. */
export type DeviceNow = {
  readonly values: Readonly<Partial<Record<Quantity, LatestValue>>>
  readonly missing: Readonly<Partial<Record<Quantity, { readonly at: Instant; readonly why: string }>>>
}
export const NOTHING: DeviceNow = { values: {}, missing: {} }

export type Sample = { readonly at: Instant; readonly values: Values }
export type Absorbed = {
  readonly now: DeviceNow
  /** What was not known before, by moment: a reading that is repeated in every message appears once. */
  readonly fresh: readonly Sample[]
  /** Values from a later moment than now: the device's clock is ahead, and they are not taken. */
  readonly ahead: readonly Observation[]
}

/** How far a device's clock may run ahead before its times mean nothing. A matter of clocks, not of care. */
const AHEAD_MS = 120_000

/** What a device shows after one more part of a message. */
export function absorb(before: DeviceNow, part: Part, message: string, receivedAt: Instant): Absorbed {
  const ahead = part.observations.filter(({ at }) => msBetween(receivedAt, at) > AHEAD_MS)
  const due = part.observations.filter((seen) => !ahead.includes(seen))
  const fresh = due.filter((seen) => !isKnown(before.values[seen.quantity], seen))
  const values = { ...before.values }
  const missing = { ...before.missing }
  for (const { quantity, at } of part.withdrawn) if (values[quantity]?.at === at) delete values[quantity]
  for (const { quantity, ...seen } of fresh) {
    const held = values[quantity]
    if (held && held.at > seen.at) continue
    values[quantity] = { ...seen, message, receivedAt }
  }
  for (const { quantity, at, why } of part.notMeasured) missing[quantity] = { at, why }
  for (const { quantity, at } of due) if ((missing[quantity]?.at ?? at) <= at) delete missing[quantity]
  return { now: { values, missing }, fresh: byMoment(fresh), ahead }
}

/** The same value of the same moment; another value of that moment is a correction, and new. */
const isKnown = (held: LatestValue | undefined, seen: Observation): boolean => held !== undefined && held.at === seen.at && held.value === seen.value

function byMoment(observations: readonly Observation[]): Sample[] {
  const moments = new Map<Instant, Partial<Record<Quantity, number>>>()
  for (const { at, quantity, value } of observations) moments.set(at, { ...moments.get(at), [quantity]: value })
  return [...moments].map(([at, values]) => ({ at, values })).sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** The newest of several devices at one chair, for each quantity. */
export function together(devices: readonly { readonly device: string; readonly now: DeviceNow }[]): readonly (LatestValue & {
  readonly quantity: Quantity
  readonly device: string
})[] {
  const all = devices.flatMap(({ device, now }) =>
    Object.entries(now.values).map(([quantity, value]) => ({ ...value, quantity: quantity as Quantity, device })),
  )
  return all.filter((one) => !all.some((other) => other !== one && other.quantity === one.quantity && newer(other, one)))
}

const newer = (a: LatestValue & { device: string }, b: LatestValue & { device: string }): boolean => (a.at === b.at ? a.device < b.device : a.at > b.at)
