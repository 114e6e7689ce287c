import type { Quantity, Values } from '../../../medicine/vitals.ts'
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

/** "88 /min", "97 %", "SpO₂ 97 %". */
export function quantity(q: Quantity, value: number): string {
  const info = QUANTITIES[q]
  return `${info.short} ${value.toFixed(info.digits)}${info.unit ? ` ${info.unit}` : ''}`
}

/** One set in one line; the two pressures are read together. */
export function setInWords(values: Values): string {
  const { systolic, diastolic, ...rest } = values
  const pressure = systolic !== undefined || diastolic !== undefined ? [`BP ${systolic ?? '–'}/${diastolic ?? '–'} mmHg`] : []
  const others = (Object.keys(rest) as (keyof typeof rest)[]).flatMap((q) => {
    const value = rest[q]
    return value === undefined ? [] : [quantity(q, value)]
  })
  const at = others.findIndex((words) => words.startsWith('HR'))
  return [...others.slice(0, at + 1), ...pressure, ...others.slice(at + 1)].join(' · ')
}

/** What the due line calls a group of quantities: "Blood pressure, HR and SpO₂". */
export function quantitiesInWords(list: readonly Quantity[]): string {
  const names = list.flatMap((q) => (q === 'systolic' ? ['BP'] : q === 'diastolic' || q === 'mean-pressure' ? [] : [QUANTITIES[q].short]))
  const unique = [...new Set(names)]
  if (unique.length < 2) return unique.join('')
  return `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}`
}
