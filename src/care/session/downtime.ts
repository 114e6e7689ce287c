import type { Instant } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'
import type { Phase, Protocol, Severity } from '../protocol/protocol.ts'
import { rulesOf } from './alert.rules.ts'
import { openAlerts } from './alerts.ts'
import { isOpen } from './apply.care.ts'
import { type DueAt, dueTimes } from './due.ts'
import { readiness } from './readiness.ts'
import type { CriterionState, Facts, Live, Totals } from './session.state.ts'
import type { DecimalText, EmergencyKind, Order, Status } from './session.types.ts'
import { phase, pumpAfter, startedAt, stoppedAt } from './status.ts'
import { totals } from './totals.ts'

/** One running session as it has to stand on paper when nothing else can be asked. Moments only; the reader counts. */
export type DowntimeSheet = {
  readonly session: string
  readonly chair: string
  readonly name: string | null
  readonly birthDate: string | null
  readonly status: Status
  readonly phase: Phase | null
  readonly startedAt?: Instant
  readonly stoppedAt?: Instant
  readonly emergency?: { readonly kind: EmergencyKind; readonly openedAt: Instant }
  readonly attending: readonly string[]
  /** null: withheld from whoever took this copy, and `withheld` says why. */
  readonly chart: DowntimeChart | null
  readonly withheld?: 'no-charts' | 'restricted'
}

export type DowntimeChart = {
  readonly allergies: DowntimeAllergies
  readonly weight: { readonly kg: DecimalText; readonly method: 'scale' | 'stated'; readonly at: Instant } | null
  readonly order: (Order & { readonly signedBy: string | null }) | null
  readonly orderWaits: boolean
  /** What was given by the moment of the copy, and the pump as it stood; null where the record does not read. */
  readonly given: Totals | null
  readonly pump: { readonly standing: ReturnType<typeof pumpAfter>; readonly since: Instant | null; readonly bag: DecimalText | null }
  readonly iv: { readonly site: string; readonly gauge: string; readonly removed: boolean } | null
  /** The last sets, oldest first. */
  readonly sets: readonly { readonly at: Instant; readonly values: Values; readonly by: string }[]
  readonly newest: Readonly<Partial<Record<Quantity, { readonly value: number; readonly at: Instant }>>>
  readonly due: readonly DueAt[]
  /** The rhythm of every phase, for the hours nobody can ask about. */
  readonly rhythm: readonly { readonly phase: Phase; readonly everyMin: number; readonly quantities: readonly Quantity[] }[]
  readonly limits: readonly { readonly quantity: Quantity; readonly side: 'above' | 'below'; readonly severity: Severity; readonly at: number }[]
  readonly alerts: readonly DowntimeAlert[]
  readonly asNeeded: readonly { readonly drug: string; readonly dose: DecimalText; readonly unit: string; readonly route: string; readonly left: number }[]
  readonly drugs: readonly { readonly at: Instant; readonly drug: string; readonly dose: DecimalText; readonly unit: string }[]
  readonly escort: { readonly name: string; readonly phone: string; readonly relation: string } | null
  /** Before going home, as it stood; only while recovering. */
  readonly criteria: readonly Pick<CriterionState, 'says' | 'state'>[]
}
export type DowntimeAllergies = {
  readonly status: 'unknown' | 'none-known' | 'listed'
  readonly substances: readonly { readonly substance: string; readonly reaction?: string }[]
  readonly asked: 'today' | 'chart'
}
export type DowntimeAlert = {
  readonly quantity: Quantity
  readonly side: 'above' | 'below'
  readonly severity: Severity
  readonly limit: number
  readonly value: number
  readonly issuedAt: Instant
  readonly acknowledgedBy: string | null
}

/** What the chart knows of allergies, as the patient's capability tells it. */
export type ChartAllergies = Omit<DowntimeAllergies, 'asked'>
export type Sitting = {
  readonly session: string
  readonly chair: string
  readonly name: string | null
  readonly birthDate: string | null
}

/** Who, where, since when: what the board shows to everybody who sees it. */
export const closedSheet = (s: Live, who: Sitting, withheld: 'no-charts' | 'restricted'): DowntimeSheet => ({ ...headOf(s, who), chart: null, withheld })

/**
 * The whole sheet.
 *
 * Units:  as the session's own; sums are those of `now`.
 * Errors: none; what is not known is null or `unknown`, never empty as if it were none.
 * Source: the session's facts; protocol for rhythm, limits and criteria.
 */
