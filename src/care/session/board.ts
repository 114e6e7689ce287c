import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Phase, Protocol } from '../protocol/protocol.ts'
import { isOpen } from './apply.care.ts'
import { type DueAt, dueTimes } from './due.ts'
import type { AlertState, Facts, Live } from './session.state.ts'
import type { DecimalText, EmergencyKind, Status } from './session.types.ts'
import { phase, startedAt, stoppedAt } from './status.ts'

/** A session as the board reads it. Only moments, no ages: the screen counts from them, so a row stays true while time passes. */
export type BoardRow = {
  readonly status: Status
  readonly phase: Phase | null
  readonly chair: string
  readonly patient: string
  readonly protocol: string
  readonly plannedFor: Instant
  readonly arrivedAt?: Instant
  readonly readyAt?: Instant
  readonly startedAt?: Instant
  readonly stoppedAt?: Instant
  readonly dischargedAt?: Instant
  readonly order?: {
    readonly drug: string
    readonly doseMgPerKg: DecimalText
    readonly weightKg: DecimalText
    readonly durationMin: DecimalText
    readonly signed: boolean
  }
  readonly readings: Readonly<Partial<Record<Quantity, { readonly value: number; readonly at: Instant }>>>
  readonly due: readonly DueAt[]
  readonly alerts: readonly (Pick<AlertState, 'alert' | 'quantity' | 'side' | 'severity' | 'limit' | 'latestValue' | 'issuedAt'> & {
    readonly acknowledged: boolean
    readonly resolved: boolean
  })[]
  readonly emergency?: { readonly kind: EmergencyKind; readonly openedAt: Instant }
  readonly attending: readonly { readonly staff: string; readonly name: string }[]
  readonly signedBy: readonly ('nurse' | 'physician')[]
}

export function boardRow(s: Live, p: Protocol): BoardRow {
  return {
    status: s.status,
    phase: phase(s),
    chair: s.chair,
    patient: s.patient,
    protocol: s.protocol.id,
    plannedFor: s.plannedFor,
    ...times(s),
    ...order(s),
    readings: newest(s),
    due: dueTimes(s, p),
    alerts: openOnBoard(s),
    ...emergency(s),
    attending: s.attending.map(({ staff, name }) => ({ staff, name })),
    signedBy: (['nurse', 'physician'] as const).filter((as) => s.signatures[as]),
  }
}

type Times = Pick<BoardRow, 'arrivedAt' | 'readyAt' | 'startedAt' | 'stoppedAt' | 'dischargedAt'>
function times(s: Facts): Times {
  const [started, stopped] = [startedAt(s), stoppedAt(s)]
  return {
    ...(s.arrived && { arrivedAt: s.arrived.at }),
    ...(s.readied && { readyAt: s.readied.at }),
    ...(started && { startedAt: started }),
    ...(stopped && { stoppedAt: stopped }),
    ...(s.discharged && { dischargedAt: s.discharged.at }),
  }
}

function order(s: Facts): Pick<BoardRow, 'order'> {
  if (!s.order) return {}
  const { drug, doseMgPerKg, weightKg, durationMin, signed } = s.order
  return { order: { drug: drug.name, doseMgPerKg, weightKg, durationMin, signed: Boolean(signed) } }
}

/** The newest standing value of each quantity. A board row is made with every entry, so this looks from the end. */
function newest(s: Pick<Facts, 'readings'>): BoardRow['readings'] {
  const found: Partial<Record<Quantity, { readonly value: number; readonly at: Instant }>> = {}
  for (const { at, values } of s.readings.toReversed())
    for (const quantity in values) {
      const value = values[quantity as Quantity]
      if (value !== undefined) found[quantity as Quantity] ??= { value, at }
    }
  return found
}

const openOnBoard = (s: Facts): BoardRow['alerts'] =>
  s.alerts
    .filter((alert) => !alert.acknowledged || !alert.resolvedAt)
    .map(({ alert, quantity, side, severity, limit, latestValue, issuedAt, acknowledged, resolvedAt }) => ({
      ...{ alert, quantity, side, severity, limit, latestValue, issuedAt },
      acknowledged: Boolean(acknowledged),
      resolved: Boolean(resolvedAt),
    }))

function emergency(s: Facts): Pick<BoardRow, 'emergency'> {
  const open = s.emergencies.find(isOpen)
  return open ? { emergency: { kind: open.kind, openedAt: open.at } } : {}
}
