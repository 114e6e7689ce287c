import type { Instant } from '../../../medicine/time.ts'
import type { Demographics, Patient } from '../../patient/patient.ts'
import type { LoadedProtocol } from '../../protocol/protocol.ts'
import type { Live } from '../session.state.ts'

/** What a session record is made from. The same input gives the same document, to the byte. */
export type RecordInput = {
  readonly id: string
  readonly session: Live
  readonly protocol: LoadedProtocol
  readonly patient: Pick<Demographics, 'givenName' | 'familyName' | 'birthDate' | 'sex' | 'mrn'> &
    Pick<Extract<Patient, { status: 'registered' }>, 'allergyStatus'> & {
      readonly allergies: readonly { readonly substance: string; readonly reaction?: string }[]
    }
  readonly clinic: { readonly name: string; readonly zone: string }
  /** What people call each chair, by its id. */
  readonly chairs: ReadonlyMap<string, string>
  /** The last fact of the stream and its hash: what the record was made from. */
  readonly head: { readonly seq: number; readonly hash: string }
  /** The moment the record speaks of: when the last fact was written, for a session that is over. */
  readonly asOf: Instant
}

/** `drawing`: a signature as the path of an SVG in a box of 300 by 100. */
export type Line = { readonly label: string; readonly value: string; readonly drawing?: string }
/** What is special about a row: its word is printed, never a colour alone. */
export type RowMark = 'late' | 'corrected'
export type Row = { readonly cells: readonly string[]; readonly marks?: readonly RowMark[] }
/** `wide` takes the room that is left; `points` is a fixed width; others are as wide as what stands in them. */
export type Column = { readonly title: string; readonly unit?: string; readonly wide?: boolean; readonly points?: number; readonly number?: boolean }
export type Check = { readonly state: 'met' | 'not-met' | 'unknown' | 'overridden'; readonly says: string; readonly why: string }
export type Paragraph = { readonly text: string; readonly head?: string }

export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  | { readonly kind: 'checks'; readonly checks: readonly Check[] }
  | { readonly kind: 'paragraphs'; readonly paragraphs: readonly Paragraph[] }
  /** "No drugs were given.": said, so that an empty place is not read as a forgotten one. */
  | { readonly kind: 'none'; readonly says: string }

export type Section = { readonly title: string; readonly remark?: string; readonly blocks: readonly Block[] }

export type Timed = { readonly at: Instant; readonly value: number }
export type ChartGlyph = 'start' | 'pause' | 'resume' | 'rate' | 'stop' | 'bolus' | 'bag' | 'drug' | 'event' | 'alert' | 'emergency'
export type ChartData = {
  readonly zone: string
  readonly from: Instant
  readonly to: Instant
  /** When the infusion started; elapsed minutes count from here. */
  readonly start: Instant | null
  readonly pressures: readonly { readonly at: Instant; readonly systolic: number; readonly diastolic: number }[]
  readonly heartRate: readonly Timed[]
  readonly spo2: readonly Timed[]
  readonly sedation: readonly Timed[]
  readonly dissociation: readonly Timed[]
  /** Corners of the delivered curve, mg; straight between them. */
  readonly delivered: readonly Timed[]
  readonly planned: readonly Timed[]
  readonly orderedMg: number | null
  readonly running: readonly { readonly from: Instant; readonly to: Instant }[]
  readonly events: readonly { readonly at: Instant; readonly glyph: ChartGlyph; readonly label: string }[]
}

export type RecordContent = {
  readonly title: string
  readonly clinic: string
  readonly status: { readonly final: boolean; readonly says: string }
  readonly heading: { readonly name: string; readonly about: readonly string[]; readonly allergies: string; readonly allergic: boolean }
  readonly session: readonly Line[]
  readonly order: Section
  readonly totals: Section
  readonly chart: ChartData | null
  readonly note: readonly string[]
  readonly sections: readonly Section[]
  readonly seal: { readonly lines: readonly Line[]; readonly says: readonly string[] }
  /** Repeated on every page. */
  readonly running: { readonly left: string; readonly right: string }
  readonly madeOf: Instant
}
