import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { unacknowledged } from './alerts.ts'
import { isOpen } from './apply.care.ts'
import { isCorrectable } from './correctable.ts'
import { type Finding, no, when } from './findings.ts'
import { gates, isOpenGate, needsReview } from './gates.ts'
import { openLooks } from './looks.ts'
import { misfits, pumpAt } from './pump.ts'
import { readiness } from './readiness.ts'
import { pressures } from './readings.ts'
import { hasRole } from './roles.ts'
import type { Live, PumpChange } from './session.state.ts'
import type { SessionCommandType } from './session.types.ts'
import { listed, lower } from './words.ts'

type Look = (s: Live, p: Protocol, at: Instant, by: Actor) => readonly Finding[]

/** What has to be there before a command means anything, whatever its data: the same for a button and for the decision. */
export const missing = (s: Live, p: Protocol, type: SessionCommandType, at: Instant, by: Actor): readonly Finding[] => OPENS[type]?.(s, p, at, by) ?? []

const pump =
  (kind: PumpChange['kind']): Look =>
  (s, _, at) =>
    misfits(s.pump, { kind, at, event: '' })

const needsIv: Look = ({ iv }) => when(!iv || Boolean(iv.removed), () => no('no-iv', 'No IV is in place. Record where it was placed first.'))

const ivSeenFailing: Look = ({ iv, ivChecks }) => {
  const last = ivChecks.findLast(({ at }) => iv && at >= iv.at)
  return when(last?.patent === false && !iv?.removed, () =>
    no('iv-not-patent', 'The last check found the IV not patent. Check it again, or place another one.'),
  )
}

const openGates: Look = (s, p, at) =>
  gates(s, p, at)
    .filter(isOpenGate)
    .map(({ id, says, state, why }) => no(`gate:${id}`, `${says}: ${state === 'unknown' ? 'not known' : 'not met'}. ${why}`))

const openCriteria: Look = (s, p, at) =>
  readiness(s, p, at)
    .filter(isOpenGate)
    .map(({ id, says, state, why }) => no(`criterion:${id}`, `${says}: ${state === 'unknown' ? 'not known' : 'not met'}. ${why}`))

const alertsOpen: Look = (s) => {
  const open = unacknowledged(s)
  return when(open.length > 0, () =>
    no(
      'alerts-unacknowledged',
      `${open.length === 1 ? 'An alert has' : `${open.length} alerts have`} not been acknowledged (${listed([...new Set(open.map(({ quantity }) => quantity.replaceAll('-', ' ')))])}).`,
    ),
  )
}
const emergencyOpen: Look = (s) => when(s.emergencies.some(isOpen), () => no('emergency-open', 'An emergency is open; close it with its outcome first.'))
const looksOpen: Look = (s) =>
  when(openLooks(s).length > 0, () => no('needs-a-look', 'Something that was entered without the server did not fit and still needs a look; settle it first.'))
const emergencyClosed: Look = (s) => when(!s.emergencies.some(isOpen), () => no('no-emergency', 'No emergency is open.'))

