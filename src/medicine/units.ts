import { type Exact, parseDecimal, ROUNDING, readDecimal, whole } from './exact.ts'

/** The quantities of an infusion. Each is an exact fraction that remembers its unit; only this file makes them. */
export type Unit = 'mg' | 'kg' | 'mg/kg' | 'mg/mL' | 'mL' | 'mL/h' | 'min' | 'ms'
export type Mg = Exact<'mg'>
export type MgPerKg = Exact<'mg/kg'>
export type Ml = Exact<'mL'>
export type MlPerHour = Exact<'mL/h'>

/** Thrown for a text that is no quantity; edges parse first (`isPositive`), so this is a fault, not an answer. */
export class NoQuantity extends RangeError {
  override readonly name = 'NoQuantity'
}

/** Whether the text is a decimal above zero, as every dose, weight, rate and volume of an order must be. */
export const isPositive = (text: string): boolean => parseDecimal(text)?.gt(0) ?? false

const positive =
  <U extends Unit>(unit: U) =>
  (text: string): Exact<U> => {
    const value = parseDecimal(text)
    if (!value?.gt(0)) throw new NoQuantity(`"${text}" is not a number of ${unit} above zero`)
    return whole<U>(value)
  }

const zeroOrMore =
  <U extends Unit>(unit: U) =>
  (text: string): Exact<U> => {
    const value = parseDecimal(text)
    if (!value) throw new NoQuantity(`"${text}" is not a number of ${unit}`)
    return whole<U>(value)
  }

export const kg = positive('kg')
export const mgPerKg = positive('mg/kg')
export const mgPerMl = positive('mg/mL')
export const minutes = positive('min')

/** A pump may stand at 0 mL/h, and a bag for flushing holds 0 mg/mL; what an account is made of must not fail on a 0 that somebody recorded. */
export const ml = zeroOrMore('mL')
export const rateOfPump = zeroOrMore('mL/h')
export const strengthOfBag = zeroOrMore('mg/mL')

/**
 * A decimal text for the eye: `digits` after the point, the half goes up. Keep the text itself for everything else.
 *
 * Errors: the text as it stands when it is no decimal.
 */
export const shown = (text: string, digits: number): string => {
  const value = readDecimal(text)
  return value ? value.toFixed(digits, ROUNDING) : text
}

/** As `shown`, without zeros that say nothing: "0.50" is 0.5, "40.00" is 40. */
export const shownShort = (text: string, digits: number): string => {
  const value = readDecimal(text)
  return value ? value.toDecimalPlaces(digits, ROUNDING).toFixed() : text
}
