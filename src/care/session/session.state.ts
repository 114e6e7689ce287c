import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'
import type { CriterionId, GateId, ProtocolRef, Severity } from '../protocol/protocol.ts'
import type {
  AeTerm,
  Alert,
  AskedLook,
  AsNeededOrder,
  Assessment,
  DecimalText,
  DeviceSource,
  EmergencyKind,
  Grade,
  NoteAccess,
  NoteVoice,
  Order,
  SessionRecorded,
  Signature,
  Status,
} from './session.types.ts'

/** An act with who and when, as every entry of the state carries. `event` is the journal id of the fact it came from. */
export type Act = { readonly event: string; readonly at: Instant; readonly recordedAt: Instant; readonly by: Actor }

export type Reading = Act & {
  readonly values: Values
  readonly from: Readonly<Partial<Record<Quantity, DeviceSource>>>
  readonly notMeasured: Readonly<Partial<Record<Quantity, string>>>
}

export type AlertState = Alert & {
  readonly issuedAt: Instant
  /** Times it was issued again because the condition persisted after somebody had acknowledged it. */
  readonly reissuedAt: readonly Instant[]
  readonly latestValue: number
  readonly acknowledged?: Act & { readonly action: string }
  readonly resolvedAt?: Instant
}

/** One row of the session's history: the fact as first written and what became of it. Nothing written is ever out of it. */
export type Entry = {
  readonly fact: SessionRecorded
  readonly stands: 'as-written' | 'replaced' | 'struck'
  /** Corrections, oldest first; the last is what stands. */
  readonly corrections: readonly (Act & { readonly reason: string; readonly data?: unknown; readonly newAt?: Instant })[]
  /** Recorded later than the protocol's lateness after it was true. */
  readonly late: boolean
}

export type Look = Act & AskedLook & { readonly settled?: Act & { readonly as: 'record' | 'mine'; readonly reason: string } }

/** One change of the pump, in the order in which it was true. Decimal texts as in the facts. */
export type PumpChange = Act &
  (
    | { readonly kind: 'started'; readonly rateMlPerHour: DecimalText; readonly concentrationMgPerMl: DecimalText; readonly bagMl: DecimalText }
    | { readonly kind: 'rate'; readonly rateMlPerHour: DecimalText }
    | { readonly kind: 'paused' }
    | { readonly kind: 'resumed'; readonly rateMlPerHour: DecimalText }
    | { readonly kind: 'bolus'; readonly ml: DecimalText }
    | { readonly kind: 'bag'; readonly concentrationMgPerMl: DecimalText; readonly bagMl: DecimalText }
    | { readonly kind: 'stopped'; readonly reason: string }
  )

