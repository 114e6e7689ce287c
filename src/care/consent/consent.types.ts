import type { Actor, Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { DoseUnit, Fill, Route, Template, TemplateRef } from './template.types.ts'

export type DoseRange = { readonly low: string; readonly high: string; readonly unit: DoseUnit }
/** A name written by hand on the screen (`strokes`: the path of an SVG in a box of 300 by 100) or typed; both stand equal. */
export type Signature = { readonly name: string; readonly strokes?: string }
export type Helper = 'interpreter' | 'witness'

/** What can happen to one consent of one patient. One stream each, `consent/<id>`; who was at the screen stands in `by`. */
export type ConsentFact =
  | Fact<
      'consent-prepared',
      {
        readonly patient: string
        readonly form: TemplateRef
        /** The whole form as it was read: a signature stands under these words, whatever the next version says. */
        readonly template: Template
        readonly fill: Fill
        readonly interpreter?: { readonly name: string; readonly language: string }
        readonly witness?: string
      }
    >
  /** The tablet was given to the patient. `pass`: SHA-256 of what opens their page, and nothing else, until it is given back. */
  | Fact<'handed-to-patient', { readonly pass: string }>
  | Fact<'section-read', { readonly section: string }>
  | Fact<'question-asked', { readonly section?: string; readonly words: string }>
  | Fact<'question-answered', { readonly question: string; readonly words: string }>
  /** What the patient said back in their own words, and whether it showed that they understood. */
  | Fact<'taught-back', { readonly words: string; readonly understood: boolean }>
  | Fact<'patient-signed', { readonly signature: Signature }>
  | Fact<'helper-signed', { readonly as: Helper; readonly signature: Signature }>
  | Fact<'clinician-signed', { readonly capacity: true; readonly answered: true }>
  | Fact<'consent-withdrawn', { readonly reason: string }>
  /** Never signed by both, and no longer to be: prepared wrongly, or the patient said no. */
  | Fact<'consent-set-aside', { readonly reason: string; readonly declined: boolean }>
export type ConsentRecorded = Recorded<ConsentFact>

type Data<T extends ConsentFact['type']> = Extract<ConsentFact, { type: T }>['data']
export type ConsentOrder =
  | { readonly type: 'prepare'; readonly data: Omit<Data<'consent-prepared'>, 'template'> }
  | { readonly type: 'hand-over'; readonly data: Data<'handed-to-patient'> }
  | { readonly type: 'read-section'; readonly data: Data<'section-read'> }
  | { readonly type: 'ask'; readonly data: Data<'question-asked'> }
  | { readonly type: 'answer'; readonly data: Data<'question-answered'> }
  | { readonly type: 'teach-back'; readonly data: Data<'taught-back'> }
  | { readonly type: 'sign-patient'; readonly data: Data<'patient-signed'> }
  | { readonly type: 'sign-helper'; readonly data: Data<'helper-signed'> }
  | { readonly type: 'sign-clinician'; readonly data: Data<'clinician-signed'> }
  | { readonly type: 'withdraw'; readonly data: Data<'consent-withdrawn'> }
  | { readonly type: 'set-aside'; readonly data: Data<'consent-set-aside'> }

export type Act = { readonly at: Instant; readonly by: Pick<Actor, 'id' | 'name'> }
export type Question = Act & { readonly id: string; readonly section?: string; readonly words: string; readonly answer?: Act & { readonly words: string } }

export type Consent =
  | { readonly status: 'none'; readonly seq: 0 }
  | {
      /** `open`: the patient has not signed. `half`: the patient has, the clinician has not. */
      readonly status: 'open' | 'half' | 'signed' | 'withdrawn' | 'set-aside'
      readonly seq: number
      readonly patient: string
      readonly form: TemplateRef
      readonly template: Template
      readonly fill: Fill
      readonly drug: string
      readonly route: Route
      readonly dose: DoseRange
      readonly prepared: Act
      readonly interpreter?: { readonly name: string; readonly language: string }
      readonly witness?: string
      readonly handed?: Act & { readonly pass: string }
      readonly read: Readonly<Record<string, Act>>
      readonly questions: readonly Question[]
      readonly taughtBack: readonly (Act & { readonly words: string; readonly understood: boolean })[]
      readonly patientSigned?: Act & { readonly signature: Signature }
      readonly helpersSigned: Readonly<Partial<Record<Helper, Act & { readonly signature: Signature }>>>
      readonly clinicianSigned?: Act
      readonly withdrawn?: Act & { readonly reason: string }
      readonly setAside?: Act & { readonly reason: string; readonly declined: boolean }
    }
export type Written = Exclude<Consent, { status: 'none' }>
