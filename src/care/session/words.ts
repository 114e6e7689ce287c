import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import type { Num, Protocol } from '../protocol/protocol.ts'

/** Words that several sentences of this capability share. Ages are spans, never clock times: the reader's zone is not known here. */
const UNITS: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', '{score}': '', Cel: '°C' }

export const span = (minutes: number): string => {
  const whole = Math.max(0, Math.floor(minutes))
  const [h, min] = [Math.floor(whole / 60), whole % 60]
  return h === 0 ? `${min} min` : min === 0 ? `${h} h` : `${h} h ${min} min`
}

const unitOf = (unit: string): string => UNITS[unit] ?? unit
export const amount = (num: Num): string => `${num.value} ${unitOf(num.unit)}`.trim()
/** A number of the protocol with its unit and where it is from. */
export const sourced = (num: Num, p: Protocol): string => `${amount(num)}, by ${p.sources[num.source]?.title ?? num.source}`

export const withUnit = (quantity: Quantity, value: number): string => `${value} ${QUANTITIES[quantity].unit}`.trim()
export const nameOf = (quantity: Quantity): string => QUANTITIES[quantity].name
/** "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)
export const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
