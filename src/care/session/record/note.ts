import { minutesBetween } from '../../../medicine/time.ts'
import { shown, shownShort } from '../../../medicine/units.ts'
import { QUANTITIES, type Quantity, type Values } from '../../../medicine/vitals.ts'
import { AE_TERMS } from '../room/words.view.ts'
import type { Live, Reading } from '../session.state.ts'
import { startedAt, stoppedAt } from '../status.ts'
import { totals } from '../totals.ts'
import { listed, lower } from '../words.ts'
import type { Book } from './book.ts'
import type { RecordInput } from './content.ts'
import { valueWords } from './fact.words.ts'
import { minutes } from './infusion.ts'

/**
 * The session in a few paragraphs, drafted from the timeline: what a colleague wants to know first. Only what was
 * recorded is said, and what was not recorded is said to be so.
 */
export function draftNote({ session: s, protocol, asOf }: RecordInput, book: Book): readonly string[] {
  if (!startedAt(s)) return [s.abandoned ? `The session ended before an infusion: ${s.abandoned.reason}.` : 'No infusion was started.']
  return [infusion(s, protocol.protocol.offLabel, asOf, book), course(s, book), events(s, book), leaving(s, book)].filter(Boolean)
}

function infusion(s: Live, offLabel: boolean, asOf: RecordInput['asOf'], book: Book): string {
  const [start, stop, sums] = [startedAt(s), stoppedAt(s), totals(s, asOf)]
  if (!start || !s.order) return 'An infusion was started without an order in this record.'
  const drug = `${s.order.drug.name}${offLabel ? ' (off-label)' : ''}`
  const ordered = sums ? `${s.order.doseMgPerKg} mg/kg (${shownShort(sums.orderedMg, 2)} mg) over ${s.order.durationMin} min was ordered` : 'was ordered'
  const pauses = s.pump.filter(({ kind }) => kind === 'paused')
  const paused =
    pauses.length === 0
      ? 'without a pause'
      : `with ${pauses.length === 1 ? 'a pause' : `${pauses.length} pauses`} at ${listed(pauses.map(({ at }) => book.time(at)))}`
  const ran = `It ran from ${book.time(start)} ${stop ? `to ${book.time(stop)}` : 'and has not been stopped by this record'}, ${paused}.`
  const given = sums
    ? `${shownShort(sums.deliveredMg, 2)} mg (${shown(sums.deliveredMgPerKg, 2)} mg/kg, ${shownShort(sums.deliveredMl, 1)} mL) was given in ${minutes(sums.runningMs)} of infusion.`
    : ''
  return `${drug} ${ordered}. ${ran} ${given}`.trim()
}

const of = (set: Reading, quantity: Quantity): number | undefined => set.values[quantity]

/** Baseline, the furthest each of the main quantities went, and where it ended. */
function course(s: Live, book: Book): string {
  const start = startedAt(s)
  const before = s.readings.filter(({ at }) => !start || at <= start)
  const after = s.readings.filter(({ at }) => start && at > start)
  const baseline = before.findLast(({ values }) => values.systolic !== undefined) ?? before.at(-1)
  const [last] = after.slice(-1)
  const furthest = [
    extreme(after, 'systolic', Math.max, 'highest pressure', book, pressureOf),
    extreme(after, 'heart-rate', Math.max, 'highest heart rate', book),
    extreme(after, 'spo2', Math.min, 'lowest oxygen saturation', book),
    extreme(after, 'moaas', Math.min, 'deepest sedation MOAA/S', book),
    extreme(after, 'dissociation', Math.max, 'highest dissociation', book),
  ].filter((words) => words !== null)
  return [
    baseline ? `Before the start: ${valueWords(baseline.values)}.` : 'No readings were recorded before the start.',
    furthest.length > 0 ? `Then ${listed(furthest)}.` : 'No readings were recorded after the start.',
    last ? `Last set, ${book.time(last.at)}: ${valueWords(vitalsOf(last))}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The scores have their own sentence; the last set is told by its vital signs and the sedation. */
const vitalsOf = ({ values }: Reading): Values => {
  const { dissociation: _d, nausea: _n, anxiety: _a, pain: _p, ...rest } = values
  return rest
}
const pressureOf = ({ values: { systolic, diastolic } }: Reading): string => `${systolic}/${diastolic ?? '–'} mmHg`
const single = (quantity: Quantity) => (set: Reading) => `${set.values[quantity]} ${QUANTITIES[quantity].unit}`.trim()

function extreme(sets: readonly Reading[], quantity: Quantity, pick: typeof Math.max, name: string, book: Book, words = single(quantity)): string | null {
  const values = sets.flatMap((set) => of(set, quantity) ?? [])
  const set = sets.find((one) => of(one, quantity) === pick(...values))
  return set && values.length > 0 ? `${name} ${words(set)} at ${book.time(set.at)}` : null
}

function events(s: Live, book: Book): string {
  const drugs = s.drugs.map(({ drug, dose, unit, at }) => `${drug} ${dose} ${unit} at ${book.time(at)}`)
  const adverse = s.adverseEvents.map(
    ({ term, grade, at, followUps }) =>
      `${lower(AE_TERMS[term] ?? term)} (grade ${grade}, ${book.time(at)}, ${followUps.at(-1)?.outcome ?? 'no follow-up recorded'})`,
  )
  const alerts = s.alerts.map(
    ({ quantity, value, issuedAt, acknowledged }) =>
      `${lower(QUANTITIES[quantity].name)} ${value} at ${book.time(issuedAt)}${acknowledged ? '' : ' (not acknowledged)'}`,
  )
  return [
    adverse.length > 0 ? `Adverse events: ${listed(adverse)}.` : 'No adverse event was recorded.',
    drugs.length > 0 ? `As needed: ${listed(drugs)}.` : 'No as-needed drug was given.',
    alerts.length > 0 ? `Alerts: ${listed(alerts)}.` : '',
    s.emergencies.length > 0
      ? `${s.emergencies.length === 1 ? 'An emergency was' : `${s.emergencies.length} emergencies were`} opened; see the log.`
      : 'No emergency was opened.',
  ]
    .filter(Boolean)
    .join(' ')
}

function leaving(s: Live, book: Book): string {
  const [stop, { discharged, handOver }] = [stoppedAt(s), s]
  if (!discharged) return 'The person has not been discharged by this record.'
  const since = stop ? `, ${Math.floor(minutesBetween(stop, discharged.at))} min after the infusion` : ''
  return `Discharged at ${book.time(discharged.at)}${since}${handOver ? `, handed over to ${handOver.escort}` : '; no hand-over recorded'}.`
}
