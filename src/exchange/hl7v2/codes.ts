import type { Quantity } from '../../medicine/vitals.ts'

/** How a value was measured, best first where one message carries the same quantity twice. */
export type Method = 'ecg' | 'oximeter' | 'cuff' | 'airway' | 'chest' | 'probe' | 'unstated'
export type Meaning = { readonly quantity: Quantity; readonly method: Method; readonly rank: number }

const of = (quantity: Quantity, method: Method, rank = 0): Meaning => ({ quantity, method, rank })

/**
 * ISO/IEEE 11073-10101 codes and reference names. Each row is a code that was seen on the wire or in the interoperability
 * notes; invasive pressures and gases are left out on purpose (Waymark keeps no such quantity).
 */
const MDC: readonly (readonly [code: number, name: string, meaning: Meaning])[] = [
  [147842, 'MDC_ECG_HEART_RATE', of('heart-rate', 'ecg')],
  [147842, 'MDC_ECG_CARD_BEAT_RATE', of('heart-rate', 'ecg')],
  [149522, 'MDC_PULS_RATE', of('heart-rate', 'unstated', 1)],
  [149530, 'MDC_PULS_OXIM_PULS_RATE', of('heart-rate', 'oximeter', 1)],
  [149538, 'MDC_PLETH_PULS_RATE', of('heart-rate', 'oximeter', 1)],
  [149546, 'MDC_PULS_RATE_NON_INV', of('heart-rate', 'cuff', 2)],
  [150456, 'MDC_PULS_OXIM_SAT_O2', of('spo2', 'oximeter')],
  [150021, 'MDC_PRESS_BLD_NONINV_SYS', of('systolic', 'cuff')],
  [150022, 'MDC_PRESS_BLD_NONINV_DIA', of('diastolic', 'cuff')],
  [150023, 'MDC_PRESS_BLD_NONINV_MEAN', of('mean-pressure', 'cuff')],
  [150301, 'MDC_PRESS_CUFF_SYS', of('systolic', 'cuff')],
  [150302, 'MDC_PRESS_CUFF_DIA', of('diastolic', 'cuff')],
  [150303, 'MDC_PRESS_CUFF_MEAN', of('mean-pressure', 'cuff')],
  [151562, 'MDC_RESP_RATE', of('respiratory-rate', 'unstated', 1)],
  [151552, 'MDC_RESP', of('respiratory-rate', 'unstated', 1)],
  [151578, 'MDC_TTHOR_RESP_RATE', of('respiratory-rate', 'chest', 1)],
  [151570, 'MDC_AWAY_RESP_RATE', of('respiratory-rate', 'airway')],
  [151594, 'MDC_CO2_RESP_RATE', of('respiratory-rate', 'airway')],
  [150344, 'MDC_TEMP', of('temperature', 'probe')],
  [150364, 'MDC_TEMP_BODY', of('temperature', 'probe')],
  [150368, 'MDC_TEMP_CORE', of('temperature', 'probe')],
  [188496, 'MDC_TEMP_AXIL', of('temperature', 'probe', 1)],
]

const LOINC: Readonly<Record<string, Meaning>> = {
  '8867-4': of('heart-rate', 'unstated'),
  '8889-8': of('heart-rate', 'oximeter', 1),
  '59408-5': of('spo2', 'oximeter'),
  '2708-6': of('spo2', 'unstated', 1),
  '8480-6': of('systolic', 'cuff'),
  '76534-7': of('systolic', 'cuff'),
  '8462-4': of('diastolic', 'cuff'),
  '76535-4': of('diastolic', 'cuff'),
  '8478-0': of('mean-pressure', 'cuff'),
  '76536-2': of('mean-pressure', 'cuff'),
  '9279-1': of('respiratory-rate', 'unstated'),
  '8310-5': of('temperature', 'probe'),
}

