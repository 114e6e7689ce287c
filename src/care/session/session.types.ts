import type { Actor, CommandHead, Fact, Reason, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Quantity, Values } from '../../medicine/vitals.ts'
import type { CriterionId, GateId, ProtocolRef, Severity } from '../protocol/protocol.ts'

/** A decimal number as text, exact: "0.5", "150". Doses, rates, volumes and concentrations travel so. */
export type DecimalText = string

export type Order = {
  readonly drug: { readonly name: string; readonly rxnorm: string }
  readonly doseMgPerKg: DecimalText
  readonly weightKg: DecimalText
  readonly durationMin: DecimalText
  readonly concentrationMgPerMl: DecimalText
  /** Needed when the dose or the duration is outside the protocol's usual range. */
  readonly reason?: string
}
export type AsNeededOrder = {
  readonly orderId: string
  readonly drug: string
  readonly dose: DecimalText
  readonly unit: string
  readonly route: string
  readonly indication: string
  readonly maxDoses: number
}

/** Where a value came from. `observedAt` is the monitor's own time of that value. */
export type DeviceSource = { readonly device: string; readonly message: string; readonly observedAt: Instant }
export type Signature = { readonly name: string; readonly strokes?: string }

export type AeTerm =
  | 'nausea'
  | 'vomiting'
  | 'headache'
  | 'dizziness'
  | 'dissociation'
  | 'anxiety'
  | 'hypertension'
  | 'hypotension'
  | 'tachycardia'
  | 'bradycardia'
  | 'desaturation'
  | 'respiratory-depression'
  | 'over-sedation'
  | 'loss-of-consciousness'
  | 'chest-pain'
  | 'allergic-reaction'
  | 'infiltration'
  | 'fall'
  | 'other'
export type Grade = 1 | 2 | 3 | 4 | 5

export type EmergencyKind = 'unresponsive' | 'low-oxygen' | 'severe-hypertension' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'neurological' | 'other'

export type NoteAccess = 'team' | 'clinicians'
export type NoteVoice = 'nurse' | 'physician' | 'sitter'

/**
 * Everything that can be true of a session, in the past tense. One union; the journal keeps these under stream kind
 * `session`. Times are the envelope's `at`.
 */
