import type { Instant } from '../../../../medicine/time.ts'
import { msBetween } from '../../../../medicine/time.ts'
import type { Quantity, Values } from '../../../../medicine/vitals.ts'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import type { Protocol } from '../../../protocol/protocol.ts'
import type { DeviceSource } from '../../session.types.ts'

/** The entry of one set: what was typed, what the monitor offers, and what leaves as the command. */

/** The order in which a set is entered. */
export const TYPED = ['heart-rate', 'systolic', 'diastolic', 'spo2', 'respiratory-rate'] as const satisfies readonly Quantity[]
export const TAPPED = ['moaas', 'dissociation'] as const satisfies readonly Quantity[]
/** Scores given by a tap on the number itself. */
export const SCALES: Readonly<Partial<Record<Quantity, number>>> = { moaas: 5, dissociation: 10, nausea: 10, anxiety: 10, pain: 10 }
export const MORE = ['temperature', 'nausea', 'anxiety', 'pain'] as const satisfies readonly Quantity[]
export const FIELDS: readonly Quantity[] = [...TYPED, ...TAPPED, ...MORE]

/** What stands in the fields now; text as typed, so that nothing is lost while it is incomplete. */
export type Typed = Readonly<Partial<Record<Quantity, string>>>

/** One value of the bedside monitor, with the moment the monitor measured it. */
export type Offered = { readonly value: number; readonly source: DeviceSource }
export type Offer = Readonly<Partial<Record<Quantity, Offered>>>

/**
 * Whether no further digit could make a possible value, so that the entry may move on by itself.
 *
 * Units:  as the quantity.
 * Errors: a quantity without bounds in the protocol never moves on by itself.
 * Source: bounds of the protocol, `plausible`.
 */
export function finished(q: Quantity, text: string, protocol: Protocol): boolean {
  const bounds = protocol.plausible.find((p) => p.quantity === q)?.possible
  if (!bounds || !/^\d+$/.test(text)) return false
  if (text === '0') return bounds.min.value <= 0 // no number goes on after a nought
  return Number(text) >= bounds.min.value && Number(`${text}0`) > bounds.max.value
}

/** Digits, and one point where the quantity has decimals; anything else is not taken into the field. */
export function cleaned(q: Quantity, text: string): string {
  const point = text.replace(',', '.')
  return QUANTITIES[q].digits === 0 ? point.replace(/\D/g, '').slice(0, 3) : (/^\d{0,3}(\.\d?)?/.exec(point)?.[0] ?? '')
}

/** How many minutes a monitor's value may be offered for; the protocol's own rhythm for that quantity. */
function rhythmMs(q: Quantity, protocol: Protocol): number {
  const every = protocol.cadence.filter((c) => c.quantities.includes(q)).map((c) => c.every.value)
  return every.length === 0 ? 0 : Math.max(...every) * 60_000
}

export type OfferState = 'fresh' | 'old' | 'taken'

/** A monitor's value can be accepted once, and only while it is younger than the rhythm in which it is due. */
export function offerState(q: Quantity, offered: Offered, lastAccepted: Instant | undefined, now: Instant, protocol: Protocol): OfferState {
  if (lastAccepted !== undefined && offered.source.observedAt <= lastAccepted) return 'taken'
  return msBetween(offered.source.observedAt, now) > rhythmMs(q, protocol) ? 'old' : 'fresh'
}

export type EnteredSet = { readonly values: Values; readonly from: Readonly<Partial<Record<Quantity, DeviceSource>>> }

/** What was typed wins; what the monitor offers fills the rest when the person accepts it. */
export function enteredSet(typed: Typed, offer: Offer): EnteredSet {
  const values: Partial<Record<Quantity, number>> = {}
  const from: Partial<Record<Quantity, DeviceSource>> = {}
  for (const q of Object.keys(QUANTITIES) as Quantity[]) {
    const text = typed[q]?.trim() ?? ''
    const offered = offer[q]
    if (text !== '') values[q] = Number(text)
    else if (offered) {
      values[q] = offered.value
      from[q] = offered.source
    }
  }
  return { values, from }
}

/** The two pressures of one cuff measurement belong together: one typed by hand takes the other out of the offer. */
export function pressureTogether(typed: Typed, offer: Offer): Offer {
  const byHand = (typed.systolic ?? '') !== '' || (typed.diastolic ?? '') !== ''
  if (!byHand) return offer
  const { systolic: _s, diastolic: _d, 'mean-pressure': _m, ...rest } = offer
  return rest
}

export const nothingTyped = (typed: Typed): boolean => Object.values(typed).every((text) => (text ?? '').trim() === '')

/** The fields on the screen: the usual set, what is due besides, and what was opened by hand. */
export function fieldsShown(due: readonly Quantity[], typed: Typed, more: boolean): readonly Quantity[] {
  return FIELDS.filter((q) => !(MORE as readonly Quantity[]).includes(q) || more || due.includes(q) || (typed[q] ?? '') !== '')
}

/**
 * The next field in the order, always the neighbour: who types a whole set by heart must find each number where it
 * belongs, whether or not the monitor offers one there. Null: the set is done.
 */
export const nextField = (from: Quantity, fields: readonly Quantity[]): Quantity | null => fields[fields.indexOf(from) + 1] ?? null
