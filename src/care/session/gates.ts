import { compare, parseDecimal, times, whole } from '../../medicine/exact.ts'
import { type Instant, minutesBetween } from '../../medicine/time.ts'
import type { GateId, Num, Protocol } from '../protocol/protocol.ts'
import { pressures } from './readings.ts'
import type { GateState, Live } from './session.state.ts'
import { type Found, met, notMet, overridden, unknown } from './verdicts.ts'
import { amount, listed, span } from './words.ts'

type Look = (s: Live, p: Protocol, now: Instant) => Found

/**
 * The checks before the chair, by the protocol's list.
 *
 * Units:  hours, minutes, percent, mmHg of the protocol; weights kg.
 * Errors: none; what nobody asked or measured is unknown, never met.
 * Source: protocol.gates and protocol.before.
 */
export const gates = (s: Live, p: Protocol, now: Instant): readonly GateState[] =>
  p.gates.map(({ id, says, overridableBy, source }) => ({ id, says, overridableBy, source, ...overridden(LOOK[id](s, p, now), s.gateOverrides[id]) }))

export const isOpenGate = ({ state }: { readonly state: GateState['state'] }): boolean => state === 'not-met' || state === 'unknown'

const LOOK: Readonly<Record<GateId, Look>> = {
  order: ({ order, orderDraft }, _, now) => {
    if (!order) return notMet('No order is written.')
    if (orderDraft && orderDraft.at <= now) return notMet('A newer order waits for a physician’s signature.', orderDraft.at)
    return order.signed ? met(`Signed by ${order.signed.by.name}.`) : notMet('The order is not signed by a physician.', order.at)
  },
  identity: ({ identity }) =>
    identity ? met(`Checked by ${identity.by.name}: ${listed(identity.checked).replaceAll('-', ' ')}.`) : unknown('Nobody has confirmed who this is.'),
  weight,
  fast,
  escort: ({ escort }) => (escort ? met(`${escort.name} (${escort.relation}), ${escort.phone}.`) : unknown('No escort is named.')),
  'blood-pressure': pressure,
  allergies: ({ allergies, order }, p) => {
    if (!allergies) return unknown('Nobody has gone through the allergies.')
    const names = allergies.allergies.map(({ substance }) => substance)
    if (names.length === 0) return allergies.noneKnown ? met('No known allergies.') : notMet('It is not known whether there are allergies.', allergies.at)
    const match = names.find((name) => sameSubstance(name, order?.drug.name ?? p.drug.name))
    return match ? notMet(`Allergic to ${match}, the drug of this session.`, allergies.at) : met(`Gone through: ${listed(names)}.`)
  },
}

/** One name within the other, in any case: words only, no knowledge of drug classes. */
export function sameSubstance(a: string, b: string): boolean {
  const [x, y] = [a.trim().toLowerCase(), b.trim().toLowerCase()]
  return x !== '' && y !== '' && (x.includes(y) || y.includes(x))
}

/** By how much two weights differ, in percent of the second, exactly. */
export function differsByMore(a: string, b: string, percent: Num): boolean {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  if (!x || !y) return false
  return compare(times<'kg'>(whole(x.minus(y).abs()), whole(100)), times<'kg'>(whole(y), whole(percent.value))) > 0
}

function weight({ weight: today, order }: Live, p: Protocol): Found {
  if (!today) return unknown('Not weighed since arrival.')
  if (today.method === 'stated') return notMet(`${today.kg} kg was stated, not measured.`, today.at)
  if (!order) return met(`${today.kg} kg today.`)
  if (!differsByMore(today.kg, order.weightKg, p.before.weightChange)) return met(`${today.kg} kg today; the order was written for ${order.weightKg} kg.`)
  return notMet(
    `${today.kg} kg today, but the order was written for ${order.weightKg} kg: more than ${amount(p.before.weightChange)} apart. A new order is needed.`,
    today.at,
  )
}

function fast({ fast: answer }: Live, { before }: Protocol, now: Instant): Found {
  if (!answer) return unknown('Nobody has asked about food and drink.')
  const parts = [
    { what: 'food', ago: minutesBetween(answer.lastFood, now), asked: before.noFood },
    { what: 'drink', ago: minutesBetween(answer.lastDrink, now), asked: before.noClearLiquid },
  ]
  const early = parts.filter(({ ago, asked }) => ago < asked.value * 60)
  if (early.length === 0) return met(`${listed(parts.map(({ what, ago }) => `Last ${what} ${span(ago)} ago`))}.`)
  const waits = early.map(
    ({ what, ago, asked }) => `Last ${what} ${span(ago)} ago, ${amount(asked)} asked for: met in ${span(Math.ceil(asked.value * 60 - ago))}`,
  )
  return notMet(`${listed(waits)}.`, answer.at)
}

function pressure(s: Live, { before }: Protocol, now: Instant): Found {
  const last = pressures(s, now).at(-1)
  if (!last) return unknown('No blood pressure since arrival.')
  const { systolic, diastolic, set } = last
  const [said, ago] = [`${systolic}/${diastolic} mmHg`, minutesBetween(set.at, now)]
  if (ago > before.pressureFresh.value)
    return unknown(`The last pressure (${said}) is ${span(ago)} old; one of the last ${amount(before.pressureFresh)} is asked for.`)
  const review = `${before.pressureReview.systolic.value}/${before.pressureReview.diastolic.value}`
  if (!needsReview(last, before)) return met(`${said}, ${span(ago)} ago.`)
  if (s.pressureAccepted?.reading === set.event)
    return met(`${said} is above ${review}; accepted by ${s.pressureAccepted.by.name}: ${s.pressureAccepted.reason}.`)
  return notMet(`${said} is above ${review}: a physician’s documented decision is needed.`, set.at)
}

export const needsReview = (pressure: { readonly systolic: number; readonly diastolic: number }, { pressureReview }: Protocol['before']): boolean =>
  pressure.systolic > pressureReview.systolic.value || pressure.diastolic > pressureReview.diastolic.value
