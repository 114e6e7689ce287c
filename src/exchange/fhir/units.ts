import { Decimal } from 'decimal.js'

/**
 * How much of the second unit one of the first is: by definition of the units, exact.
 * Source: UCUM 2.1 ([lb_av] = 7000 [gr], 0.45359237 kg; [in_i] = 2.54 cm; m[Hg] = 133.3220 kPa).
 */
const FACTORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kg: { kg: '1', g: '0.001', '[lb_av]': '0.45359237', '[oz_av]': '0.028349523125' },
  cm: { cm: '1', m: '100', mm: '0.1', '[in_i]': '2.54', '[in_us]': '2.540005080010160', '[ft_i]': '30.48' },
  'mm[Hg]': { 'mm[Hg]': '1', 'm[Hg]': '1000', 'cm[Hg]': '10' },
  '/min': { '/min': '1', '{beats}/min': '1', '{Beats}/min': '1', '{beat}/min': '1', '/s': '60' },
  '%': { '%': '1' },
  mg: { mg: '1', g: '1000', ug: '0.001' },
}
const SCORES = ['{score}', '{points}', '{count}', '1']

/** What people write where no code stands; each is read one way only. */
const WRITTEN: Readonly<Record<string, string>> = {
  kg: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  g: 'g',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  cm: 'cm',
  m: 'm',
  in: '[in_i]',
  inch: '[in_i]',
  inches: '[in_i]',
  mmhg: 'mm[Hg]',
  'mm[hg]': 'mm[Hg]',
  kpa: 'kPa',
  bpm: '/min',
  'beats/min': '/min',
  'beats/minute': '/min',
  '/min': '/min',
  '%': '%',
  mg: 'mg',
  mcg: 'ug',
}

export type Measured = { readonly value: number; readonly unit?: string | undefined; readonly code?: string | undefined; readonly system?: string | undefined }

/**
 * A measured value in the unit asked for.
 *
 * Units:  UCUM codes; where there is no code, the few written forms that have one meaning.
 * Errors: undefined where the way is not known exactly; never guessed.
 */
export function inUnit({ value, unit, code, system }: Measured, to: string): number | undefined {
  const from = codeOf(code, unit, system)
  if (isScore(to)) return from === undefined ? (unit === undefined || /^(score|points?)$/i.test(unit) ? value : undefined) : isScore(from) ? value : undefined
  if (from === undefined) return undefined
  if (from === to) return value
  if (from === 'kPa' && to === 'mm[Hg]') return rounded(new Decimal(value).div('0.133322'))
  const table = Object.hasOwn(FACTORS, to) ? FACTORS[to] : undefined
  const factor = table && Object.hasOwn(table, from) ? table[from] : undefined
  return factor === undefined ? undefined : rounded(new Decimal(value).times(factor))
}

const isScore = (unit: string): boolean => SCORES.includes(unit) || /^\{[a-z ]+\}$/i.test(unit)
/** As exact as anybody weighs: nine digits, so that what was converted and what was not compare. */
const rounded = (value: Decimal): number => value.toSignificantDigits(9).toNumber()

function codeOf(code: string | undefined, unit: string | undefined, system: string | undefined): string | undefined {
  const ucum = system === undefined || system === 'http://unitsofmeasure.org'
  if (code !== undefined && ucum) return code
  const written = unit?.trim().toLowerCase()
  return written !== undefined && Object.hasOwn(WRITTEN, written) ? WRITTEN[written] : undefined
}
