import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'

type Unit = '/min' | '%' | 'mm[Hg]' | 'Cel' | 'kPa' | '[degF]'

const MDC: Readonly<Record<number, Unit>> = { 264864: '/min', 264928: '/min', 262688: '%', 266016: 'mm[Hg]', 268192: 'Cel', 268160: '[degF]', 265987: 'kPa' }
/** The first code of the dimension partition: a Philips unit `0004-hhhh` is counted from here. */
const DIMENSIONS = 262_144

/** Units as they are written, letters and signs only, lower case. */
const TEXTS: readonly (readonly [form: RegExp, unit: Unit])[] = [
  [/^(mdc_dim_(beat|resp)_per_min|bpm|rpm|brpm|(1|\{?(beats?|breaths?|br|pulses?|resp)\}?)?\/min(ute)?|(beats|breaths|br)permin(ute)?|min-1)$/, '/min'],
  [/^(mdc_dim_percent|%|percent|pct|%spo2)$/, '%'],
  [/^(mdc_dim_mmhg|mmhg|mm\[hg\]|mm\(hg\)|torr)$/, 'mm[Hg]'],
  [/^(mdc_dim_kilo_pascal|kpa|kilopascal)$/, 'kPa'],
  [/^(mdc_dim_degc|cel|celsius|c|°c|℃|degc|deg\.c|degreec|degreesc|degreescelsius)$/, 'Cel'],
  [/^(mdc_dim_fahr|\[degf\]|fahrenheit|f|°f|℉|degf|deg\.f|degreef|degreesf|degreesfahrenheit)$/, '[degF]'],
]

function unitOf(text: string): Unit | null {
  const dimension = /^0004-([0-9a-f]{4})$/i.exec(text)?.[1]
  if (dimension) return MDC[Number.parseInt(dimension, 16) + DIMENSIONS] ?? null
  if (/^\d+$/.test(text)) return MDC[Number(text)] ?? null
  const plain = text.toLowerCase().replace(/\s+/g, '')
  return TEXTS.find(([form]) => form.test(plain))?.[1] ?? null
}

/** A quantity that everybody counts in one unit may come without it; a pressure or a temperature may not. */
const ONE_UNIT: readonly Quantity[] = ['heart-rate', 'respiratory-rate', 'spo2']

export type Measured =
  | { readonly kind: 'value'; readonly value: number; readonly unitAssumed?: true; readonly original?: { readonly value: string; readonly unit: string } }
  | { readonly kind: 'bad-unit'; readonly unit: string }

/**
 * A number in the unit its quantity is kept in.
 *
 * Units:  from what OBX-6 says (code and text must not contradict each other) to the quantity's own UCUM unit.
 * Errors: never throws; a missing unit of a pressure or a temperature, an unknown one, and one of another kind are refused.
 * Source: 1 mmHg = 133.322387415 Pa (BIPM SI brochure, table 8); Cel = (degF - 32) * 5/9. A converted value is rounded to the
 *         digits of the quantity and keeps what was sent.
 */
export function inOwnUnit(quantity: Quantity, value: number, sent: string, code: string, text: string): Measured {
  const own = QUANTITIES[quantity].ucum
  if (code === '' && text === '') return ONE_UNIT.includes(quantity) ? { kind: 'value', value, unitAssumed: true } : { kind: 'bad-unit', unit: '' }
  const units = [unitOf(code), unitOf(text)].filter((unit) => unit !== null)
  const unit = units[0]
  if (!unit || units.some((other) => other !== unit)) return { kind: 'bad-unit', unit: [code, text].filter(Boolean).join(' ') }
  if (unit === own) return { kind: 'value', value }
  const original = { value: sent, unit: text || code }
  if (own === 'mm[Hg]' && unit === 'kPa') return { kind: 'value', value: rounded(value / 0.133322387415, quantity), original }
  if (own === 'Cel' && unit === '[degF]') return { kind: 'value', value: rounded(((value - 32) * 5) / 9, quantity), original }
  return { kind: 'bad-unit', unit: text || code }
}

const rounded = (value: number, quantity: Quantity): number => Number(value.toFixed(QUANTITIES[quantity].digits))

/** The code and reference name a unit is sent under. */
export const mdcUnitOf = (quantity: Quantity): string => {
  const sent: Record<string, string> = { '%': '262688^MDC_DIM_PERCENT^MDC', 'mm[Hg]': '266016^MDC_DIM_MMHG^MDC', Cel: '268192^MDC_DIM_DEGC^MDC' }
  if (quantity === 'respiratory-rate') return '264928^MDC_DIM_RESP_PER_MIN^MDC'
  return sent[QUANTITIES[quantity].ucum] ?? '264864^MDC_DIM_BEAT_PER_MIN^MDC'
}
