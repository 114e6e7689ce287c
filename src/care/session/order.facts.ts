import type { SessionFact, SessionOrder, SessionRecorded } from './session.types.ts'

/** The fact that each command writes first, where both carry the same data: so that an entry can be read before it is one. */
const FACT_OF = {
  'change-chair': 'chair-changed',
  'write-order': 'order-written',
  'sign-order': 'order-signed',
  'order-as-needed': 'as-needed-ordered',
  arrive: 'patient-arrived',
  'confirm-identity': 'identity-confirmed',
  'answer-fast': 'fast-answered',
  'name-escort': 'escort-named',
  'review-allergies': 'allergies-reviewed',
  'accept-pressure': 'pressure-accepted',
  'override-gate': 'gate-overridden',
  ready: 'session-readied',
  'place-iv': 'iv-placed',
  'check-iv': 'iv-checked',
  'remove-iv': 'iv-removed',
  'start-infusion': 'infusion-started',
  'change-rate': 'rate-changed',
  pause: 'infusion-paused',
  resume: 'infusion-resumed',
  'give-bolus': 'bolus-given',
  'change-bag': 'bag-changed',
  'stop-infusion': 'infusion-stopped',
  'record-readings': 'readings-recorded',
  'set-limit': 'limit-set',
  'acknowledge-alert': 'alert-acknowledged',
  'record-adverse-event': 'adverse-event-recorded',
  'follow-adverse-event': 'adverse-event-followed',
  'open-emergency': 'emergency-opened',
  'log-emergency': 'emergency-logged',
  'close-emergency': 'emergency-closed',
  'write-note': 'note-written',
  attend: 'attended',
  assess: 'assessed',
  'override-criterion': 'criterion-overridden',
  'hand-over': 'handed-over',
  discharge: 'discharged',
  sign: 'signed',
  amend: 'amended',
  abandon: 'abandoned',
  'replace-entry': 'entry-replaced',
  'strike-entry': 'entry-struck',
} as const satisfies Readonly<Partial<Record<SessionOrder['type'], SessionFact['type']>>>

/** What a command would have written, for reading; null where its data is worked out from more than was entered. */
export const factOf = ({ type, data }: SessionOrder): Pick<SessionRecorded, 'type' | 'data'> | null =>
  type in FACT_OF ? ({ type: FACT_OF[type as keyof typeof FACT_OF], data } as Pick<SessionRecorded, 'type' | 'data'>) : null

/** The kind of fact two entries of one command would both be. */
export const factType = (type: SessionOrder['type']): SessionFact['type'] | null => (type in FACT_OF ? FACT_OF[type as keyof typeof FACT_OF] : null)
