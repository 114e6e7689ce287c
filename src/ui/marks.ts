import type { Shape } from './glyphs.tsx'

/** Which colour family a mark wears. Red is for alert and stop only. */
type Family = 'plain' | 'accent' | 'due' | 'overdue' | 'alert' | 'device' | 'patient'
type MarkLook = { readonly shape: Shape; readonly word: string; readonly family: Family }

/** Every state a person can see, with its shape, its usual word and its colour: one table for the whole house. */
export const marks = {
  scheduled: { shape: 'ring', word: 'Scheduled', family: 'plain' },
  arrived: { shape: 'arrow', word: 'Arrived', family: 'plain' },
  ready: { shape: 'check', word: 'Ready', family: 'accent' },
  running: { shape: 'disc', word: 'Infusing', family: 'accent' },
  paused: { shape: 'bars', word: 'Paused', family: 'due' },
  stopped: { shape: 'square', word: 'Stopped', family: 'alert' },
  recovering: { shape: 'half', word: 'Recovering', family: 'accent' },
  discharged: { shape: 'arrow', word: 'Left', family: 'plain' },
  signed: { shape: 'pen', word: 'Signed', family: 'plain' },
  abandoned: { shape: 'slash', word: 'Not held', family: 'plain' },
  later: { shape: 'clock', word: 'Later', family: 'plain' },
  due: { shape: 'clock', word: 'Due', family: 'due' },
  overdue: { shape: 'alarm', word: 'Overdue', family: 'overdue' },
  alert: { shape: 'triangle', word: 'Alert', family: 'alert' },
  warning: { shape: 'outlined', word: 'Look', family: 'due' },
  acknowledged: { shape: 'outlined', word: 'Acknowledged', family: 'alert' },
  unconfirmed: { shape: 'dotted', word: 'Unconfirmed', family: 'device' },
  monitor: { shape: 'disc', word: 'Monitor on', family: 'device' },
  patient: { shape: 'person', word: 'From the patient', family: 'patient' },
  met: { shape: 'check', word: 'Met', family: 'accent' },
  'not-met': { shape: 'cross', word: 'Not met', family: 'due' },
  unknown: { shape: 'question', word: 'Not known', family: 'due' },
  overridden: { shape: 'turn', word: 'Overridden', family: 'due' },
  excludes: { shape: 'square', word: 'Excludes', family: 'alert' },
  review: { shape: 'outlined', word: 'Physician review', family: 'due' },
  caution: { shape: 'half', word: 'Caution', family: 'plain' },
  note: { shape: 'ring', word: 'Note', family: 'plain' },
  saved: { shape: 'check', word: 'All saved', family: 'plain' },
  kept: { shape: 'half', word: 'Saved here', family: 'due' },
  confirmed: { shape: 'check', word: 'Confirmed', family: 'plain' },
  look: { shape: 'outlined', word: 'Needs a look', family: 'due' },
  time: { shape: 'question', word: 'Time not certain', family: 'due' },
  saving: { shape: 'dotted', word: 'Saving', family: 'plain' },
  unsaved: { shape: 'outlined', word: 'Not saved yet', family: 'due' },
  connected: { shape: 'check', word: 'Connected', family: 'plain' },
  offline: { shape: 'cloud', word: 'No connection', family: 'due' },
  corrected: { shape: 'turn', word: 'Corrected', family: 'plain' },
  struck: { shape: 'slash', word: 'Struck out', family: 'plain' },
  late: { shape: 'clock', word: 'Late entry', family: 'plain' },
  restricted: { shape: 'lock', word: 'Restricted', family: 'due' },
  unconfirmedPolicy: { shape: 'question', word: 'To be confirmed by the medical director', family: 'due' },
  allergy: { shape: 'outlined', word: 'Allergy', family: 'alert' },
  allergyUnknown: { shape: 'question', word: 'Allergies not asked', family: 'due' },
  noAllergies: { shape: 'check', word: 'No known allergies', family: 'plain' },
} as const satisfies Readonly<Record<string, MarkLook>>

export type MarkKind = keyof typeof marks
