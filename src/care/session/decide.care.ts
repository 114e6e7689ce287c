import { compare, parseDecimal, whole } from '../../medicine/exact.ts'
import { isOpen } from './apply.care.ts'
import { notANumber } from './dose.ts'
import { blank, type DataOf, type Deciders, type Finding, no, type Room, really, verdict, when } from './findings.ts'
import { sameSubstance } from './gates.ts'
import { unexplained } from './moments.ts'
import { pumpAt } from './pump.ts'
import { hasRole } from './roles.ts'
import type { Live } from './session.state.ts'
import type { Data, SessionFact } from './session.types.ts'

type Caring =
  | 'place-iv'
  | 'check-iv'
  | 'remove-iv'
  | 'give-drug'
  | 'record-adverse-event'
  | 'follow-adverse-event'
  | 'open-emergency'
  | 'log-emergency'
  | 'close-emergency'
  | 'write-note'
  | 'attend'

/** What is done for the person in the chair besides the infusion. */
export const decideCare: Deciders<Caring> = {
  'place-iv': (room, data) => verdict(ivFindings(room, data), { type: 'iv-placed', data }),
  'check-iv': (_, data) =>
    verdict(
      when(!data.patent && blank(data.remark), () => no('remark', 'When the IV is not patent, say what was seen.', 'remark')),
      { type: 'iv-checked', data },
    ),
  'remove-iv': (_, data) =>
    verdict(
      when(!data.intact && blank(data.remark), () => no('remark', 'When the cannula is not intact, say what was seen and done.', 'remark')),
      { type: 'iv-removed', data },
    ),
  'give-drug': (room, { orderId, dose, lateReason }) => {
    const given = drugGiven(room.s, { orderId, dose, ...(lateReason !== undefined && { lateReason }) })
    if (!given) return verdict([no('no-such-order', 'There is no such as-needed order; a physician orders it first.', 'orderId')])
    return verdict([...drugFindings(room, given.data), ...unexplained(room.happened, lateReason, room.at, room.now, room.p)], given)
  },
  'record-adverse-event': (room, data) => verdict(eventFindings(room, data), { type: 'adverse-event-recorded', data }),
  'follow-adverse-event': ({ s, at }, data) => {
    const event = s.adverseEvents.find((one) => one.event === data.event)
    const found = event
      ? when(at < event.at, () => no('before-event', 'A follow-up comes after the event itself.', 'at'))
      : [no('no-such-event', 'There is no such adverse event.', 'event')]
    return verdict(found, { type: 'adverse-event-followed', data })
  },
  'open-emergency': (room, data) => verdict([], { type: 'emergency-opened', data }, () => stopped(room)),
  'log-emergency': ({ s, at }, data) =>
    verdict(
      [
        ...needsWords(data.words),
        ...when(
          s.emergencies.some((one) => isOpen(one) && at < one.at),
          () => no('before-emergency', 'The time lies before the emergency began.', 'at'),
        ),
      ],
      {
        type: 'emergency-logged',
        data,
      },
    ),
  'close-emergency': ({ s, at }, data) =>
    verdict(
      [
        ...when(blank(data.outcome), () => no('outcome', 'Say how the emergency ended.', 'outcome')),
        ...when(
          s.emergencies.some((one) => isOpen(one) && at < one.at),
          () => no('before-emergency', 'The time lies before the emergency began.', 'at'),
        ),
      ],
      { type: 'emergency-closed', data },
    ),
  'write-note': (room, data) => verdict(noteFindings(room, data), { type: 'note-written', data }),
  attend: (_, data) => verdict([], { type: 'attended', data }),
}

/** What was given, with what the order says about it; null without that order. */
export function drugGiven(s: Pick<Live, 'asNeeded'>, { orderId, dose, lateReason }: DataOf<'give-drug'>): Extract<SessionFact, { type: 'drug-given' }> | null {
  const order = s.asNeeded.find((one) => one.orderId === orderId)
  if (!order) return null
  const { drug, unit, route } = order
  return { type: 'drug-given', data: { ...{ orderId, drug, dose, unit, route }, ...(lateReason !== undefined && { lateReason }) } }
}

