/** What is observed about a person in a session. Codes: LOINC where one is sure, UCUM for the unit. */
export type Quantity =
  | 'heart-rate'
  | 'systolic'
  | 'diastolic'
  | 'mean-pressure'
  | 'spo2'
  | 'respiratory-rate'
  | 'temperature'
  | 'moaas'
  | 'dissociation'
  | 'nausea'
  | 'anxiety'
  | 'pain'

export type QuantityInfo = {
  readonly name: string
  readonly short: string
  readonly unit: string
  readonly ucum: string
  readonly loinc: readonly string[]
  /** Digits after the point that make sense for this quantity. */
  readonly digits: 0 | 1
  /** Whether a bedside monitor can send it. */
  readonly device: boolean
}

export const QUANTITIES: Readonly<Record<Quantity, QuantityInfo>> = {
  'heart-rate': { name: 'Heart rate', short: 'HR', unit: '/min', ucum: '/min', loinc: ['8867-4'], digits: 0, device: true },
  systolic: { name: 'Systolic pressure', short: 'Sys', unit: 'mmHg', ucum: 'mm[Hg]', loinc: ['8480-6'], digits: 0, device: true },
  diastolic: { name: 'Diastolic pressure', short: 'Dia', unit: 'mmHg', ucum: 'mm[Hg]', loinc: ['8462-4'], digits: 0, device: true },
  'mean-pressure': { name: 'Mean pressure', short: 'MAP', unit: 'mmHg', ucum: 'mm[Hg]', loinc: ['8478-0'], digits: 0, device: true },
  spo2: { name: 'Oxygen saturation', short: 'SpO₂', unit: '%', ucum: '%', loinc: ['59408-5', '2708-6'], digits: 0, device: true },
  'respiratory-rate': { name: 'Respiratory rate', short: 'RR', unit: '/min', ucum: '/min', loinc: ['9279-1'], digits: 0, device: true },
  temperature: { name: 'Temperature', short: 'Temp', unit: '°C', ucum: 'Cel', loinc: ['8310-5'], digits: 1, device: true },
  moaas: { name: 'Sedation (MOAA/S)', short: 'MOAA/S', unit: '', ucum: '{score}', loinc: [], digits: 0, device: false },
  dissociation: { name: 'Dissociation', short: 'Diss', unit: 'of 10', ucum: '{score}', loinc: [], digits: 0, device: false },
  nausea: { name: 'Nausea', short: 'Nausea', unit: 'of 10', ucum: '{score}', loinc: [], digits: 0, device: false },
  anxiety: { name: 'Anxiety', short: 'Anxiety', unit: 'of 10', ucum: '{score}', loinc: [], digits: 0, device: false },
  pain: { name: 'Pain', short: 'Pain', unit: 'of 10', ucum: '{score}', loinc: [], digits: 0, device: false },
}

export type Values = Readonly<Partial<Record<Quantity, number>>>
