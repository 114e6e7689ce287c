import { clockOf } from '../../../medicine/local.ts'
import type { Actor, Reason } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import { shownShort } from '../../../medicine/units.ts'
import { QUANTITIES, type Quantity, type Values } from '../../../medicine/vitals.ts'
import { factOf } from '../order.facts.ts'
import { AE_TERMS, EMERGENCIES, limitInWords, STOP_REASONS } from '../room/words.view.ts'
import type { Data, Order, SessionFact, SessionOrder, SessionRecorded } from '../session.types.ts'
import { listed } from '../words.ts'
import { assessmentWords } from './assessment.words.ts'

/** How moments read: the clinic's zone, and the day on which a clock alone is enough. */
export type Reading = { readonly zone: string; readonly day: Instant; readonly chair: (id: string) => string }

const CLINICAL = ['physician', 'nurse', 'therapist', 'owner', 'front-desk'] as const

/** "Kim Lee, nurse": the name with the role that says most. */
export function who(by: Actor): string {
  if (by.kind === 'system') return 'Waymark'
  if (by.kind === 'device') return `${by.name} (device)`
  if (by.kind === 'patient') return `${by.name} (patient)`
  const role = CLINICAL.find((one) => by.roles.includes(one))
  const token = by.kind === 'token' ? 'script' : role?.replace('-', ' ')
  return token ? `${by.name}, ${token}` : by.name
}

/** "HR 88 /min, BP 138/86 mmHg, SpO₂ 97 %" in the order of the quantities. */
export function valueWords(values: Values): string {
  const { systolic, diastolic, ...rest } = values
  const pressure = systolic !== undefined && diastolic !== undefined ? [`BP ${systolic}/${diastolic} mmHg`] : []
  const single = (pressure.length > 0 ? rest : values) as Values
  const others = (Object.keys(QUANTITIES) as Quantity[])
    .filter((quantity) => single[quantity] !== undefined)
    .map((quantity) => `${QUANTITIES[quantity].short} ${single[quantity]} ${QUANTITIES[quantity].unit}`.trim())
  return listed([...pressure, ...others])
}

/** "0.5 mg/kg × 72.4 kg over 40 min, 0.4 mg/mL" */
const doseWords = ({ drug, doseMgPerKg, weightKg, durationMin, concentrationMgPerMl }: Order): string =>
  `${drug.name} ${doseMgPerKg} mg/kg × ${weightKg} kg over ${durationMin} min, ${concentrationMgPerMl} mg/mL`

const because = (reason: string | undefined): string => (reason?.trim() ? `: ${reason.trim()}` : '')
const rate = (mlPerHour: string): string => `${shownShort(mlPerHour, 1)} mL/h`
const bag = (b: { concentrationMgPerMl: string; bagMl: string }): string => `${shownShort(b.bagMl, 1)} mL of ${shownShort(b.concentrationMgPerMl, 3)} mg/mL`
const reasonWords = (q: Quantity, why: string): string => `${QUANTITIES[q].name} not measured: ${why}`