/** Everything a session knows, whatever its status. */
export type Facts = {
  /** Number of facts folded; the next fact's seq is this + 1. */
  readonly seq: number
  readonly patient: string
  readonly protocol: ProtocolRef
  readonly chair: string
  readonly plannedFor: Instant
  /** The order in force: the signed one, or the first one while none is signed. */
  readonly order?: Order & Act & { readonly signed?: Act }
  /** A newer order that waits for its signature; until then `order` stays in force. */
  readonly orderDraft?: Order & Act
  readonly asNeeded: readonly (AsNeededOrder & Act)[]
  readonly arrived?: Act
  readonly identity?: Act & { readonly checked: readonly string[] }
  readonly weight?: Act & { readonly kg: DecimalText; readonly method: 'scale' | 'stated' }
  readonly fast?: Act & { readonly lastFood: Instant; readonly lastDrink: Instant }
  readonly escort?: Act & { readonly name: string; readonly phone: string; readonly relation: string }
  readonly allergies?: Act & { readonly allergies: readonly { readonly substance: string; readonly reaction?: string }[]; readonly noneKnown: boolean }
  readonly pressureAccepted?: Act & { readonly reading: string; readonly reason: string }
  readonly gateOverrides: Readonly<Partial<Record<GateId, Act & { readonly reason: string }>>>
  readonly readied?: Act
  readonly iv?: Act & { readonly site: string; readonly gauge: string; readonly removed?: Act & { readonly intact: boolean } }
  readonly ivChecks: readonly (Act & { readonly patent: boolean; readonly remark?: string })[]
  readonly pump: readonly PumpChange[]
  readonly readings: readonly Reading[]
  readonly samples: readonly { readonly device: string; readonly at: Instant; readonly values: Values }[]
  readonly limits: readonly (Act & {
    readonly quantity: Quantity
    readonly side: 'above' | 'below'
    readonly severity: Severity
    readonly limit: number
    readonly clearBy: number
    readonly reason: string
  })[]
  readonly alerts: readonly AlertState[]
  readonly drugs: readonly (Act & {
    readonly orderId: string
    readonly drug: string
    readonly dose: DecimalText
    readonly unit: string
    readonly route: string
  })[]
  readonly adverseEvents: readonly (Act & {
    readonly term: AeTerm
    readonly words: string
    readonly grade: Grade
    readonly serious: boolean
    readonly relatedness: string
    readonly action: string
    readonly followUps: readonly (Act & { readonly grade: Grade; readonly outcome: string; readonly remark: string })[]
  })[]
  readonly emergencies: readonly (Act & {
    readonly kind: EmergencyKind
    readonly log: readonly (Act & { readonly words: string })[]
    readonly closed?: Act & { readonly outcome: string }
  })[]
  readonly notes: readonly (Act & { readonly voice: NoteVoice; readonly access: NoteAccess; readonly words: string })[]
  readonly attending: readonly (Act & { readonly staff: string; readonly name: string })[]
  /** Latest answer of each part, each with its own act. */
  readonly assessment: { readonly [K in keyof Assessment]?: Act & { readonly value: NonNullable<Assessment[K]> } }
  readonly criterionOverrides: Readonly<Partial<Record<CriterionId, Act & { readonly reason: string }>>>
  readonly handOver?: Act & { readonly escort: string; readonly signature: Signature; readonly advice: string }
  readonly discharged?: Act
  readonly signatures: { readonly nurse?: Act; readonly physician?: Act }
  readonly amendments: readonly (Act & { readonly words: string; readonly reason: string })[]
  readonly abandoned?: Act & { readonly reason: string }
  /** What came from a device later and did not fit; open until somebody has settled it. */
  readonly looks: readonly Look[]
  readonly entries: readonly Entry[]
}

type In<S extends Status, Extra = unknown> = { readonly status: S } & Facts & Extra

/** A session, by status. `none` is a stream without facts. */
export type Session =
  | { readonly status: 'none'; readonly seq: 0 }
  | In<'scheduled'>
  | In<'arrived'>
  | In<'ready'>
  | In<'dosing', { readonly infusion: 'running' | 'paused' }>
  | In<'recovering'>
  | In<'discharged'>
  | In<'signed'>
  | In<'abandoned'>
/** A session that exists. */
export type Live = Exclude<Session, { status: 'none' }>

export type GateState = {
  readonly id: GateId
  readonly says: string
  readonly state: 'met' | 'not-met' | 'unknown' | 'overridden'
  readonly why: string
  readonly overridableBy: readonly string[]
  readonly source: string
}
export type CriterionState = {
  readonly id: CriterionId
  readonly says: string
  readonly state: 'met' | 'not-met' | 'unknown' | 'overridden'
  readonly why: string
  readonly overridableBy: readonly string[]
  readonly source: string
}

/** What is due when. `state` is relative to `now`; `dueAt` absent = nothing due in this phase. */
export type Due = {
  readonly quantities: readonly Quantity[]
  readonly dueAt: Instant
  readonly state: 'later' | 'due' | 'overdue'
  readonly everyMin: number
  readonly source: string
}

export type Totals = {
  readonly runningMs: number
  /** Exact decimals as text, unrounded unless the name says so. */
  readonly deliveredMl: DecimalText
  readonly deliveredMg: DecimalText
  readonly deliveredMgPerKg: DecimalText
  readonly orderedMg: DecimalText
  readonly orderedMl: DecimalText
  /** What the order's own course would have given by now, without pauses. */
  readonly plannedMg: DecimalText
  /** Planned mL/h of the order. */
  readonly plannedRateMlPerHour: DecimalText
  readonly currentRateMlPerHour: DecimalText
  /** When the order's dose will be complete at the current rate; absent when not running. */
  readonly completeAt?: Instant
}

/** A command, whether it can be given now, and why not: one list for every button of the room. */
export type Option = { readonly type: string; readonly can: boolean; readonly why?: string }
