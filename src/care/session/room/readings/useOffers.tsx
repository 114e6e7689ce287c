import type { Instant } from '../../../../medicine/time.ts'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { useNow } from '../../../../ui/clock.ts'
import { freshMinutes } from '../../../monitor/monitor.ts'
import { phase } from '../../session.ts'
import { useMonitor, useRoom } from '../context.tsx'
import { lastAccepted, offerOf } from '../monitor.view.ts'
import { type Offer, type OfferState, offerState, pressureTogether, type Typed } from './entry.view.ts'

type Draft = {
  readonly typed: Typed
  readonly notMeasured: Readonly<Partial<Record<Quantity, string>>>
  readonly leftOut: readonly Quantity[]
  readonly at: Instant | null
}

/** What the monitor says for each field, and which of it one tap would take: only what stands on the screen, only for now. */
export function useOffers({ typed, notMeasured, leftOut, at }: Draft, fields: readonly Quantity[]) {
  const { session, protocol } = useRoom()
  const monitor = useMonitor()
  const now = useNow()
  const here = phase(session)
  const fresh = here ? freshMinutes(protocol, here) : {}
  const offered: Offer = at ? {} : offerOf(monitor)
  const states: Partial<Record<Quantity, OfferState>> = {}
  const taken: Partial<Record<Quantity, NonNullable<Offer[Quantity]>>> = {}
  for (const q of fields) {
    const value = offered[q]
    if (!value) continue
    states[q] = offerState(value, lastAccepted(session, q), fresh[q], now)
    if (states[q] === 'fresh' && !leftOut.includes(q) && notMeasured[q] === undefined) taken[q] = value
  }
  return { offered, states, offer: pressureTogether(typed, taken) }
}
