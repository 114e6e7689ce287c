import type { Role } from '../../medicine/record.ts'
import type { SessionCommandType } from '../session/session.ts'

/**
 * Who may do what: the one table. A route names a right, never a role; the screens ask the same table what to offer.
 * What a right allows in a given case (this gate, this status, this chart) is decided further in: by the protocol, by
 * the session's `decide` and by the chart check.
 */
export const RIGHTS = {
  'board.see': { says: 'See the board: chairs, phases and times', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'patient.list': { says: 'Find a patient by name', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'patient.register': { says: 'Register a patient and correct name, birth date and contact', roles: ['physician', 'nurse', 'front-desk'] },
  'chart.read': { says: 'Read charts', roles: ['physician', 'nurse', 'therapist'] },
  'facts.write': { says: 'State, correct and withdraw what is known of a patient', roles: ['physician', 'nurse'] },
  'facts.import': { says: 'Import a record from another system into a chart', roles: ['physician', 'nurse'] },
  'chart.restrict': { says: 'Keep a chart to named people', roles: ['owner', 'physician'] },
  'chart.break-glass': {
    says: 'Open one closed chart for a short time, with a reason; the owner is told',
    roles: ['owner', 'physician', 'nurse', 'therapist'],
  },
  'intake.send': { says: 'Send a patient the link to their questions and see how far they are', roles: ['physician', 'nurse', 'therapist', 'front-desk'] },
  'referral.answer': { says: 'Answer people who ask for a consultation', roles: ['physician', 'nurse', 'front-desk'] },
  'instrument.fill': { says: 'Put the clinic’s own copy of a rating scale in its place', roles: ['owner', 'physician'] },
  'decision.see': { says: 'See whom a decision waits for', roles: ['physician', 'nurse'] },
  'decision.prepare': { says: 'Say what a patient is considered for, ask for what is missing, note', roles: ['physician', 'nurse'] },
  'decision.sign': { says: 'Decide about a patient and sign', roles: ['physician'] },
  'order.write': { says: 'Write orders', roles: ['physician'] },
  'order.sign': { says: 'Sign orders', roles: ['physician'] },
  'gate.override': { says: 'Go past a gate or a criterion with a reason, where the protocol allows it', roles: ['physician', 'nurse'] },
  'session.schedule': { says: 'Plan a session and its chair', roles: ['physician', 'nurse', 'front-desk'] },
  'session.arrive': { says: 'Record that the patient is here and who takes them home', roles: ['physician', 'nurse', 'therapist', 'front-desk'] },
  'session.prepare': { says: 'Prepare a session: identity, weight, fast, allergies, ready', roles: ['physician', 'nurse'] },
  'session.chart': { says: 'Chart: readings, infusion, drugs, IV, adverse events, alerts', roles: ['physician', 'nurse'] },
  'session.limit': { says: 'Set limits for a patient', roles: ['physician'] },
  'session.emergency': { says: 'Open, log and close an emergency', roles: ['physician', 'nurse', 'therapist'] },
  'session.note': { says: 'Write notes and say who is with the patient', roles: ['physician', 'nurse', 'therapist'] },
  'session.discharge': { says: 'Hand over and discharge', roles: ['physician', 'nurse'] },
  'session.sign-nurse': { says: 'Sign the record as nurse', roles: ['nurse'] },
  'session.sign-physician': { says: 'Sign the record as physician', roles: ['physician'] },
  'session.amend': { says: 'Add to a signed record', roles: ['physician', 'nurse'] },
  'session.correct': { says: 'Correct or strike an entry, with a reason', roles: ['physician', 'nurse'] },
  'task.see': { says: 'See tasks: one’s own, and those of patients whose charts one reads', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'task.do': { says: 'Open tasks, take them up, hand them on, close them', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'safety.see': { says: 'See that a safety answer waits for a clinician', roles: ['owner', 'physician', 'nurse', 'therapist'] },
  'safety.raise': { says: 'Raise a safety concern about a patient', roles: ['physician', 'nurse', 'therapist', 'front-desk'] },
  'safety.answer': { says: 'Acknowledge and answer a safety concern', roles: ['physician', 'nurse', 'therapist'] },
  'safety.on-call': { says: 'Say who is on call for safety concerns', roles: ['owner', 'physician', 'nurse'] },
  'record.print': { says: 'Print a session record', roles: ['physician', 'nurse'] },
  'consent.prepare': { says: 'Prepare a consent, answer its questions and hand it to the patient', roles: ['physician', 'nurse'] },
  'consent.sign-clinician': { says: 'Sign a consent as the clinician, in one’s own name', roles: ['physician'] },
  'consent.withdraw': { says: 'Note that a patient takes a consent back', roles: ['physician', 'nurse', 'therapist'] },
  'letter.write': { says: 'Send letters about a decision', roles: ['physician', 'nurse'] },
  'staff.see': { says: 'See who works here', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'staff.manage': { says: 'Add people, change their roles, let them go', roles: ['owner'] },
  'clinic.settings': { says: 'Change the clinic: name, chairs, doors', roles: ['owner'] },
  'device.see': { says: 'See bedside devices and what they sent', roles: ['owner', 'physician', 'nurse'] },
  'device.manage': { says: 'Bind a device to a chair', roles: ['owner', 'physician', 'nurse'] },
  'protocol.read': { says: 'Read protocols', roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] },
  'protocol.confirm': { says: 'Confirm the numbers of a protocol', roles: ['physician'] },
  'teaching.see': {
    says: 'See the teaching page: expected concentrations of published models',
    roles: ['owner', 'physician', 'nurse', 'therapist', 'front-desk'],
  },
  'audit.read': { says: 'Read the audit trail', roles: ['owner'] },
  'token.manage': { says: 'Make and revoke tokens for scripts and devices', roles: ['owner'] },
  'metrics.read': { says: 'Read the numbers of this server: how busy, how fast, how many faults; nobody’s data', roles: ['owner'] },
  export: { says: 'Take records out', roles: ['owner', 'physician'] },
} as const satisfies Record<string, { says: string; roles: readonly Role[] }>

export type Right = keyof typeof RIGHTS

/** What only a person may do, in their own name. A token never has these, whatever its roles. */
const PERSONAL: ReadonlySet<Right> = new Set([
  'chart.break-glass',
  'decision.sign',
  'order.sign',
  'session.sign-nurse',
  'session.sign-physician',
  'gate.override',
  'protocol.confirm',
  'safety.answer',
  'consent.sign-clinician',
  'staff.manage',
  'token.manage',
])

export const ROLES: readonly Role[] = ['owner', 'physician', 'nurse', 'therapist', 'front-desk', 'patient']

export const may = (roles: readonly Role[], right: Right): boolean => (RIGHTS[right].roles as readonly Role[]).some((role) => roles.includes(role))

export const isRight = (name: string): name is Right => Object.hasOwn(RIGHTS, name)

export const rightsOf = (roles: readonly Role[]): Right[] => (Object.keys(RIGHTS) as Right[]).filter((right) => may(roles, right))

/** A token has the rights of its roles, or those of them it was narrowed to; never what is personal. */
export const rightsOfToken = (roles: readonly Role[], only?: readonly string[]): Right[] =>
  rightsOf(roles).filter((right) => !PERSONAL.has(right) && (!only || only.includes(right)))

/** What a person needs for each command of a session. `keep-samples` is missing: only a bedside device sends it. */
export const commandRight: Readonly<Record<Exclude<SessionCommandType, 'keep-samples'>, Right>> = {
  schedule: 'session.schedule',
  'change-chair': 'session.schedule',
  'write-order': 'order.write',
  'sign-order': 'order.sign',
  'order-as-needed': 'order.write',
  arrive: 'session.arrive',
  'name-escort': 'session.arrive',
  'confirm-identity': 'session.prepare',
  'record-weight': 'session.prepare',
  'answer-fast': 'session.prepare',
  'review-allergies': 'session.prepare',
  ready: 'session.prepare',
  abandon: 'session.prepare',
  'accept-pressure': 'gate.override',
  'override-gate': 'gate.override',
  'override-criterion': 'gate.override',
  'place-iv': 'session.chart',
  'check-iv': 'session.chart',
  'remove-iv': 'session.chart',
  'start-infusion': 'session.chart',
  'change-rate': 'session.chart',
  pause: 'session.chart',
  resume: 'session.chart',
  'give-bolus': 'session.chart',
  'change-bag': 'session.chart',
  'stop-infusion': 'session.chart',
  'record-readings': 'session.chart',
  'acknowledge-alert': 'session.chart',
  'give-drug': 'session.chart',
  'record-adverse-event': 'session.chart',
  'follow-adverse-event': 'session.chart',
  assess: 'session.chart',
  'set-limit': 'session.limit',
  'open-emergency': 'session.emergency',
  'log-emergency': 'session.emergency',
  'close-emergency': 'session.emergency',
  'write-note': 'session.note',
  attend: 'session.note',
  'hand-over': 'session.discharge',
  discharge: 'session.discharge',
  sign: 'session.sign-nurse',
  amend: 'session.amend',
  'replace-entry': 'session.correct',
  'strike-entry': 'session.correct',
  'settle-look': 'session.correct',
}

/**
 * The right one command needs; a signature depends on the voice it is given in. Asked before the body is checked, so
 * anything may come in. Null: nobody who signs in may send it.
 */
export function rightOfCommand({ type, data }: { readonly type: string; readonly data?: unknown }): Right | null {
  if (type === 'sign' && (data as { as?: unknown } | undefined)?.as === 'physician') return 'session.sign-physician'
  return Object.hasOwn(commandRight, type) ? commandRight[type as keyof typeof commandRight] : null
}
