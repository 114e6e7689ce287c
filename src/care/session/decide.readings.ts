import { isSound } from '../../medicine/limits.ts'
import { plausibility } from '../../medicine/plausible.ts'
import { alertNames } from './alert.names.ts'
import { alertsAfterLimit, alertsAfterReading } from './alert.readings.ts'
import { apply } from './apply.ts'
import { blank, type DataOf, type Deciders, type Finding, no, type Room, verdict, when } from './findings.ts'
import { unexplained } from './moments.ts'
import { setFindings } from './reading.rules.ts'
import type { Facts } from './session.state.ts'
import type { SessionFact, SessionRecorded } from './session.types.ts'
import { bounds } from './weight.ts'
import { nameOf, sourced, withUnit } from './words.ts'

/** What is looked at, and what calls somebody. */
export const decideReadings: Deciders<'record-readings' | 'keep-samples' | 'set-limit' | 'acknowledge-alert'> = {
  'record-readings': (room, data) => {
    const fact: SessionFact = { type: 'readings-recorded', data }
    const found = [...setFindings(room, data), ...unexplained(room.happened, data.lateReason, room.at, room.now, room.p)]
    return verdict(found, fact, () => readingAlerts(room, asRecorded(room, fact)))
  },
  'keep-samples': (_, data) =>
    verdict(
      when(data.samples.length === 0, () => no('empty-set', 'There are no samples to keep.')),
      { type: 'monitor-sampled', data },
    ),
  'set-limit': (room, data) => {
    const fact: SessionFact = { type: 'limit-set', data }
    return verdict(limitFindings(room, data), fact, () => alertsAfterLimit(apply(room.s, asRecorded(room, fact)), room.p, data.quantity, alertNames(room.id)))
  },
  'acknowledge-alert': ({ s }, data) => {
    const alert = s.alerts.find((one) => one.alert === data.alert)
    const found = [
      ...when(!alert, () => no('no-such-alert', 'There is no such alert in this session.', 'alert')),
      ...when(Boolean(alert?.acknowledged), () =>
        no('already-acknowledged', `${alert?.acknowledged?.by.name ?? 'Somebody'} has acknowledged this alert.`, 'alert'),
      ),
      ...when(blank(data.action), () => no('action', 'Say what was done about it; "watching" is an answer.', 'action')),
    ]
    return verdict(found, { type: 'alert-acknowledged', data })
  },
}

/** The fact as it will stand; the first fact of a decision has its command's id. */
const asRecorded = ({ id, at, now, by, s }: Room, fact: SessionFact): SessionRecorded =>
  ({ ...fact, id, seq: s.seq + 1, version: 1, at: fact.at ?? at, recordedAt: now, by, via: {} }) as SessionRecorded

function readingAlerts(room: Room, fact: SessionRecorded): readonly SessionFact[] {
  const after: Facts = apply(room.s, fact)
  const set = after.readings.find(({ event }) => event === fact.id)
  return set ? alertsAfterReading(after, room.p, set, alertNames(room.id)) : []
}

function limitFindings({ p }: Room, { quantity, side, at, clearBy, reason }: DataOf<'set-limit'>): readonly Finding[] {
  const range = p.plausible.find((one) => one.quantity === quantity)
  const impossible = [at, clearBy].find((value) =>
    range ? plausibility(value, { possible: bounds(range.possible), usual: bounds(range.usual) }) === 'impossible' : !Number.isFinite(value),
  )
  return [
    ...when(impossible !== undefined, () =>
      no(
        'impossible',
        `${nameOf(quantity)} ${withUnit(quantity, impossible ?? at)} cannot be${range ? `: it lies between ${range.possible.min.value} and ${sourced(range.possible.max, p)}` : ''}.`,
        'at',
      ),
    ),
    ...when(!isSound({ side, at, clearBy }), () =>
      no(
        'clear-by',
        `An alert ${side} ${at} must end at a value ${side === 'above' ? 'below' : 'above'} ${at}, so that a borderline value does not flap.`,
        'clearBy',
      ),
    ),
    ...when(blank(reason), () => no('reason', 'A limit for one patient needs its reason.', 'reason')),
  ]
}