const OPENS: Readonly<Partial<Record<SessionCommandType, Look>>> = {
  'sign-order': ({ order, orderDraft }) => {
    if (!order) return [no('no-order', 'There is no order to sign; write it first.')]
    return when(!orderDraft && order.signed !== undefined, () => no('already-signed', 'The order is signed. A change is a new order, signed again.'))
  },
  'accept-pressure': (s, p, at) => {
    const last = pressures(s, at).at(-1)
    if (!last) return [no('no-pressure', 'There is no blood pressure to accept; record it first.')]
    return when(!needsReview(last, p.before), () => no('nothing-to-accept', 'The last pressure is within the limits; nothing needs accepting.'))
  },
  'override-gate': (s, p, at, by) => {
    const open = gates(s, p, at).filter(isOpenGate)
    if (open.length === 0) return [no('nothing-to-override', 'All checks are met.')]
    return when(!open.some(({ overridableBy }) => hasRole(by, overridableBy as readonly 'nurse'[])), () =>
      no('not-overridable', `None of the open checks can be overridden by you: ${listed(open.map(({ says }) => lower(says)))}.`),
    )
  },
  ready: (s, p, at, by) => [...openGates(s, p, at, by), ...emergencyOpen(s, p, at, by)],
  'place-iv': ({ iv }) =>
    when(Boolean(iv && !iv.removed), () => no('iv-in-place', 'An IV is in place. Record its removal before another one, or correct its entry.')),
  'check-iv': needsIv,
  'remove-iv': (s, p, at, by) => [
    ...needsIv(s, p, at, by),
    ...when(pumpAt(s, at) === 'running', () => no('infusion-running', 'The infusion runs through this IV; pause or stop it first.')),
  ],
  'start-infusion': (s, p, at, by) => [openGates, needsIv, ivSeenFailing, emergencyOpen, pump('started')].flatMap((look) => look(s, p, at, by)),
  'change-rate': pump('rate'),
  pause: pump('paused'),
  resume: (s, p, at, by) => [pump('resumed'), needsIv, ivSeenFailing].flatMap((look) => look(s, p, at, by)),
  'give-bolus': pump('bolus'),
  'change-bag': pump('bag'),
  'stop-infusion': pump('stopped'),
  'acknowledge-alert': (s) => when(unacknowledged(s).length === 0, () => no('no-alert', 'No alert waits to be acknowledged.')),
  'give-drug': (s) => {
    if (s.asNeeded.length === 0) return [no('no-drug-order', 'No as-needed drug is ordered; a physician orders it first.')]
    const left = s.asNeeded.some(({ orderId, maxDoses }) => s.drugs.filter((given) => given.orderId === orderId).length < maxDoses)
    return when(!left, () => no('all-doses-given', 'All ordered as-needed doses have been given; more needs a new order.'))
  },
  'follow-adverse-event': (s) => when(s.adverseEvents.length === 0, () => no('no-adverse-event', 'No adverse event is recorded.')),
  'open-emergency': (s) => when(s.emergencies.some(isOpen), () => no('emergency-open', 'An emergency is open already; write in its log.')),
  'log-emergency': emergencyClosed,
  'close-emergency': emergencyClosed,
  'override-criterion': (s, p, at) =>
    when(
      readiness(s, p, at).every((one) => !isOpenGate(one)),
      () => no('nothing-to-override', 'All criteria are met.'),
    ),
  discharge: (s, p, at, by) => [
    ...openCriteria(s, p, at, by),
    ...when(!s.handOver, () => no('no-hand-over', 'The patient has not been handed over to the escort.')),
    ...alertsOpen(s, p, at, by),
    ...emergencyOpen(s, p, at, by),
  ],
  sign: (s, p, at, by) => [mySignature, alertsOpen, emergencyOpen, looksOpen].flatMap((look) => look(s, p, at, by)),
  abandon: (s, p, at, by) => [
    ...when(Boolean(s.iv && !s.iv.removed), () => no('iv-in-place', 'The IV is still in; record its removal first.')),
    ...emergencyOpen(s, p, at, by),
  ],
  'replace-entry': (s) =>
    when(!s.entries.some(({ fact, stands }) => isCorrectable(fact.type) && stands !== 'struck'), () =>
      no('nothing-to-correct', 'There is no entry to correct yet.'),
    ),
  'strike-entry': (s) =>
    when(!s.entries.some(({ fact, stands }) => isCorrectable(fact.type) && stands !== 'struck'), () =>
      no('nothing-to-correct', 'There is no entry to strike yet.'),
    ),
  'settle-look': (s) => when(openLooks(s).length === 0, () => no('nothing-to-settle', 'Nothing waits for a look.')),
}

/** Two people sign: one of them alone cannot vouch for both. */
const mySignature: Look = ({ signatures: { nurse, physician } }, _, __, by) => {
  if (nurse?.by.id === by.id || physician?.by.id === by.id)
    return [no('second-person', 'You have signed; the second signature is another person’s, so that two people have read the record.')]
  const open = (['nurse', 'physician'] as const).filter((as) => !(as === 'nurse' ? nurse : physician))
  return when(!hasRole(by, open), () =>
    no('not-your-signature', `The signature of a ${listed(open)} is missing; yours is not.`.replace('nurse and physician', 'nurse and of a physician')),
  )
}
