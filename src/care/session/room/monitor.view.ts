import type { Instant } from '../../../medicine/time.ts'
import { QUANTITIES, type Quantity } from '../../../medicine/vitals.ts'
import type { Live } from '../session.ts'
import type { Offer, Offered } from './readings/entry.view.ts'

/** The newest value of each quantity that a monitor sent to this chair, each with its own moment. */
export type MonitorNow = {
  readonly device: string
  /** What the clinic calls it. */
  readonly name?: string
  readonly values: Readonly<Partial<Record<Quantity, { readonly value: number; readonly at: Instant; readonly message?: string }>>>
}
type MonitorEvent = {
  readonly device: string
  readonly name?: string
  readonly values: Readonly<Record<string, number>>
  readonly at: Instant
  readonly message?: string
}

/** A message brings some quantities; the others keep their value and their age. */
export function withEvent(before: MonitorNow | null, event: MonitorEvent): MonitorNow {
  const kept = before?.device === event.device ? before.values : {}
  const values: Partial<Record<Quantity, { value: number; at: Instant; message?: string }>> = { ...kept }
  for (const [q, value] of Object.entries(event.values)) {
    if (!(q in QUANTITIES)) continue
    const held = values[q as Quantity]
    if (held && held.at > event.at) continue
    values[q as Quantity] = { value, at: event.at, ...(event.message ? { message: event.message } : {}) }
  }
  const name = event.name ?? (before?.device === event.device ? before.name : undefined)
  return { device: event.device, values, ...(name ? { name } : {}) }
}

export function offerOf(monitor: MonitorNow | null): Offer {
  const offer: Partial<Record<Quantity, Offered>> = {}
  for (const [q, held] of Object.entries(monitor?.values ?? {})) {
    offer[q as Quantity] = { value: held.value, source: { device: monitor?.device ?? '', message: held.message ?? 'not named', observedAt: held.at } }
  }
  return offer
}

/** When the monitor last said anything; null: nothing is bound to this chair, or nothing came. */
export const lastHeard = (monitor: MonitorNow | null): Instant | null =>
  Object.values(monitor?.values ?? {}).reduce<Instant | null>((last, held) => (last === null || held.at > last ? held.at : last), null)

/** Moment of the monitor's value that was last accepted into the record, for each quantity. */
export function lastAccepted(s: Live, q: Quantity): Instant | undefined {
  return s.readings.reduce<Instant | undefined>((last, reading) => {
    const at = reading.from[q]?.observedAt
    return at !== undefined && (last === undefined || at > last) ? at : last
  }, undefined)
}
