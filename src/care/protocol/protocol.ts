import type { Quantity } from '../../medicine/vitals.ts'

/**
 * A protocol document as the program reads it: clinical policy as data. Every number stands with its unit, the tag of
 * its source and whether the medical director has confirmed it; nothing clinical is a constant in code.
 */
export type Num<U extends string = string> = {
  readonly value: number
  readonly unit: U
  /** Tag in `sources`. */
  readonly source: string
  /** false: "to be confirmed by the medical director", and shown so. */
  readonly confirmed: boolean
  readonly note?: string
}

export type Phase = 'before' | 'infusing' | 'paused' | 'recovering'

/** One rhythm of a phase: these quantities, every so many minutes. */
export type Cadence = { readonly phase: Phase; readonly quantities: readonly Quantity[]; readonly every: Num<'min'>; readonly overdueAfter: Num<'min'> }

export type Severity = 'warning' | 'urgent'

/**
 * A limit on a quantity. A value at or beyond `at` issues an alert; the alert resolves only when a value is back by
 * `clearBy` (hysteresis), so that one borderline value does not flap.
 */
export type Limit = {
  readonly quantity: Quantity
  readonly side: 'above' | 'below'
  readonly severity: Severity
  readonly at: Num
  readonly clearBy: Num
  /** What the protocol offers; the clinician chooses. */
  readonly options: readonly string[]
}

/** What a quantity can be at all (outside: refused) and what is usual (outside: "really?"). */
export type Plausible = {
  readonly quantity: Quantity | 'weight'
  readonly possible: { readonly min: Num; readonly max: Num }
  readonly usual: { readonly min: Num; readonly max: Num }
}

export const GATE_IDS = ['order', 'identity', 'weight', 'fast', 'escort', 'blood-pressure', 'allergies'] as const
export type GateId = (typeof GATE_IDS)[number]
type Gate = {
  readonly id: GateId
  readonly says: string
  /** Who may override it with a reason; empty: nobody. */
  readonly overridableBy: readonly ('physician' | 'nurse')[]
  readonly source: string
  readonly confirmed: boolean
}

export const CRITERION_IDS = [
  'minimum-time',
  'score',
  'sedation',
  'orientation',
  'dissociation',
  'blood-pressure',
  'gait',
  'iv-removed',
  'no-new-suicidal-intent',
  'escort-present',
  'advice-given',
] as const
export type CriterionId = (typeof CRITERION_IDS)[number]
type Criterion = {
  readonly id: CriterionId
  readonly says: string
  readonly overridableBy: readonly 'physician'[]
  readonly source: string
  readonly confirmed: boolean
}

/** A drug the protocol lets a physician order as needed. The dose is an offer; the order is the physician's. */
type AsNeededDrug = {
  readonly drug: string
  readonly rxnorm?: string
  readonly dose: Num
  readonly route: string
  readonly indication: string
}

/** The card a person reads when it happens. */
type EmergencyCard = {
  readonly id: string
  readonly title: string
  readonly steps: readonly string[]
  readonly source: string
  readonly confirmed: boolean
}

/** Where a number comes from. `trust` says what is weak about it. */
export type Source = { readonly title: string; readonly trust?: string }

export type Protocol = {
  readonly id: string
  readonly version: string
  /** From this day on; a calendar date. */
  readonly effective: string
  /** The medical director who answers for it; null: nobody has yet, and every screen that shows it says so. */
  readonly approvedBy: string | null
  readonly title: string
  readonly summary: string
  readonly offLabel: boolean
  readonly drug: { readonly name: string; readonly rxnorm: string; readonly route: 'intravenous' }
  readonly dose: {
    readonly standard: Num<'mg/kg'>
    readonly duration: Num<'min'>
    /** Outside this the order needs a reason. */
    readonly usual: { readonly min: Num<'mg/kg'>; readonly max: Num<'mg/kg'> }
    readonly durationUsual: { readonly min: Num<'min'>; readonly max: Num<'min'> }
    /** Outside this an order is refused: the clinic's own hard stop. */
    readonly hardMax: Num<'mg/kg'>
    readonly maxRateOverOrder: Num<'%'>
  }
  readonly before: {
    readonly noFood: Num<'h'>
    readonly noClearLiquid: Num<'h'>
    readonly pressureFresh: Num<'min'>
    readonly pressureReview: { readonly systolic: Num<'mm[Hg]'>; readonly diastolic: Num<'mm[Hg]'> }
    readonly weightChange: Num<'%'>
  }
  readonly gates: readonly Gate[]
  readonly cadence: readonly Cadence[]
  readonly limits: readonly Limit[]
  readonly plausible: readonly Plausible[]
  readonly alerts: { readonly remindAfter: Num<'min'> }
  readonly lateAfter: Num<'min'>
  readonly discharge: {
    readonly criteria: readonly Criterion[]
    readonly minimumAfterStop: Num<'min'>
    readonly score: Num<'{score}'>
    readonly sedation: Num<'{score}'>
    readonly dissociation: Num<'{score}'>
    readonly pressureWithin: Num<'%'>
    /** How old a reading or an assessment may be when the person leaves. */
    readonly fresh: Num<'min'>
  }
  readonly asNeeded: readonly AsNeededDrug[]
  readonly emergency: readonly EmergencyCard[]
  readonly sources: Readonly<Record<string, Source>>
}

/** The version of a protocol that something was decided under: SHA-256 of the document's canonical JSON, hex. */
export type ProtocolRef = { readonly id: string; readonly version: string; readonly hash: string }
export type LoadedProtocol = { readonly ref: ProtocolRef; readonly protocol: Protocol; readonly text: string }
