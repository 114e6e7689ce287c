import { Decimal } from 'decimal.js'

/**
 * Exact fractions for doses: `n / d`, both whole or terminating decimals, never rounded on the way. `U` names the unit
 * and exists only for the type checker. Division into a decimal happens once, when somebody asks for a text.
 */
export type Exact<U extends string = string> = { readonly n: Decimal; readonly d: Decimal; readonly unit?: U }

// Wide enough that no product of clinic numbers (at most 18 digits each, see parseDecimal) is ever rounded.
const Wide = Decimal.clone({ precision: 1000, toExpNeg: -1000, toExpPos: 1000 })
const ONE = new Wide(1)

/** As nurses and pharmacists round: the half goes up. Only ever for display. */
export const ROUNDING = Decimal.ROUND_HALF_UP

const FORM = /^\d{1,9}(\.\d{1,9})?$/

/**
 * A decimal as people type it: digits and at most one point. No sign, no exponent, no comma (0,5 and 0.5 are not to be
 * confused), at most nine digits on either side.
 *
 * Errors: null when the text has another form.
 */
export const parseDecimal = (text: string): Decimal | null => (FORM.test(text) ? new Wide(text) : null)

/** A decimal as `text` writes it, with as many digits as it takes; null when it is none. */
export const readDecimal = (written: string): Decimal | null => (/^\d+(\.\d+)?$/.test(written) ? new Wide(written) : null)

export const whole = <U extends string>(value: Decimal.Value): Exact<U> => ({ n: new Wide(value), d: ONE })
export const fraction = <U extends string>(n: Decimal.Value, d: Decimal.Value): Exact<U> => ({ n: new Wide(n), d: new Wide(d) })

export const plus = <U extends string>(a: Exact<U>, b: Exact<U>): Exact<U> =>
  a.d.eq(b.d) ? { n: a.n.plus(b.n), d: a.d } : { n: a.n.times(b.d).plus(b.n.times(a.d)), d: a.d.times(b.d) }
export const minus = <U extends string>(a: Exact<U>, b: Exact<U>): Exact<U> => plus(a, { n: b.n.neg(), d: b.d })
/** The unit of a product or quotient is the caller's to name. */
export const times = <U extends string>(a: Exact, b: Exact): Exact<U> => ({ n: a.n.times(b.n), d: a.d.times(b.d) })
export const over = <U extends string>(a: Exact, b: Exact): Exact<U> => ({ n: a.n.times(b.d), d: a.d.times(b.n) })

/** -1, 0 or 1, without dividing. Denominators are positive. */
export const compare = <U extends string>(a: Exact<U>, b: Exact<U>): number => a.n.times(b.d).comparedTo(b.n.times(a.d))
export const least = <U extends string>(a: Exact<U>, b: Exact<U>): Exact<U> => (compare(a, b) <= 0 ? a : b)
export const isZero = (a: Exact): boolean => a.n.isZero()

/** The smallest whole number not below the fraction. */
export const ceiling = (a: Exact): number => a.n.div(a.d).ceil().toNumber()
export const toNumber = (a: Exact): number => a.n.div(a.d).toNumber()

/**
 * The value as a decimal text. A fraction that ends is written out in full; one that does not end (a third of an hour)
 * is written to 30 digits, which is for carrying, not for adding up: add the fractions instead.
 */
export const text = (a: Exact): string => a.n.div(a.d).toSignificantDigits(30, ROUNDING).toFixed()

/** For display: `digits` after the point, the half goes up, trailing zeros kept ("0.50"). */
export const rounded = (a: Exact, digits: number): string => a.n.div(a.d).toFixed(digits, ROUNDING)
