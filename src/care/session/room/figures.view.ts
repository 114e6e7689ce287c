import type { Quantity } from '../../../medicine/vitals.ts'
import { QUANTITIES } from '../../../medicine/vitals.ts'
import type { DecimalText } from '../session.types.ts'

/** How numbers are written on the screen; the record keeps them exact. */

/**
 * A decimal text rounded for reading.
 *
 * Units:  as the text; never changes the unit.
 * Errors: text that is no number is shown as it stands, never as 0.
 */
export function shown(text: DecimalText, digits: number): string {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? text : value.toFixed(digits)
}

/** The same without empty decimals: "150", "0.5". */
export function shortest(text: DecimalText, digits = 3): string {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? text : String(Number(value.toFixed(digits)))
}

/** 0 to 1; null when there is nothing to measure against. */
export function part(of: DecimalText, whole: DecimalText): number | null {
  const w = Number(whole)
  return w > 0 ? Math.min(1, Math.max(0, Number(of) / w)) : null
}

/** "12 s", "4 min", "2 h": how old something is, in one short word. */
export function age(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min`
  return `${Math.floor(s / 3600)} h`
}

/** What the due line calls a group of quantities: "Blood pressure, HR and SpO₂". */
export function quantitiesInWords(list: readonly Quantity[]): string {
  const names = list.flatMap((q) => (q === 'systolic' ? ['BP'] : q === 'diastolic' || q === 'mean-pressure' ? [] : [QUANTITIES[q].short]))
  const unique = [...new Set(names)]
  if (unique.length < 2) return unique.join('')
  return `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}`
}
