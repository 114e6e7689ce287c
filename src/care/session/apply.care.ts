import { type Applied, actOf, earlierFirst, inTime } from './acts.ts'
import type { AlertState, Facts } from './session.state.ts'
import type { SessionRecorded } from './session.types.ts'

type Caring =
  | 'readings-recorded'
  | 'monitor-sampled'
  | 'limit-set'
  | 'alert-issued'
  | 'alert-reissued'
  | 'alert-acknowledged'
  | 'alert-resolved'
  | 'drug-given'
  | 'adverse-event-recorded'
  | 'adverse-event-followed'
  | 'emergency-opened'
  | 'emergency-logged'
  | 'emergency-closed'
  | 'note-written'
  | 'attended'

/** What was seen, said and done around the person. */
export const applyCare: Applied<Caring> = {
  'readings-recorded': read,
  'monitor-sampled': sampled,
  'limit-set': (s, f) => {
    const { at: limit, ...rest } = f.data
    return { ...s, limits: inTime(s.limits, { ...rest, limit, ...actOf(f) }) }
  },
  'alert-issued': (s, f) => ({ ...s, alerts: [...s.alerts, { ...f.data, issuedAt: f.at, reissuedAt: [], latestValue: f.data.value }] }),
  'alert-reissued': (s, f) =>
    changed(s, f.data.alert, ({ acknowledged: _, ...alert }) => ({ ...alert, reissuedAt: [...alert.reissuedAt, f.at], latestValue: f.data.value })),
  'alert-acknowledged': (s, f) => changed(s, f.data.alert, (alert) => ({ ...alert, acknowledged: { ...actOf(f), action: f.data.action } })),
  'alert-resolved': (s, f) => changed(s, f.data.alert, (alert) => ({ ...alert, resolvedAt: f.at, latestValue: f.data.value })),
  'drug-given': (s, f) => {
    const { lateReason: _, ...given } = f.data
    return { ...s, drugs: inTime(s.drugs, { ...actOf(f), ...given }) }
  },
  'adverse-event-recorded': (s, f) => ({ ...s, adverseEvents: inTime(s.adverseEvents, { ...actOf(f), ...f.data, followUps: [] }) }),
  'adverse-event-followed': (s, f) => {
    const { event, ...followUp } = f.data
    return {
      ...s,
      adverseEvents: one(
        s.adverseEvents,
        (ae) => ae.event === event,
        (ae) => ({ ...ae, followUps: inTime(ae.followUps, { ...actOf(f), ...followUp }) }),
      ),
    }
  },
  'emergency-opened': (s, f) => ({ ...s, emergencies: [...s.emergencies, { ...actOf(f), kind: f.data.kind, log: [] }] }),
  'emergency-logged': (s, f) => ({
    ...s,
    emergencies: one(s.emergencies, isOpen, (e) => ({ ...e, log: inTime(e.log, { ...actOf(f), words: f.data.words }) })),
  }),
  'emergency-closed': (s, f) => ({ ...s, emergencies: one(s.emergencies, isOpen, (e) => ({ ...e, closed: { ...actOf(f), outcome: f.data.outcome } })) }),
  'note-written': (s, f) => ({ ...s, notes: inTime(s.notes, { ...actOf(f), ...f.data }) }),
  attended: (s, f) => {
    const others = s.attending.filter(({ staff }) => staff !== f.by.id)
    return { ...s, attending: f.data.present ? [...others, { ...actOf(f), staff: f.by.id, name: f.by.name }] : others }
  },
}

export const isOpen = (emergency: Facts['emergencies'][number]): boolean => !emergency.closed

const one = <T>(list: readonly T[], is: (item: T) => boolean, change: (item: T) => T): readonly T[] => {
  const at = list.findLastIndex(is)
  return list.map((item, i) => (i === at ? change(item) : item))
}

const changed = (s: Facts, alert: string, change: (alert: AlertState) => AlertState): Facts => ({
  ...s,
  alerts: one(s.alerts, (state) => state.alert === alert, change),
})

/** The set takes its place in time; open alerts learn the newest value. */
function read(s: Facts, f: Extract<SessionRecorded, { type: 'readings-recorded' }>): Facts {
  const { values, from, notMeasured } = f.data
  const readings = inTime(s.readings, { ...actOf(f), values, from, notMeasured: notMeasured ?? {} })
  const alerts = s.alerts.map((alert) => {
    const value = values[alert.quantity]
    const newest = readings.findLast((reading) => reading.values[alert.quantity] !== undefined)
    return value === undefined || alert.resolvedAt || newest?.event !== f.id ? alert : { ...alert, latestValue: value }
  })
  return { ...s, readings, alerts }
}

/** A chunk mostly follows on the last one; thousands of samples are not sorted for each that comes. */
function sampled(s: Facts, f: Extract<SessionRecorded, { type: 'monitor-sampled' }>): Facts {
  const chunk = f.data.samples.map(({ at, values }) => ({ device: f.data.device, at, values })).sort(earlierFirst)
  const [last, first] = [s.samples.at(-1), chunk[0]]
  const samples = [...s.samples, ...chunk]
  return { ...s, samples: last && first && first.at < last.at ? samples.sort(earlierFirst) : samples }
}
