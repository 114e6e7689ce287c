import type { Actor } from '../../../../medicine/record.ts'
import { ALDRETE } from '../../../../medicine/scales/aldrete.ts'
import { PADSS } from '../../../../medicine/scales/padss.ts'
import { type Points, type Scale, scaleTotal } from '../../../../medicine/scales/scale.ts'
import { QUANTITIES, type Quantity } from '../../../../medicine/vitals.ts'
import type { Assessment, SessionFact, SessionRecorded } from '../../session.ts'
import { setInWords, shortest } from '../figures.view.ts'
import { AE_TERMS, EMERGENCIES, limitInWords, STOP_REASONS, VOICES } from '../words.view.ts'

/** The history in words: one sentence a fact, as a colleague would read it out. */

export const who = (by: Actor): string => (by.kind === 'device' ? `${by.name} (device)` : by.name)

const notMeasured = (reasons: Readonly<Partial<Record<Quantity, string>>> | undefined): string =>
  Object.entries(reasons ?? {})
    .map(([q, why]) => ` · ${QUANTITIES[q as Quantity].short} not measured: ${why}`)
    .join('')

const after = (text: string | undefined): string => (text ? `: ${text}` : '')

/** Everything before the first drop, and the order. */
function preparation(f: SessionFact): string | null {
  switch (f.type) {
    case 'session-scheduled':
      return 'Session scheduled'
    case 'chair-changed':
      return `Moved to ${f.data.chair}`
    case 'order-written':
      return `Order written: ${f.data.drug.name} ${shortest(f.data.doseMgPerKg)} mg/kg for ${shortest(f.data.weightKg)} kg over ${shortest(f.data.durationMin)} min${after(f.data.reason)}`
    case 'order-signed':
      return 'Order signed'
    case 'as-needed-ordered':
      return `As-needed order: ${f.data.drug} ${f.data.dose} ${f.data.unit} ${f.data.route} for ${f.data.indication}`
    case 'patient-arrived':
      return 'Arrived'
    case 'identity-confirmed':
      return `Identity confirmed by ${f.data.checked.join(', ').replaceAll('-', ' ')}`
    case 'weight-measured':
      return `Weight ${shortest(f.data.kg)} kg, ${f.data.method === 'scale' ? 'on the scale' : 'as stated'}`
    case 'fast-answered':
      return 'Last food and drink answered'
    case 'escort-named':
      return `Escort named: ${f.data.name}, ${f.data.relation}`
    case 'allergies-reviewed':
      return f.data.noneKnown ? 'Allergies reviewed: none known' : `Allergies reviewed: ${f.data.allergies.map((a) => a.substance).join(', ')}`
    case 'pressure-accepted':
      return `Blood pressure accepted to go ahead: ${f.data.reason}`
    case 'gate-overridden':
      return `Check overridden (${f.data.gate.replaceAll('-', ' ')}): ${f.data.reason}`
    case 'session-readied':
      return 'Ready'
    case 'iv-placed':
      return `IV placed: ${f.data.site}, ${f.data.gauge}, attempt ${f.data.attempts}`
    case 'iv-checked':
      return `IV ${f.data.patent ? 'patent' : 'not patent'}${after(f.data.remark)}`
    case 'iv-removed':
      return `IV removed, ${f.data.intact ? 'intact' : 'not intact'}${after(f.data.remark)}`
    default:
      return null
  }
}

/** The pump. */
function pump(f: SessionFact): string | null {
  switch (f.type) {
    case 'infusion-started':
      return `Infusion started at ${shortest(f.data.rateMlPerHour)} mL/h, ${shortest(f.data.concentrationMgPerMl)} mg/mL, bag ${shortest(f.data.bagMl)} mL`
    case 'rate-changed':
      return `Rate changed to ${shortest(f.data.rateMlPerHour)} mL/h${after(f.data.reason)}`
    case 'infusion-paused':
      return `Paused${after(f.data.reason)}`
    case 'infusion-resumed':
      return `Resumed at ${shortest(f.data.rateMlPerHour)} mL/h`
    case 'bolus-given':
      return `Bolus ${shortest(f.data.ml)} mL: ${f.data.reason}`
    case 'bag-changed':
      return `Bag changed to ${shortest(f.data.concentrationMgPerMl)} mg/mL, ${shortest(f.data.bagMl)} mL: ${f.data.reason}`
    case 'infusion-stopped':
      return `Infusion stopped: ${f.data.reason === 'other' && f.data.remark ? f.data.remark : STOP_REASONS[f.data.reason].toLowerCase() + after(f.data.remark)}`
    default:
      return null
  }
}

