import { type Finding, no } from './findings.ts'
import type { SessionCommandType, Status } from './session.types.ts'

const here: readonly Status[] = ['arrived', 'ready', 'dosing', 'recovering']
const untilSigned: readonly Status[] = [...here, 'discharged']
const planned: readonly Status[] = ['scheduled', 'arrived', 'ready', 'dosing']
const open: readonly Status[] = ['scheduled', ...untilSigned]
const preparing: readonly Status[] = ['arrived', 'ready']
/** Late entries for the pump are still possible after the stop; the pump's own order of events decides. */
const pumping: readonly Status[] = ['dosing', 'recovering', 'discharged']

/** In which statuses a command can be given, and the words for it: "Taking readings is possible once the patient has arrived". */
export const WHERE: Readonly<Record<SessionCommandType, { readonly in: readonly Status[]; readonly says: string; readonly possible: string }>> = {
  schedule: { in: [], says: 'Scheduling', possible: 'once, as the first entry of a session' },
  'change-chair': { in: ['scheduled', ...here], says: 'Changing the chair', possible: 'until the patient leaves' },
  'write-order': { in: planned, says: 'Writing the order', possible: 'until the infusion stops' },
  'sign-order': { in: planned, says: 'Signing the order', possible: 'until the infusion stops' },
  'order-as-needed': { in: ['scheduled', ...here], says: 'Ordering an as-needed drug', possible: 'until the patient leaves' },
  arrive: { in: ['scheduled'], says: 'Recording the arrival', possible: 'once, while the session is scheduled' },
  'confirm-identity': { in: preparing, says: 'Confirming the identity', possible: 'between arrival and the start of the infusion' },
  'record-weight': { in: preparing, says: 'Recording the weight', possible: 'between arrival and the start of the infusion; afterwards it can be corrected' },
  'answer-fast': {
    in: preparing,
    says: 'Answering about food and drink',
    possible: 'between arrival and the start of the infusion; afterwards it can be corrected',
  },
  'name-escort': { in: ['scheduled', ...here], says: 'Naming the escort', possible: 'until the patient leaves' },
  'review-allergies': { in: here, says: 'Going through allergies', possible: 'while the patient is here' },
  'accept-pressure': { in: preparing, says: 'Accepting a pressure', possible: 'between arrival and the start of the infusion' },
  'override-gate': { in: preparing, says: 'Overriding a check', possible: 'between arrival and the start of the infusion' },
  ready: { in: ['arrived'], says: 'Declaring the session ready', possible: 'once the patient has arrived and all checks are met' },
  'place-iv': { in: here, says: 'Placing an IV', possible: 'while the patient is here' },
  'check-iv': { in: here, says: 'Checking the IV', possible: 'while the patient is here' },
  'remove-iv': { in: here, says: 'Removing the IV', possible: 'while the patient is here' },
  'start-infusion': { in: ['ready'], says: 'Starting the infusion', possible: 'once the session is ready, and only once' },
  'change-rate': { in: pumping, says: 'Changing the rate', possible: 'while the infusion runs' },
  pause: { in: pumping, says: 'Pausing', possible: 'while the infusion runs' },
  resume: { in: pumping, says: 'Resuming', possible: 'while the infusion is paused' },
  'give-bolus': { in: pumping, says: 'Giving a bolus', possible: 'between the start and the stop of the infusion' },
  'change-bag': { in: pumping, says: 'Changing the bag', possible: 'between the start and the stop of the infusion' },
  'stop-infusion': { in: pumping, says: 'Stopping the infusion', possible: 'after its start, and only once' },
  'record-readings': { in: untilSigned, says: 'Recording readings', possible: 'once the patient has arrived' },
  'keep-samples': { in: untilSigned, says: 'Keeping monitor samples', possible: 'once the patient has arrived' },
  'set-limit': { in: ['scheduled', ...here], says: 'Setting a limit', possible: 'until the patient leaves' },
  'acknowledge-alert': { in: untilSigned, says: 'Acknowledging an alert', possible: 'until the record is signed' },
  'give-drug': { in: untilSigned, says: 'Giving an as-needed drug', possible: 'while the patient is here' },
  'record-adverse-event': { in: untilSigned, says: 'Recording an adverse event', possible: 'from arrival until the record is signed' },
  'follow-adverse-event': { in: untilSigned, says: 'Following up an adverse event', possible: 'until the record is signed' },
  'open-emergency': { in: here, says: 'Opening an emergency', possible: 'while the patient is here' },
  'log-emergency': { in: untilSigned, says: 'Writing in the emergency log', possible: 'while an emergency is open' },
  'close-emergency': { in: untilSigned, says: 'Closing the emergency', possible: 'while an emergency is open' },
  'write-note': { in: open, says: 'Writing a note', possible: 'until the record is signed' },
  attend: { in: here, says: 'Saying who is with the patient', possible: 'while the patient is here' },
  assess: { in: ['recovering'], says: 'Assessing for going home', possible: 'once the infusion has stopped' },
  'override-criterion': { in: ['recovering'], says: 'Overriding a criterion', possible: 'once the infusion has stopped' },
  'hand-over': { in: ['recovering'], says: 'Handing over', possible: 'once the infusion has stopped' },
  discharge: { in: ['recovering'], says: 'Discharging', possible: 'once the infusion has stopped and the criteria are met' },
  sign: { in: ['discharged'], says: 'Signing the record', possible: 'once the patient has gone home' },
  amend: { in: ['signed', 'abandoned'], says: 'Amending', possible: 'once the record is signed; until then entries can be corrected' },
  abandon: {
    in: ['scheduled', 'arrived', 'ready'],
    says: 'Calling the session off',
    possible: 'before the infusion has started; afterwards stop it and let the patient recover',
  },
  'replace-entry': { in: open, says: 'Correcting an entry', possible: 'until the record is signed; afterwards it can be amended' },
  'strike-entry': { in: open, says: 'Striking an entry', possible: 'until the record is signed; afterwards it can be amended' },
  'settle-look': { in: [...open, 'signed', 'abandoned'], says: 'Settling what needs a look', possible: 'once the session is planned' },
}

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  scheduled: 'scheduled, and the patient has not arrived',
  arrived: 'being prepared',
  ready: 'ready, and the infusion has not started',
  dosing: 'dosing',
  recovering: 'recovering',
  discharged: 'discharged',
  signed: 'signed, so that only an amendment can be added',
  abandoned: 'called off, so that only an amendment can be added',
}

export function outOfPlace(type: SessionCommandType, status: Status): readonly Finding[] {
  const { in: where, says, possible } = WHERE[type]
  if (where.includes(status)) return []
  return [no('not-in-this-status', `${says} is possible ${possible}. This session is ${STATUS_WORDS[status]}.`)]
}