const needsWords = (words: string): readonly Finding[] => when(blank(words), () => no('no-words', 'There is nothing written yet.', 'words'))

export const ivFindings = (_: Room, { site, gauge, attempts }: Data<'iv-placed'>): readonly Finding[] => [
  ...when(blank(site) || blank(gauge), () => no('incomplete', 'An IV is recorded with its site and gauge.', blank(site) ? 'site' : 'gauge')),
  ...when(!Number.isInteger(attempts) || attempts < 1, () => no('attempts', 'Placing it took at least one attempt.', 'attempts')),
]

/** By the order, within it, and never against a known allergy. Matching is by name only; drug classes are the clinician's knowledge. */
export function drugFindings({ s }: Room, { orderId, dose, drug, unit, route }: Data<'drug-given'>): readonly Finding[] {
  const order = s.asNeeded.find((one) => one.orderId === orderId)
  if (!order || order.drug !== drug || order.unit !== unit || order.route !== route)
    return [no('no-such-order', 'There is no as-needed order for this; a physician orders it first.', 'orderId')]
  const wrong = notANumber('dose', dose, unit)
  if (wrong.length > 0) return wrong
  const [given, ordered] = [parseDecimal(dose), parseDecimal(order.dose)]
  const count = s.drugs.filter((one) => one.orderId === orderId).length
  const allergy = s.allergies?.allergies.find(({ substance }) => sameSubstance(substance, drug))
  return [
    ...when(Boolean(given && ordered && compare(whole(given), whole(ordered)) > 0), () =>
      no('over-order', `${dose} ${unit} is more than the ordered ${order.dose} ${unit}.`, 'dose'),
    ),
    ...when(count >= order.maxDoses, () =>
      no('all-doses-given', `${count} of at most ${order.maxDoses} ordered doses of ${drug} have been given; more needs a new order.`, 'orderId'),
    ),
    ...when(Boolean(allergy), () =>
      no('allergy', `Allergic to ${allergy?.substance}${allergy?.reaction ? ` (${allergy.reaction})` : ''}: ${drug} is not given.`, 'orderId'),
    ),
    ...when(!s.allergies || (s.allergies.allergies.length === 0 && !s.allergies.noneKnown), () =>
      really('allergies', `It is not known whether there is an allergy to ${drug}. Has somebody asked?`),
    ),
  ]
}

export const eventFindings = (_: Room, { grade, serious, action, term, words }: Data<'adverse-event-recorded'>): readonly Finding[] => [
  ...when(grade >= 4 && !serious, () =>
    no('serious', `Grade ${grade} is ${grade === 5 ? 'a death' : 'life-threatening'} and so serious by definition.`, 'serious'),
  ),
  ...when((grade >= 3 || serious) && blank(action), () => no('action', 'A severe or serious event needs what was done about it.', 'action')),
  ...when(term === 'other' && blank(words), () => no('no-words', 'For another event, say what it was.', 'words')),
]

/** An emergency ends the infusion in the same breath; one that had ended by then stays as it is. */
function stopped({ s, at }: Room): readonly SessionFact[] {
  const last = s.pump.at(-1)
  const runs = pumpAt(s, at) === 'running' || pumpAt(s, at) === 'paused'
  return runs && last && last.at <= at ? [{ type: 'infusion-stopped', data: { reason: 'emergency' } }] : []
}

const VOICES: Readonly<Record<Data<'note-written'>['voice'], readonly ('nurse' | 'physician' | 'therapist')[]>> = {
  nurse: ['nurse'],
  physician: ['physician'],
  sitter: ['therapist', 'nurse', 'physician'],
}
export const noteFindings = ({ by }: Room, { voice, words }: Data<'note-written'>): readonly Finding[] => [
  ...needsWords(words),
  ...when(!hasRole(by, VOICES[voice]), () =>
    no('not-your-voice', `A ${voice}’s note is written by a ${VOICES[voice].join(', ').replace(/, ([a-z]+)$/, ' or $1')}.`, 'voice'),
  ),
]