/** How each type of fact reads; a table that forgets one does not compile. Null: not told one by one. */
const WORDS: { readonly [T in SessionFact['type']]: (d: Data<T>, time: (at: Instant) => string, chair: Reading['chair']) => string | null } = {
  'session-scheduled': (d, time, chair) => `Session planned for ${time(d.plannedFor)}, ${chair(d.chair)}`,
  'chair-changed': (d, _, chair) => `Moved to ${chair(d.chair)}`,
  'order-written': (d) => `Order written: ${doseWords(d)}${d.reason ? `; reason: ${d.reason}` : ''}`,
  'order-signed': () => 'Order signed',
  'as-needed-ordered': (d) => `As needed: ${d.drug} ${d.dose} ${d.unit} ${d.route} for ${d.indication}, at most ${d.maxDoses}`,
  'patient-arrived': () => 'Arrived',
  'identity-confirmed': (d) => `Identity confirmed by ${listed(d.checked).replaceAll('-', ' ')}`,
  'weight-measured': (d) => `Weight ${d.kg} kg, ${d.method === 'scale' ? 'on the scale' : 'as stated'}`,
  'fast-answered': (d, time) => `Last food ${time(d.lastFood)}, last drink ${time(d.lastDrink)}`,
  'escort-named': (d) => `Escort: ${d.name} (${d.relation}), ${d.phone}`,
  'allergies-reviewed': (d) => `Allergies gone through: ${allergyWords(d)}`,
  'pressure-accepted': (d) => `Pressure accepted before the start: ${d.reason}`,
  'gate-overridden': (d) => `Gate overridden (${d.gate.replace('-', ' ')}): ${d.reason}`,
  'session-readied': () => 'Ready for the infusion',
  'iv-placed': (d) => `IV placed: ${d.site}, ${d.gauge}, ${d.attempts} ${d.attempts === 1 ? 'attempt' : 'attempts'}`,
  'iv-checked': (d) => `IV ${d.patent ? 'patent' : 'not patent'}${because(d.remark)}`,
  'iv-removed': (d) => `IV removed, ${d.intact ? 'catheter intact' : 'catheter not intact'}${because(d.remark)}`,
  'infusion-started': (d) => `Infusion started at ${rate(d.rateMlPerHour)}, bag ${bag(d)}`,
  'rate-changed': (d) => `Rate changed to ${rate(d.rateMlPerHour)}${because(d.reason)}`,
  'infusion-paused': (d) => `Infusion paused${because(d.reason)}`,
  'infusion-resumed': (d) => `Infusion resumed at ${rate(d.rateMlPerHour)}`,
  'bolus-given': (d) => `Bolus of ${shownShort(d.ml, 2)} mL${because(d.reason)}`,
  'bag-changed': (d) => `Bag changed to ${bag(d)}${because(d.reason)}`,
  'infusion-stopped': (d) => `Infusion stopped: ${STOP_REASONS[d.reason].toLowerCase()}${d.remark ? `; ${d.remark}` : ''}`,
  'readings-recorded': (d) => [valueWords(d.values), ...notMeasuredWords(d.notMeasured)].filter(Boolean).join('; '),
  'monitor-sampled': () => null,
  'limit-set': (d) => `Limit set: ${limitInWords(d.quantity, d.side, d.at)}, ${d.severity}; ${d.reason}`,
  'alert-issued': (d) => `Alert (${d.severity}): ${QUANTITIES[d.quantity].name} ${d.value}, limit ${d.limit}`,
  'alert-reissued': (d) => `Alert again: ${d.value}`,
  'alert-acknowledged': (d) => `Alert acknowledged: ${d.action}`,
  'alert-resolved': (d) => `Alert over: ${d.value}`,
  'drug-given': (d) => `${d.drug} ${d.dose} ${d.unit} ${d.route} given`,
  'adverse-event-recorded': (d) =>
    `${AE_TERMS[d.term] ?? d.term}, grade ${d.grade}${d.serious ? ', serious' : ''}${because(d.words)}. Action: ${d.action || 'none recorded'}`,
  'adverse-event-followed': (d) => `Follow-up: grade ${d.grade}, ${d.outcome}${because(d.remark)}`,
  'emergency-opened': (d) => `Emergency opened: ${EMERGENCIES[d.kind].toLowerCase()}`,
  'emergency-logged': (d) => `Emergency log: ${d.words}`,
  'emergency-closed': (d) => `Emergency closed: ${d.outcome}`,
  'note-written': (d) => `Note (${d.voice}): ${d.words}`,
  attended: (d) => (d.present ? 'With the patient' : 'Left the patient'),
  assessed: (d) => `Assessed: ${assessmentWords(d)}`,
  'criterion-overridden': (d) => `Criterion overridden (${d.criterion.replaceAll('-', ' ')}): ${d.reason}`,
  'handed-over': (d) => `Handed over to ${d.escort}`,
  discharged: () => 'Discharged',
  signed: (d) => `Signed as ${d.as}`,
  amended: (d) => `Amended (${d.reason}): ${d.words}`,
  abandoned: (d) => `Session ended without an infusion: ${d.reason}`,
  'entry-replaced': (d) => `Entry corrected: ${d.reason}`,
  'entry-struck': (d) => `Entry struck: ${d.reason}`,
  'look-asked': (d, time, chair) =>
    `${d.refused ? `Entered without the server, did not fit when it arrived: ${orderWords(d.refused, time, chair)}` : 'Entered without the server, questioned when it arrived'}. ${reasonsIn(d.because)}`,
  'look-settled': (d) => (d.as === 'mine' ? `Looked at and added: ${d.reason}` : `Looked at, the record stands${because(d.reason)}`),
}

type Told = (d: unknown, time: (at: Instant) => string, chair: Reading['chair']) => string | null
const tell = (fact: Pick<SessionRecorded, 'type' | 'data'>, time: (at: Instant) => string, chair: Reading['chair']) =>
  (WORDS[fact.type] as Told)(fact.data, time, chair)

/** What a command says, in the words of what it would have written. */
function orderWords(order: SessionOrder, time: (at: Instant) => string, chair: Reading['chair']): string {
  const fact = factOf(order)
  return (fact && tell(fact, time, chair)) ?? `${order.type.replaceAll('-', ' ')}${'dose' in order.data ? `, ${order.data.dose}` : ''}`
}
const reasonsIn = (because: readonly Reason[]): string => because.map(({ message }) => message).join(' ')

/** The same for the screen. */
export const enteredWords = (order: SessionOrder, { zone, day, chair }: Reading): string => orderWords(order, (at) => clockOf(at, day, zone), chair)

/**
 * A fact in words, as the history and the corrections of a session record tell it: one sentence without its time and
 * person. Null for what is not told one by one (samples of a device).
 */
export const factWords = (fact: SessionRecorded, { zone, day, chair }: Reading): string | null => tell(fact, (at) => clockOf(at, day, zone), chair)

export const allergyWords = (a: { readonly allergies: readonly { substance: string; reaction?: string }[]; readonly noneKnown: boolean }): string =>
  a.allergies.length > 0
    ? listed(a.allergies.map(({ substance, reaction }) => (reaction ? `${substance} (${reaction})` : substance)))
    : a.noneKnown
      ? 'no known allergies'
      : 'unknown'

export const notMeasuredWords = (notMeasured: Readonly<Partial<Record<Quantity, string>>> | undefined): readonly string[] =>
  Object.entries(notMeasured ?? {}).map(([quantity, why]) => reasonWords(quantity as Quantity, why))

/** What a correction says now, for a fact of this type with other data. */
export const correctedWords = (fact: SessionRecorded, data: unknown, reading: Reading): string | null =>
  factWords({ ...fact, data } as SessionRecorded, reading)
