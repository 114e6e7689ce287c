import type { Quantity } from '../../medicine/vitals.ts'
import type { Meaning } from './codes.ts'
import { identify } from './identify.ts'
import { component, field, type Message, repetitions, type Segment } from './message.ts'
import { cut } from './text.ts'
import { inOwnUnit } from './unit.ts'

/** One OBX, read by itself; when and whose it is comes from around it. */
export type Row =
  | {
      readonly kind: 'value'
      readonly meaning: Meaning
      readonly value: number
      readonly standing: Standing
      readonly questionable?: true
      readonly unitAssumed?: true
      readonly original?: { readonly value: string; readonly unit: string }
    }
  | { readonly kind: 'not-measured'; readonly quantity: Quantity; readonly why: string }
  | { readonly kind: 'withdrawn'; readonly quantity: Quantity; readonly why: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly why: string; readonly quantity?: Quantity }
  | { readonly kind: 'other'; readonly name: string; readonly valued: boolean; readonly device: boolean }
/** OBX-11 in words: as the device measured it, final, preliminary, or a correction of one sent before. */
export type Standing = 'unverified' | 'final' | 'preliminary' | 'corrected'
export type RefusalCode = 'demonstration' | 'label-disagrees' | 'not-a-number' | 'unit' | 'time' | 'impossible' | 'status'

const STANDINGS: Readonly<Record<string, Standing>> = {
  '': 'unverified',
  R: 'unverified',
  F: 'final',
  U: 'final',
  P: 'preliminary',
  S: 'preliminary',
  C: 'corrected',
}
/** Numbers that monitors send where they have none, seen on the wire. */
const SENTINELS = new Set([-1, -99, -99.9, -100, -999, -999.9, -9999, -32768, 8388607])
const EMPTY_FLAGS = ['INV', 'NAV', 'CAL', 'OFF']
/** A zero here is a sensor without a signal; a heart or a breath can truly be counted as none. */
const NO_SIGNAL: readonly Quantity[] = ['spo2', 'systolic', 'diastolic', 'mean-pressure', 'temperature']

export function readRow(message: Message, obx: Segment): Row {
  const part = (n: number, c: number) => component(message, field(obx, n), c)
  const triplet = (c: number) => ({ code: part(3, c), label: part(3, c + 1), system: part(3, c + 2) })
  const found = identify(triplet(1), triplet(4))
  const sent = sentValue(message, obx)
  if (found.kind === 'other') return { kind: 'other', name: part(3, 2) || part(3, 1), valued: sent !== '', device: found.device }
  const flags = repetitions(message, field(obx, 8)).map((flag) => component(message, flag, 1).toUpperCase())
  if (flags.includes('DEMO') || flags.includes('TEST'))
    return { kind: 'refused', code: 'demonstration', why: 'The monitor says it is showing demonstration values' }
  if (found.kind === 'disagree')
    return { kind: 'refused', code: 'label-disagrees', why: `The code means ${found.says}, the label says ${found.label}`, quantity: found.says }
  return judged(found.meaning, sent, part(11, 1).toUpperCase(), flags, [part(6, 1), part(6, 2)])
}

/** OBX-5 as one text: a plain number, or the number of a structured one (`^98`); a repeated value stays as it is and is no number. */
function sentValue(message: Message, obx: Segment): string {
  const text = field(obx, 5).trim()
  if (!text.includes(message.separators.component)) return text
  const structured = component(message, text, 1) === '' || component(message, text, 1) === '='
  return structured && component(message, text, 3) === '' ? component(message, text, 2) : text
}

function judged(meaning: Meaning, sent: string, status: string, flags: readonly string[], unit: readonly [string, string]): Row {
  const { quantity } = meaning
  if (status === 'D' || status === 'W') return { kind: 'withdrawn', quantity, why: status === 'D' ? 'The monitor deleted it' : 'The monitor says it was wrong' }
  const empty = emptyBecause(quantity, sent, status, flags)
  if (empty) return { kind: 'not-measured', quantity, why: empty }
  const standing = STANDINGS[status]
  if (!standing) return { kind: 'refused', code: 'status', why: `Result status ${status} is not one of a measured value`, quantity }
  if (!/^[+-]?\d{1,6}(\.\d{0,6})?$/.test(sent)) return { kind: 'refused', code: 'not-a-number', why: `${cut(sent, 40)} is not a number`, quantity }
  const measured = inOwnUnit(quantity, Number(sent), sent, ...unit)
  if (measured.kind === 'bad-unit')
    return {
      kind: 'refused',
      code: 'unit',
      why: measured.unit ? `Unit ${measured.unit} does not fit ${quantity}` : `No unit, and ${quantity} has more than one`,
      quantity,
    }
  if (!possible(quantity, measured.value)) return { kind: 'refused', code: 'impossible', why: `${sent} is no ${quantity}`, quantity }
  const { kind: _, ...number } = measured
  return { kind: 'value', meaning, standing, ...number, ...(flags.includes('QUES') ? { questionable: true as const } : {}) }
}

function emptyBecause(quantity: Quantity, sent: string, status: string, flags: readonly string[]): string | null {
  if (status === 'X' || status === 'N' || status === 'I' || status === 'O') return 'The monitor could not get it'
  if (sent === '' || /^[-?*. ]+$/.test(sent)) return 'The monitor sent no value'
  if (SENTINELS.has(Number(sent))) return `The monitor sent ${sent} in place of a value`
  if (Number(sent) === 0 && NO_SIGNAL.includes(quantity)) return 'The monitor sent 0, which is no signal'
  return EMPTY_FLAGS.some((flag) => flags.includes(flag)) ? 'The monitor says the value is not valid' : null
}

/** What no instrument can mean: below nothing, or more than all of it. What is merely unusual is asked about when a person accepts it. */
const possible = (quantity: Quantity, value: number): boolean => (quantity === 'temperature' || value >= 0) && !(quantity === 'spo2' && value > 100)
