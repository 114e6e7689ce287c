import { clockOf, dateWords } from '../../../medicine/local.ts'
import type { Instant } from '../../../medicine/time.ts'
import { shown, shownShort } from '../../../medicine/units.ts'
import { QUANTITIES, type Quantity } from '../../../medicine/vitals.ts'
import type { Phase } from '../../protocol/protocol.ts'
import type { DowntimeAllergies, DowntimeChart } from '../downtime.ts'
import { listed } from '../words.ts'

/** A sheet in words: each line a label and what is known, and in words too what is not. */
export type Said = readonly [label: string, says: string]
type At = (at: Instant) => string

export const clockIn =
  (zone: string, takenAt: Instant): At =>
  (at) =>
    clockOf(at, takenAt, zone)

export function allergyLine({ status, substances, asked }: DowntimeAllergies): string {
  const where = asked === 'today' ? 'asked today' : 'by the chart, not asked today'
  if (status === 'unknown') return 'ALLERGIES NOT KNOWN: nobody has asked'
  if (status === 'none-known') return `No known allergies, ${where}`
  return `Allergy: ${substances.map(({ substance, reaction }) => (reaction ? `${substance} (${reaction})` : substance)).join(', ')}; ${where}`
}

const STANDING = { 'not-started': 'Not started', running: 'Running', paused: 'Paused', stopped: 'Stopped' } as const

export function dosingLines({ order, orderWaits, given, pump, iv, weight }: DowntimeChart, at: At, takenAt: Instant): readonly Said[] {
  return [
    [
      'Order',
      order
        ? `${order.drug.name} ${order.doseMgPerKg} mg/kg × ${order.weightKg} kg over ${order.durationMin} min, ${order.concentrationMgPerMl} mg/mL`
        : 'No order is written',
    ],
    ...(order ? [['Signed', order.signedBy ?? 'NOT SIGNED'] as const] : []),
    ...(orderWaits ? [['Newer order', 'waits for its signature; ask the physician'] as const] : []),
    ['Pump', `${STANDING[pump.standing]}${pump.since ? ` since ${at(pump.since)}` : ''}${pump.bag ? `, bag of ${pump.bag} mL` : ''}`],
    [`Given by ${at(takenAt)}`, givenWords({ given, pump }, at)],
    ['Line', iv ? `${iv.site}, ${iv.gauge}${iv.removed ? ', removed' : ''}` : 'None recorded'],
    ['Weight', weight ? `${weight.kg} kg, ${weight.method === 'scale' ? 'on the scale' : 'as stated'} at ${at(weight.at)}` : 'Not measured today'],
  ]
}

function givenWords({ given, pump }: Pick<DowntimeChart, 'given' | 'pump'>, at: At): string {
  if (pump.standing === 'not-started') return 'Nothing yet'
  if (!given) return 'NOT KNOWN: the pump record could not be read'
  const sum = `${shown(given.deliveredMg, 1)} of ${shownShort(given.orderedMg, 1)} mg (${shown(given.deliveredMl, 1)} mL)`
  if (pump.standing !== 'running') return sum
  return `${sum}, at ${shown(given.currentRateMlPerHour, 1)} mL/h${given.completeAt ? `; the ordered dose would be complete at ${at(given.completeAt)}` : ''}`
}

export function careLines({ escort, asNeeded, drugs, criteria }: DowntimeChart, attending: readonly string[], at: At): readonly Said[] {
  const open = criteria.filter(({ state }) => state !== 'met' && state !== 'overridden')
  return [
    ['With the patient', attending.length > 0 ? listed(attending) : 'Nobody is recorded'],
    ['Escort', escort ? `${escort.name}, ${escort.relation}, ${escort.phone}` : 'None is named'],
    ...(asNeeded.length > 0
      ? [['As needed', asNeeded.map((one) => `${one.drug} ${one.dose} ${one.unit} ${one.route}, ${one.left} left`).join('; ')] as const]
      : []),
    ...(drugs.length > 0 ? [['Drugs given', drugs.map((one) => `${at(one.at)} ${one.drug} ${one.dose} ${one.unit}`).join('; ')] as const] : []),
    ...(criteria.length > 0
      ? [['Before going home', open.length === 0 ? 'every criterion was met' : `open: ${open.map(({ says }) => says).join('; ')}`] as const]
      : []),
  ]
}

export const limitWords = ({ limits }: DowntimeChart): string =>
  limits
    .map(({ quantity, side, at, severity }) => `${QUANTITIES[quantity].short} ${side === 'above' ? '≥' : '≤'} ${at}${severity === 'urgent' ? ' urgent' : ''}`)
    .join(' · ')

export const alertWords = ({ quantity, side, limit, value, issuedAt, acknowledgedBy }: DowntimeChart['alerts'][number], at: At): string =>
  `${QUANTITIES[quantity].name} ${value}, ${side} the limit of ${limit}, since ${at(issuedAt)}: ${acknowledgedBy ? `acknowledged by ${acknowledgedBy}` : 'NOT ACKNOWLEDGED'}`

const PHASES: Readonly<Record<Phase, string>> = { before: 'before', infusing: 'infusing', paused: 'paused', recovering: 'recovering' }

/** "infusing every 10 min (HR, BP, SpO₂) · paused every 5 min (…)" */
export const rhythmWords = ({ rhythm }: DowntimeChart): string =>
  rhythm.map(({ phase, everyMin, quantities }) => `${PHASES[phase]} every ${everyMin} min (${shorts(quantities)})`).join(' · ')

const shorts = (quantities: readonly Quantity[]): string =>
  [...new Set(quantities.flatMap((one) => (one === 'systolic' ? ['BP'] : one === 'diastolic' || one === 'mean-pressure' ? [] : [QUANTITIES[one].short])))].join(
    ', ',
  )

/** The columns of the tables: pressures share one, as people write them. */
export const COLUMNS = ['heart-rate', 'pressure', 'spo2', 'respiratory-rate', 'moaas', 'dissociation'] as const
export type ColumnId = (typeof COLUMNS)[number]
export const columnHead = (id: ColumnId): string => (id === 'pressure' ? 'BP' : QUANTITIES[id].short)

export function cellOf(id: ColumnId, values: Readonly<Partial<Record<Quantity, number>>>): string {
  if (id !== 'pressure') return values[id] === undefined ? '' : `${values[id]}`
  const { systolic, diastolic } = values
  return systolic === undefined && diastolic === undefined ? '' : `${systolic ?? '?'}/${diastolic ?? '?'}`
}

export const bornWords = (birthDate: string | null): string => (birthDate ? `born ${dateWords(birthDate)}` : 'birth date not known')