/** Short names that gateways use as the code itself, letters and digits only. */
const MNEMONICS: readonly (readonly [form: RegExp, meaning: Meaning])[] = [
  [/^(HR|HEARTRATE|ECGHR)$/, of('heart-rate', 'ecg')],
  [/^(PR|PULSE|PULSERATE|SPO2PR|PRSPO2|SPO2PULSE)$/, of('heart-rate', 'oximeter', 1)],
  [/^(NIBPPR|NIBPHR|PRNIBP|NBPPR)$/, of('heart-rate', 'cuff', 2)],
  [/^(SPO2|SAO2|O2SAT|PULSEOX)$/, of('spo2', 'oximeter')],
  [/^(NIBPS|NBPS|NIBPSYS|NBPSYS|NIBPSYSTOLIC|NBPSYSTOLIC|BPSYS|BPSYSTOLIC|SBP|SYS|SYSTOLIC)$/, of('systolic', 'cuff')],
  [/^(NIBPD|NBPD|NIBPDIA|NBPDIA|NIBPDIASTOLIC|NBPDIASTOLIC|BPDIA|BPDIASTOLIC|DBP|DIA|DIASTOLIC)$/, of('diastolic', 'cuff')],
  [/^(NIBPM|NBPM|NIBPMEAN|NBPMEAN|NIBPMAP|NBPMAP)$/, of('mean-pressure', 'cuff')],
  [/^(RR|RESP|RESPRATE|RESPIRATORYRATE|RESPIRATION)$/, of('respiratory-rate', 'unstated', 1)],
  [/^(TEMP|TEMPERATURE|T1|TCORE|BODYTEMP)$/, of('temperature', 'probe')],
]

const mdcByCode = new Map(MDC.map(([code, , meaning]) => [code, meaning]))
const mdcByName = new Map(MDC.map(([, name, meaning]) => [name, meaning]))
/** The first code of the physiological partition: a Philips hex code is counted from here. */
const PHYSIOLOGICAL = 131_072

export type CodeSystem = 'mdc' | 'mdil' | 'loinc' | 'private' | 'none' | 'other'

export function systemOf(name: string, code: string): CodeSystem {
  const known = name.toUpperCase()
  if (known === 'MDC' || known === '11073' || known === 'ISO11073' || known === 'ISO/IEEE 11073') return 'mdc'
  if (known.startsWith('MDIL') || /^0002-[0-9a-f]{4}$/i.test(code)) return 'mdil'
  if (known === 'LN' || known === 'LOINC') return 'loinc'
  if (known.startsWith('99')) return 'private'
  if (known !== '' && known !== 'L') return 'other'
  if (/^1[3-9]\d{4}$/.test(code)) return 'mdc'
  return /^\d{3,5}-\d$/.test(code) ? 'loinc' : 'none'
}

/** What a code of a system means here; null when it is none of the quantities Waymark keeps. */
export function meaningOfCode(code: string, system: CodeSystem): Meaning | null {
  switch (system) {
    case 'mdc':
      return (/^\d+$/.test(code) ? mdcByCode.get(Number(code)) : mdcByName.get(code.toUpperCase())) ?? null
    case 'mdil': {
      const hex = /^0002-([0-9a-f]{4})$/i.exec(code)?.[1]
      return hex ? (mdcByCode.get(Number.parseInt(hex, 16) + PHYSIOLOGICAL) ?? null) : null
    }
    case 'loinc':
      return LOINC[code] ?? null
    case 'none':
      return mdcByName.get(code.toUpperCase()) ?? mnemonic(code)
    default:
      return null
  }
}

export function mnemonic(name: string): Meaning | null {
  const plain = name
    .toUpperCase()
    .replace(/₂/g, '2')
    .replace(/[^A-Z0-9]/g, '')
  return MNEMONICS.find(([form]) => form.test(plain))?.[1] ?? null
}

export const mdcByReference = (name: string): Meaning | null => mdcByName.get(name.toUpperCase()) ?? null

/** The code and reference name a quantity is sent under. */
export const mdcOf = (quantity: Quantity): { readonly code: number; readonly name: string } | null => {
  const row = MDC.find(([, , meaning]) => meaning.quantity === quantity)
  return row ? { code: row[0], name: row[1] } : null
}
