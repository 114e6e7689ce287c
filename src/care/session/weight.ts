import { parseDecimal, rounded, whole } from '../../medicine/exact.ts'
import { plausibility } from '../../medicine/plausible.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { notANumber } from './dose.ts'
import { type Finding, no, really } from './findings.ts'
import { differsByMore } from './gates.ts'
import type { DecimalText } from './session.types.ts'
import { sourced } from './words.ts'

/** The international avoirdupois pound, exact by definition (1959). */
const KG_PER_POUND = '0.45359237'
const POUNDS: ReadonlySet<string> = new Set(['lb', 'lbs', 'pound', 'pounds', 'lb_av', '[lb_av]'])

const fromPounds = (pounds: string): string => rounded(whole(whole(pounds).n.times(KG_PER_POUND)), 1)

/** "70" and "70.0" are one weight. */
export const sameNumber = (a: DecimalText, b: DecimalText): boolean => parseDecimal(a)?.eq(parseDecimal(b) ?? -1) ?? false

/** A weight is in kilograms or it is refused; what it would be is said, and somebody enters that knowingly. */
export function wrongUnit(value: DecimalText, unit: string): readonly Finding[] {
  if (unit === 'kg') return []
  const would = POUNDS.has(unit.trim().toLowerCase()) && parseDecimal(value) ? ` ${value} lb would be ${fromPounds(value)} kg.` : ''
  return [no('not-kg', `Weights are kept in kg; "${unit}" is not converted by itself.${would} Enter the kg, best with the scale set to kg.`, 'unit')]
}

/**
 * What is wrong or odd about a weight in kg. A number that fits the known weight only when it is read as pounds is refused.
 *
 * Units:  kg.
 * Errors: none; without a known weight only the protocol's bounds speak.
 * Source: protocol.plausible (weight) and protocol.before.weightChange.
 */
export function oddWeight(value: DecimalText, known: DecimalText | undefined, p: Protocol, field: string): readonly Finding[] {
  const wrong = notANumber(field, value, 'kg')
  if (wrong.length > 0) return wrong
  if (known && differsByMore(value, known, p.before.weightChange)) {
    const asPounds = fromPounds(value)
    if (parseDecimal(asPounds)?.gt(0) && !differsByMore(asPounds, known, p.before.weightChange))
      return [no('looks-like-pounds', `${value} looks like pounds: the chart knows ${known} kg, and ${value} lb would be ${asPounds} kg. Enter the kg.`, field)]
  }
  return [...outside(value, p, field), ...changed(value, known, p, field)]
}

function outside(value: DecimalText, p: Protocol, field: string): readonly Finding[] {
  const range = p.plausible.find(({ quantity }) => quantity === 'weight')
  if (!range) return []
  const { possible, usual } = range
  switch (plausibility(Number(value), { possible: bounds(possible), usual: bounds(usual) })) {
    case 'impossible':
      return [no('impossible', `${value} kg cannot be: a weight lies between ${possible.min.value} and ${sourced(possible.max, p)}.`, field)]
    case 'unusual':
      return [really('weight', `${value} kg is outside the usual ${usual.min.value} to ${usual.max.value} kg.`, field)]
    default:
      return []
  }
}
export const bounds = ({ min, max }: { readonly min: { readonly value: number }; readonly max: { readonly value: number } }) => ({
  min: min.value,
  max: max.value,
})

function changed(value: DecimalText, known: DecimalText | undefined, p: Protocol, field: string): readonly Finding[] {
  if (!known || !differsByMore(value, known, p.before.weightChange)) return []
  return [really('weight', `${value} kg differs from the ${known} kg known by more than ${sourced(p.before.weightChange, p)}.`, field)]
}