export function sheetOf(s: Live, p: Protocol, who: Sitting, chart: ChartAllergies, now: Instant): DowntimeSheet {
  return { ...headOf(s, who), chart: { ...careOf(s, p, now), ...dosingOf(s, now), ...watchOf(s, p, now), allergies: allergiesOf(s, chart) } }
}

function headOf(s: Live, who: Sitting): Omit<DowntimeSheet, 'chart'> {
  const [started, stopped, emergency] = [startedAt(s), stoppedAt(s), s.emergencies.find(isOpen)]
  return {
    ...who,
    ...{ status: s.status, phase: phase(s), attending: s.attending.map(({ name }) => name) },
    ...(started && { startedAt: started }),
    ...(stopped && { stoppedAt: stopped }),
    ...(emergency && { emergency: { kind: emergency.kind, openedAt: emergency.at } }),
  }
}

/** What was found today stands over the chart, as in the room. */
function allergiesOf({ allergies: today }: Facts, chart: ChartAllergies): DowntimeAllergies {
  if (!today) return { ...chart, asked: 'chart' }
  const status = today.noneKnown ? 'none-known' : today.allergies.length > 0 ? 'listed' : 'unknown'
  return { status, substances: today.allergies, asked: 'today' }
}

const SETS = 4
function watchOf(s: Live, p: Protocol, now: Instant): Pick<DowntimeChart, 'sets' | 'newest' | 'due' | 'rhythm' | 'limits' | 'alerts'> {
  return {
    sets: s.readings.slice(-SETS).map(({ at, values, by }) => ({ at, values, by: by.name })),
    newest: newestOf(s),
    due: dueTimes(s, p),
    rhythm: p.cadence.map(({ phase: of, every, quantities }) => ({ phase: of, everyMin: every.value, quantities })),
    limits: rulesOf(s, p).map(({ quantity, side, severity, at }) => ({ quantity, side, severity, at })),
    alerts: openAlerts(s, p, now).map(({ quantity, side, severity, limit, latestValue, issuedAt, acknowledged }) => ({
      ...{ quantity, side, severity, limit, value: latestValue, issuedAt, acknowledgedBy: acknowledged?.by.name ?? null },
    })),
  }
}

function newestOf({ readings }: Facts): DowntimeChart['newest'] {
  const found: Partial<Record<Quantity, { value: number; at: Instant }>> = {}
  for (const { at, values } of readings) for (const [quantity, value] of Object.entries(values)) found[quantity as Quantity] = { value, at }
  return found
}

function dosingOf(s: Live, now: Instant): Pick<DowntimeChart, 'order' | 'orderWaits' | 'given' | 'pump' | 'iv'> {
  const turn = s.pump.findLast(({ kind }) => kind !== 'rate' && kind !== 'bolus' && kind !== 'bag')
  const bag = s.pump.findLast((change) => change.kind === 'started' || change.kind === 'bag')
  return {
    order: s.order ? { ...orderOf(s.order), signedBy: s.order.signed?.by.name ?? null } : null,
    orderWaits: s.orderDraft !== undefined,
    given: totals(s, now),
    pump: { standing: pumpAfter(s.pump), since: turn?.at ?? null, bag: bag && 'bagMl' in bag ? bag.bagMl : null },
    iv: s.iv ? { site: s.iv.site, gauge: s.iv.gauge, removed: s.iv.removed !== undefined } : null,
  }
}

const orderOf = ({ drug, doseMgPerKg, weightKg, durationMin, concentrationMgPerMl, reason }: Order): Order => ({
  ...{ drug, doseMgPerKg, weightKg, durationMin, concentrationMgPerMl },
  ...(reason !== undefined && { reason }),
})

function careOf(s: Live, p: Protocol, now: Instant): Pick<DowntimeChart, 'weight' | 'asNeeded' | 'drugs' | 'escort' | 'criteria'> {
  const given = (orderId: string) => s.drugs.filter((one) => one.orderId === orderId).length
  return {
    weight: s.weight ? { kg: s.weight.kg, method: s.weight.method, at: s.weight.at } : null,
    asNeeded: s.asNeeded.map(({ orderId, drug, dose, unit, route, maxDoses }) => ({ drug, dose, unit, route, left: Math.max(0, maxDoses - given(orderId)) })),
    drugs: s.drugs.map(({ at, drug, dose, unit }) => ({ at, drug, dose, unit })),
    escort: s.escort ? { name: s.escort.name, phone: s.escort.phone, relation: s.escort.relation } : null,
    criteria: s.status === 'recovering' ? readiness(s, p, now).map(({ says, state }) => ({ says, state })) : [],
  }
}
