import type { SessionFact } from '../../session.ts'

export type Glyph = 'dose' | 'drug' | 'event' | 'emergency' | 'note' | 'iv' | 'alert' | 'other'

/** The mark a fact has on the time axis; null: it is drawn as a series, or belongs to no moment of the infusion. */
export function glyphOf(type: SessionFact['type']): Glyph | null {
  switch (type) {
    case 'infusion-started':
    case 'rate-changed':
    case 'infusion-paused':
    case 'infusion-resumed':
    case 'infusion-stopped':
    case 'bolus-given':
    case 'bag-changed':
      return 'dose'
    case 'drug-given':
      return 'drug'
    case 'adverse-event-recorded':
      return 'event'
    case 'emergency-opened':
    case 'emergency-closed':
      return 'emergency'
    case 'note-written':
      return 'note'
    case 'iv-placed':
    case 'iv-checked':
    case 'iv-removed':
      return 'iv'
    case 'alert-issued':
    case 'alert-acknowledged':
      return 'alert'
    case 'patient-arrived':
    case 'handed-over':
    case 'discharged':
      return 'other'
    default:
      return null
  }
}
