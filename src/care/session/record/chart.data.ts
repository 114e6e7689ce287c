import { toNumber } from '../../../medicine/exact.ts'
import { deliveredCurve, plan, plannedMg } from '../../../medicine/infusion.ts'
import { addMinutes, addMs, type Instant } from '../../../medicine/time.ts'
import { shownShort } from '../../../medicine/units.ts'
import { QUANTITIES, type Quantity } from '../../../medicine/vitals.ts'
import { AE_TERMS, EMERGENCIES } from '../room/words.view.ts'
import type { Live } from '../session.state.ts'
import { startedAt, stoppedAt } from '../status.ts'
import { orderReads, totals } from '../totals.ts'
import type { ChartData, RecordInput, Timed } from './content.ts'

type ChartEvent = ChartData['events'][number]

/** What the chart draws, from what stands; null when there is nothing to draw. */
export function chartData({ session: s, clinic, asOf }: RecordInput): ChartData | null {
  const start = startedAt(s) ?? null
  const events = [...pumpEvents(s), ...careEvents(s)].sort((a, b) => (a.at < b.at ? -1 : 1))
  const moments = [...s.readings.map(({ at }) => at), ...events.map(({ at }) => at)].sort()
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last) return null
  const end = stoppedAt(s) ?? (start ? asOf : last)
  const to = [last, end].sort().at(-1) ?? last
  return {
    zone: clinic.zone,
    ...{ from: addMinutes(first, -2), to: addMinutes(to, 2), start },
    pressures: s.readings.flatMap(({ at, values: { systolic, diastolic } }) =>
      systolic !== undefined && diastolic !== undefined ? [{ at, systolic, diastolic }] : [],
    ),
    ...{ heartRate: series(s, 'heart-rate'), spo2: series(s, 'spo2'), sedation: series(s, 'moaas'), dissociation: series(s, 'dissociation') },
    ...doses(s, to, asOf),
    running: spells(s, to),
    events,
  }
}

const series = (s: Live, quantity: Quantity): readonly Timed[] =>
  s.readings.flatMap(({ at, values }) => {
    const value = values[quantity]
    return value === undefined ? [] : [{ at, value }]
  })

function doses(s: Live, to: Instant, asOf: Instant): Pick<ChartData, 'delivered' | 'planned' | 'orderedMg'> {
  const start = startedAt(s)
  if (!s.order || !orderReads(s.order) || totals(s, asOf) === null) return { delivered: [], planned: [], orderedMg: null }
  const { mg, durationMs } = plan(s.order)
  const orderedMg = toNumber(mg)
  if (!start) return { delivered: [], planned: [], orderedMg }
  return {
    delivered: deliveredCurve(s.pump, to).map(({ at, mg: given }) => ({ at, value: toNumber(given) })),
    planned: plannedUntil(s.order, start, addMs(start, toNumber(durationMs)), to),
    orderedMg,
  }
}

/** The order's own course, as far as the chart reaches. */
function plannedUntil(order: NonNullable<Live['order']>, start: Instant, end: Instant, to: Instant): readonly Timed[] {
  const at = end < to ? end : to
  return [
    { at: start, value: 0 },
    { at, value: toNumber(plannedMg(order, start, at)) },
  ]
}

/** When the pump ran: from each start or resume to the pause or stop after it. */
function spells(s: Live, to: Instant): ChartData['running'] {
  const spans: { from: Instant; to: Instant }[] = []
  let from: Instant | null = null
  for (const { kind, at } of s.pump) {
    if (kind === 'started' || kind === 'resumed') from ??= at
    if ((kind === 'paused' || kind === 'stopped') && from) {
      spans.push({ from, to: at })
      from = null
    }
  }
  return from ? [...spans, { from, to }] : spans
}

const pumpEvents = (s: Live): ChartEvent[] =>
  s.pump.map((change): ChartEvent => {
    const { at } = change
    switch (change.kind) {
      case 'started':
        return { at, glyph: 'start', label: 'Start' }
      case 'rate':
        return { at, glyph: 'rate', label: `${shownShort(change.rateMlPerHour, 1)} mL/h` }
      case 'paused':
        return { at, glyph: 'pause', label: 'Pause' }
      case 'resumed':
        return { at, glyph: 'resume', label: 'Resume' }
      case 'bolus':
        return { at, glyph: 'bolus', label: `Bolus ${shownShort(change.ml, 1)} mL` }
      case 'bag':
        return { at, glyph: 'bag', label: 'Bag' }
      case 'stopped':
        return { at, glyph: 'stop', label: 'Stop' }
      default:
        return change satisfies never
    }
  })

const careEvents = (s: Live): ChartEvent[] => [
  ...s.drugs.map(({ at, drug, dose, unit }): ChartEvent => ({ at, glyph: 'drug', label: `${drug} ${dose} ${unit}` })),
  ...s.adverseEvents.map(({ at, term, grade }): ChartEvent => ({ at, glyph: 'event', label: `${AE_TERMS[term] ?? term}, grade ${grade}` })),
  ...s.alerts.map(({ issuedAt, quantity, value }): ChartEvent => ({ at: issuedAt, glyph: 'alert', label: `${QUANTITIES[quantity].short} ${value}` })),
  ...s.emergencies.map(({ at, kind }): ChartEvent => ({ at, glyph: 'emergency', label: EMERGENCIES[kind] })),
]
