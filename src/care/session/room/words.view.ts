import { QUANTITIES } from '../../../medicine/vitals.ts'
import type { AeTerm, EmergencyKind, Live, SessionFact } from '../session.ts'

/** The clinic's words for what the record keeps as codes. */

export const AE_TERMS: Readonly<Record<AeTerm, string>> = {
  nausea: 'Nausea',
  vomiting: 'Vomiting',
  headache: 'Headache',
  dizziness: 'Dizziness',
  dissociation: 'Distressing dissociation',
  anxiety: 'Anxiety',
  hypertension: 'High blood pressure',
  hypotension: 'Low blood pressure',
  tachycardia: 'Fast heart rate',
  bradycardia: 'Slow heart rate',
  desaturation: 'Low oxygen',
  'respiratory-depression': 'Slow or shallow breathing',
  'over-sedation': 'Too sedated',
  'loss-of-consciousness': 'Loss of consciousness',
  'chest-pain': 'Chest pain',
  'allergic-reaction': 'Allergic reaction',
  infiltration: 'IV leaking into tissue',
  fall: 'Fall',
  other: 'Other',
}

export const EMERGENCIES: Readonly<Record<EmergencyKind, string>> = {
  unresponsive: 'Unresponsive',
  'low-oxygen': 'Low oxygen',
  'severe-hypertension': 'Severe blood pressure',
  'chest-pain': 'Chest pain',
  anaphylaxis: 'Severe allergic reaction',
  seizure: 'Seizure',
  neurological: 'Stroke signs',
  other: 'Other emergency',
}

type StopReason = Extract<SessionFact, { type: 'infusion-stopped' }>['data']['reason']
export const STOP_REASONS: Readonly<Record<StopReason, string>> = {
  complete: 'Dose complete',
  'patient-wish': 'Patient’s wish',
  'adverse-event': 'Symptom or adverse event',
  emergency: 'Emergency',
  'line-fault': 'Pump or line fault',
  other: 'Other',
}

export const VOICES = { nurse: 'Nurse', physician: 'Physician', sitter: 'Sitter' } as const
export const ACCESS = { team: 'Whole team', clinicians: 'Clinicians only' } as const
export const SIDE = { above: 'at or above', below: 'at or below' } as const

export const limitInWords = (q: keyof typeof QUANTITIES, side: 'above' | 'below', limit: number): string =>
  `${QUANTITIES[q].name} ${SIDE[side]} ${limit}${QUANTITIES[q].unit ? ` ${QUANTITIES[q].unit}` : ''}`

export type Stage = 'scheduled' | 'arrived' | 'ready' | 'infusing' | 'paused' | 'recovering' | 'discharged' | 'signed' | 'abandoned'

/** The status as it is read across a room; running and paused are two stages. */
export const stageOf = (s: Live): Stage => (s.status === 'dosing' ? (s.infusion === 'paused' ? 'paused' : 'infusing') : s.status)