export type SessionFact =
  | Fact<'session-scheduled', { readonly patient: string; readonly protocol: ProtocolRef; readonly chair: string; readonly plannedFor: Instant }>
  | Fact<'chair-changed', { readonly chair: string }>
  | Fact<'order-written', Order>
  | Fact<'order-signed', { readonly order: string }> // event id of the order-written it signs
  | Fact<'as-needed-ordered', AsNeededOrder>
  | Fact<'patient-arrived', Record<never, never>>
  | Fact<'identity-confirmed', { readonly checked: readonly ('name' | 'birth-date' | 'photo' | 'wristband')[] }>
  | Fact<'weight-measured', { readonly kg: DecimalText; readonly method: 'scale' | 'stated' }>
  | Fact<'fast-answered', { readonly lastFood: Instant; readonly lastDrink: Instant }>
  | Fact<'escort-named', { readonly name: string; readonly phone: string; readonly relation: string }>
  | Fact<'allergies-reviewed', { readonly allergies: readonly { readonly substance: string; readonly reaction?: string }[]; readonly noneKnown: boolean }>
  | Fact<'pressure-accepted', { readonly reading: string; readonly reason: string }> // the documented benefit-risk decision
  | Fact<'gate-overridden', { readonly gate: GateId; readonly reason: string }>
  | Fact<'session-readied', Record<never, never>>
  | Fact<'iv-placed', { readonly site: string; readonly gauge: string; readonly attempts: number }>
  | Fact<'iv-checked', { readonly patent: boolean; readonly remark?: string }>
  | Fact<'iv-removed', { readonly intact: boolean; readonly remark?: string }>
  | Fact<'infusion-started', { readonly rateMlPerHour: DecimalText; readonly concentrationMgPerMl: DecimalText; readonly bagMl: DecimalText }>
  | Fact<'rate-changed', { readonly rateMlPerHour: DecimalText; readonly reason?: string }>
  | Fact<'infusion-paused', { readonly reason?: string }>
  | Fact<'infusion-resumed', { readonly rateMlPerHour: DecimalText }>
  | Fact<'bolus-given', { readonly ml: DecimalText; readonly reason: string }>
  | Fact<'bag-changed', { readonly concentrationMgPerMl: DecimalText; readonly bagMl: DecimalText; readonly reason: string }>
  | Fact<
      'infusion-stopped',
      { readonly reason: 'complete' | 'patient-wish' | 'adverse-event' | 'emergency' | 'line-fault' | 'other'; readonly remark?: string }
    >
  | Fact<
      'readings-recorded',
      {
        readonly values: Values
        readonly from: Readonly<Partial<Record<Quantity, DeviceSource>>>
        readonly notMeasured?: Readonly<Partial<Record<Quantity, string>>>
        /** Why it was entered late. */
        readonly lateReason?: string
      }
    >
  | Fact<'monitor-sampled', { readonly device: string; readonly samples: readonly { readonly at: Instant; readonly values: Values }[] }>
  | Fact<
      'limit-set',
      {
        readonly quantity: Quantity
        readonly side: 'above' | 'below'
        readonly severity: Severity
        readonly at: number
        readonly clearBy: number
        readonly reason: string
      }
    >
  | Fact<'alert-issued', Alert>
  | Fact<'alert-reissued', { readonly alert: string; readonly value: number; readonly reading: string }>
  | Fact<'alert-acknowledged', { readonly alert: string; readonly action: string }>
  | Fact<'alert-resolved', { readonly alert: string; readonly value: number; readonly reading: string }>
  | Fact<
      'drug-given',
      {
        readonly orderId: string
        readonly drug: string
        readonly dose: DecimalText
        readonly unit: string
        readonly route: string
        readonly lateReason?: string
      }
    >
  | Fact<
      'adverse-event-recorded',
      {
        readonly term: AeTerm
        readonly words: string
        readonly grade: Grade
        readonly serious: boolean
        readonly relatedness: 'related' | 'possibly' | 'unrelated' | 'unknown'
        readonly action: string
      }
    >
  | Fact<
      'adverse-event-followed',
      { readonly event: string; readonly grade: Grade; readonly outcome: 'ongoing' | 'resolved' | 'transferred'; readonly remark: string }
    >
  | Fact<'emergency-opened', { readonly kind: EmergencyKind }>
  | Fact<'emergency-logged', { readonly words: string }>
  | Fact<'emergency-closed', { readonly outcome: string }>
  | Fact<'note-written', { readonly voice: NoteVoice; readonly access: NoteAccess; readonly words: string }>
  | Fact<'attended', { readonly present: boolean }> // by whom: the envelope
  | Fact<'assessed', Assessment>
  | Fact<'criterion-overridden', { readonly criterion: CriterionId; readonly reason: string }>
  | Fact<'handed-over', { readonly escort: string; readonly signature: Signature; readonly advice: string }>
  | Fact<'discharged', Record<never, never>>
  | Fact<'signed', { readonly as: 'nurse' | 'physician' }>
  | Fact<'amended', { readonly words: string; readonly reason: string }>
  | Fact<'abandoned', { readonly reason: string }>
  | Fact<'entry-replaced', { readonly entry: string; readonly type: CorrectableType; readonly data: unknown; readonly at: Instant; readonly reason: string }>
  | Fact<'entry-struck', { readonly entry: string; readonly reason: string }>
  | Fact<'look-asked', AskedLook>
  | Fact<'look-settled', { readonly item: string; readonly as: 'record' | 'mine'; readonly reason: string }>

