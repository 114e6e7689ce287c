import type { Instant } from '../../../../medicine/time.ts'
import { minutesBetween } from '../../../../medicine/time.ts'
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

export type OfferState = 'fresh' | 'old' | 'taken'

/**
 * A monitor's value can be accepted once, and only while it may stand for "now".
 *
 * Units:  `freshMin` in minutes; absent: the protocol does not ask for this quantity in this phase, and it is not offered.
 * Errors: none.
 * Source: the phase's cadence, by the monitor room's `freshMinutes`.
 */
export function offerState(offered: Offered, lastAccepted: Instant | undefined, freshMin: number | undefined, now: Instant): OfferState {
  if (lastAccepted !== undefined && offered.source.observedAt <= lastAccepted) return 'taken'
  return freshMin === undefined || minutesBetween(offered.source.observedAt, now) > freshMin ? 'old' : 'fresh'
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

/** Both pressures are of one cuff measurement, or neither is offered: one typed, old or left out takes the other with it. */
export function pressureTogether(typed: Typed, offer: Offer): Offer {
  const byHand = (typed.systolic ?? '') !== '' || (typed.diastolic ?? '') !== ''
  if (!byHand && offer.systolic && offer.diastolic) return offer
  const { systolic: _s, diastolic: _d, ...rest } = offer
  return rest
}

/** The fields on the screen: the usual set, what is due besides, and what was opened by hand. */
export function fieldsShown(due: readonly Quantity[], typed: Typed, more: boolean): readonly Quantity[] {
  return FIELDS.filter((q) => !(MORE as readonly Quantity[]).includes(q) || more || due.includes(q) || (typed[q] ?? '') !== '')
}

/**
 * The next field in the order, always the neighbour: who types a whole set by heart must find each number where it
 * belongs, whether or not the monitor offers one there. Null: the set is done.
 */
export const nextField = (from: Quantity, fields: readonly Quantity[]): Quantity | null => fields[fields.indexOf(from) + 1] ?? null
