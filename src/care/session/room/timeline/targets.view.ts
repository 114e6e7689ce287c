import { msOf } from '../../../../medicine/time.ts'
import type { Quantity } from '../../../../medicine/vitals.ts'
import type { Protocol } from '../../../protocol/protocol.ts'
import { type Live, rulesOf } from '../../session.ts'

/** The first limit on each side: between them a value raises nothing. A side without a limit stays open. */
export type Target = { readonly above?: number; readonly below?: number }
export type Targets = Readonly<Partial<Record<Quantity, Target>>>

/**
 * Units:  as the quantity.
 * Errors: none; a quantity without limits has no target.
 * Source: the protocol's limits, and those a clinician set for this patient, which stand in their place.
 */
export function targets(s: Live, protocol: Protocol): Targets {
  const found: Partial<Record<Quantity, Target>> = {}
  for (const { quantity, side, at } of rulesOf(s, protocol)) {
    const held = found[quantity]?.[side]
    if (held === undefined || (side === 'above' ? at < held : at > held)) found[quantity] = { ...found[quantity], [side]: at }
  }
  return found
}

export type Score = { readonly t: number; readonly value: number; readonly outside: boolean }
export type Scores = Readonly<Record<'moaas' | 'dissociation', readonly Score[]>>

/** Sedation and dissociation as numbers in time, each knowing whether it lies at or beyond a limit. */
export function scores(s: Live, limits: Targets): Scores {
  const of = (q: 'moaas' | 'dissociation'): Score[] =>
    s.readings.flatMap((reading) => {
      const value = reading.values[q]
      return value === undefined ? [] : [{ t: msOf(reading.at) / 1000, value, outside: beyond(value, limits[q]) }]
    })
  return { moaas: of('moaas'), dissociation: of('dissociation') }
}

export const beyond = (value: number, target: Target | undefined): boolean =>
  (target?.above !== undefined && value >= target.above) || (target?.below !== undefined && value <= target.below)