/**
 * Something entered without the server, shown as saved there, that did not fit when it arrived: `refused` is what could
 * not be carried out, as it was entered; `entry` is an observation that stands and was questioned. The envelope says by
 * whom and for when, `because` why.
 */
export type AskedLook = { readonly because: readonly Reason[] } & (
  | { readonly refused: SessionOrder; readonly entry?: never }
  | { readonly entry: string; readonly refused?: never }
)

/** Entries a person may correct or strike; transitions and signatures are not among them. */
export type CorrectableType =
  | 'readings-recorded'
  | 'drug-given'
  | 'note-written'
  | 'adverse-event-recorded'
  | 'weight-measured'
  | 'fast-answered'
  | 'escort-named'
  | 'infusion-started'
  | 'rate-changed'
  | 'infusion-paused'
  | 'infusion-resumed'
  | 'infusion-stopped'
  | 'bolus-given'
  | 'bag-changed'
  | 'iv-placed'
  | 'iv-checked'
  | 'iv-removed'
  | 'assessed'

export type Alert = {
  /** The alert's name, worked out from the command that issued it, so that a device without network gives the same one. */
  readonly alert: string
  readonly quantity: Quantity
  readonly side: 'above' | 'below'
  readonly severity: Severity
  readonly limit: number
  readonly clearBy: number
  readonly value: number
  readonly reading: string
  /** 'protocol' with the source tag, or the clinician who set it. */
  readonly setBy: string
}

/** What a person looks at and says before somebody leaves. Each part absent = not assessed. */
export type Assessment = {
  readonly aldrete?: Readonly<Partial<Record<'consciousness' | 'circulation' | 'breathing' | 'spo2' | 'activity', 0 | 1 | 2>>>
  readonly padss?: Readonly<Partial<Record<'vitals' | 'ambulation' | 'nausea' | 'pain' | 'bleeding', 0 | 1 | 2>>>
  readonly oriented?: { readonly person: boolean; readonly place: boolean; readonly time: boolean }
  readonly gait?: 'steady' | 'unsteady'
  readonly newSuicidalIntent?: boolean
  readonly escortPresent?: boolean
  readonly adviceGiven?: boolean
}

export type SessionRecorded = Recorded<SessionFact>

/** The data of one type of fact. */
export type Data<T extends SessionFact['type']> = Extract<SessionFact, { type: T }>['data']