/** What was seen, heard and done. */
function care(f: SessionFact): string | null {
  switch (f.type) {
    case 'readings-recorded':
      return setInWords(f.data.values) + notMeasured(f.data.notMeasured)
    case 'monitor-sampled':
      return `Monitor samples kept (${f.data.samples.length})`
    case 'limit-set':
      return `Limit set: ${limitInWords(f.data.quantity, f.data.side, f.data.at)} (${f.data.severity}): ${f.data.reason}`
    case 'alert-issued':
      return `Alert: ${QUANTITIES[f.data.quantity].name} ${f.data.value}, limit ${f.data.limit}`
    case 'alert-reissued':
      return `Alert again: value ${f.data.value}`
    case 'alert-acknowledged':
      return `Alert acknowledged: ${f.data.action}`
    case 'alert-resolved':
      return `Alert over: value ${f.data.value}`
    case 'drug-given':
      return `${f.data.drug} ${f.data.dose} ${f.data.unit} ${f.data.route} given`
    case 'adverse-event-recorded':
      return `${AE_TERMS[f.data.term]}, grade ${f.data.grade}${f.data.serious ? ', serious' : ''}${after(f.data.words)}`
    case 'adverse-event-followed':
      return `Event followed: grade ${f.data.grade}, ${f.data.outcome}${after(f.data.remark)}`
    case 'emergency-opened':
      return `Emergency: ${EMERGENCIES[f.data.kind].toLowerCase()}`
    case 'emergency-logged':
      return `Emergency log: ${f.data.words}`
    case 'emergency-closed':
      return `Emergency closed: ${f.data.outcome}`
    case 'note-written':
      return `${VOICES[f.data.voice]}’s note: ${f.data.words}`
    case 'attended':
      return f.data.present ? 'With the patient' : 'Left the patient'
    default:
      return null
  }
}

const yes = (value: boolean | undefined, met: string, not: string) => (value === undefined ? [] : [value ? met : not])

function assessedInWords({ aldrete, padss, oriented, gait, newSuicidalIntent, escortPresent, adviceGiven }: Assessment): string {
  const score = (scale: Scale, given: Readonly<Partial<Record<string, Points>>> | undefined) => {
    if (!given) return []
    const sum = scaleTotal(scale, given)
    return [`${scale.name} ${sum.kind === 'total' ? sum.total : 'not complete'} of ${sum.outOf}`]
  }
  const lost = Object.entries(oriented ?? {}).flatMap(([to, knows]) => (knows ? [] : [to]))
  return [
    ...score(ALDRETE, aldrete),
    ...score(PADSS, padss),
    ...(oriented ? [lost.length === 0 ? 'oriented to person, place and time' : `not oriented to ${lost.join(', ')}`] : []),
    ...(gait ? [`gait ${gait}`] : []),
    ...yes(newSuicidalIntent, 'new suicidal intent', 'no new suicidal intent'),
    ...yes(escortPresent, 'escort is here', 'escort is not here'),
    ...yes(adviceGiven, 'advice given', 'advice not given'),
  ].join(', ')
}

/** The way home and the record. */
function leaving(f: SessionFact): string | null {
  switch (f.type) {
    case 'assessed':
      return `Assessed: ${assessedInWords(f.data)}`
    case 'criterion-overridden':
      return `Going-home check overridden (${f.data.criterion.replaceAll('-', ' ')}): ${f.data.reason}`
    case 'handed-over':
      return `Handed over to ${f.data.escort}`
    case 'discharged':
      return 'Went home'
    case 'signed':
      return `Signed as ${f.data.as}`
    case 'amended':
      return `Amendment: ${f.data.words} (${f.data.reason})`
    case 'abandoned':
      return `Session called off: ${f.data.reason}`
    case 'entry-replaced':
      return `Entry corrected: ${f.data.reason}`
    case 'entry-struck':
      return `Entry struck: ${f.data.reason}`
    default:
      return null
  }
}

export const inWords = (fact: SessionFact | SessionRecorded): string => {
  const f = fact as SessionFact
  return preparation(f) ?? pump(f) ?? care(f) ?? leaving(f) ?? f.type
}

export type Glyph = 'dose' | 'drug' | 'event' | 'emergency' | 'note' | 'iv' | 'alert' | 'other'

/** The mark a fact has on the time axis; null: it is drawn as a series, or belongs to no moment of the infusion. */
export function glyphOf(type: SessionFact['type']): Glyph | null {
  switch (type) {
    case 'infusion-started':
    case 'rate-changed':
    case 'infusion-paused':
    case 'infusion-resumed':
    case 'infusion-stopped':
    case 'bolus-given':
    case 'bag-changed':
      return 'dose'
    case 'drug-given':
      return 'drug'
    case 'adverse-event-recorded':
      return 'event'
    case 'emergency-opened':
    case 'emergency-closed':
      return 'emergency'
    case 'note-written':
      return 'note'
    case 'iv-placed':
    case 'iv-checked':
    case 'iv-removed':
      return 'iv'
    case 'alert-issued':
    case 'alert-acknowledged':
      return 'alert'
    case 'patient-arrived':
    case 'handed-over':
    case 'discharged':
      return 'other'
    default:
      return null
  }
}