/** What a person can ask for: one command a line; its data is the fact's, minus what Waymark works out. */
export type SessionOrder =
  | { readonly type: 'schedule'; readonly data: Data<'session-scheduled'> }
  | { readonly type: 'change-chair'; readonly data: Data<'chair-changed'> }
  | { readonly type: 'write-order'; readonly data: Order }
  | { readonly type: 'sign-order'; readonly data: Data<'order-signed'> }
  | { readonly type: 'order-as-needed'; readonly data: AsNeededOrder }
  | { readonly type: 'arrive'; readonly data: Record<never, never> }
  | { readonly type: 'confirm-identity'; readonly data: Data<'identity-confirmed'> }
  /** `unit` is what the scale showed; anything but kg is refused with the reason. */
  | { readonly type: 'record-weight'; readonly data: { readonly value: DecimalText; readonly unit: string; readonly method: 'scale' | 'stated' } }
  | { readonly type: 'answer-fast'; readonly data: Data<'fast-answered'> }
  | { readonly type: 'name-escort'; readonly data: Data<'escort-named'> }
  | { readonly type: 'review-allergies'; readonly data: Data<'allergies-reviewed'> }
  | { readonly type: 'accept-pressure'; readonly data: Data<'pressure-accepted'> }
  | { readonly type: 'override-gate'; readonly data: Data<'gate-overridden'> }
  | { readonly type: 'ready'; readonly data: Record<never, never> }
  | { readonly type: 'place-iv'; readonly data: Data<'iv-placed'> }
  | { readonly type: 'check-iv'; readonly data: Data<'iv-checked'> }
  | { readonly type: 'remove-iv'; readonly data: Data<'iv-removed'> }
  | { readonly type: 'start-infusion'; readonly data: Data<'infusion-started'> }
  | { readonly type: 'change-rate'; readonly data: Data<'rate-changed'> }
  | { readonly type: 'pause'; readonly data: Data<'infusion-paused'> }
  | { readonly type: 'resume'; readonly data: Data<'infusion-resumed'> }
  | { readonly type: 'give-bolus'; readonly data: Data<'bolus-given'> }
  | { readonly type: 'change-bag'; readonly data: Data<'bag-changed'> }
  | { readonly type: 'stop-infusion'; readonly data: Data<'infusion-stopped'> }
  | { readonly type: 'record-readings'; readonly data: Data<'readings-recorded'> }
  | { readonly type: 'keep-samples'; readonly data: Data<'monitor-sampled'> } // by the device only
  | { readonly type: 'set-limit'; readonly data: Data<'limit-set'> }
  | { readonly type: 'acknowledge-alert'; readonly data: Data<'alert-acknowledged'> }
  | { readonly type: 'give-drug'; readonly data: { readonly orderId: string; readonly dose: DecimalText; readonly lateReason?: string } }
  | { readonly type: 'record-adverse-event'; readonly data: Data<'adverse-event-recorded'> }
  | { readonly type: 'follow-adverse-event'; readonly data: Data<'adverse-event-followed'> }
  | { readonly type: 'open-emergency'; readonly data: Data<'emergency-opened'> }
  | { readonly type: 'log-emergency'; readonly data: Data<'emergency-logged'> }
  | { readonly type: 'close-emergency'; readonly data: Data<'emergency-closed'> }
  | { readonly type: 'write-note'; readonly data: Data<'note-written'> }
  | { readonly type: 'attend'; readonly data: Data<'attended'> }
  | { readonly type: 'assess'; readonly data: Assessment }
  | { readonly type: 'override-criterion'; readonly data: Data<'criterion-overridden'> }
  | { readonly type: 'hand-over'; readonly data: Data<'handed-over'> }
  | { readonly type: 'discharge'; readonly data: Record<never, never> }
  | { readonly type: 'sign'; readonly data: Data<'signed'> }
  | { readonly type: 'amend'; readonly data: Data<'amended'> }
  | { readonly type: 'abandon'; readonly data: Data<'abandoned'> }
  | { readonly type: 'replace-entry'; readonly data: Data<'entry-replaced'> }
  | { readonly type: 'strike-entry'; readonly data: Data<'entry-struck'> }
  /** `record`: what the record says stands. `mine`: the entry is added as a late one, or as a correction. */
  | { readonly type: 'settle-look'; readonly data: Data<'look-settled'> }

/**
 * `kept`: the device had shown it as saved before the server was reached, so it is no longer refused; what does not fit
 * becomes something to look at. `clock`: the device did not know the server's time then, or its clock was set since. `as`: who entered it; it is taken from nobody else.
 */
type Keeping = { readonly kept?: true; readonly clock?: 'unknown' | 'changed'; readonly as?: string }
export type SessionCommand = CommandHead & Keeping & SessionOrder
export type SessionCommandType = SessionCommand['type']

export type Status = 'scheduled' | 'arrived' | 'ready' | 'dosing' | 'recovering' | 'discharged' | 'signed' | 'abandoned'

/**
 * What `decide` is told besides the state: who asks, the moment, and the last weight the chart knows (for unit mistakes).
 * No ids: the first fact of a decision has the command's own id, and alerts get theirs from it.
 */
/** A positive safety answer of this patient that no clinician has answered yet; the safety room knows. */
export type OpenConcern = { readonly raisedAt: Instant }

export type Asking = {
  readonly by: Actor
  readonly now: Instant
  readonly chartWeightKg?: DecimalText
  /** Safety answers of the patient that wait for a clinician; absent where nobody can ask. */
  readonly concerns?: readonly OpenConcern[]
}
