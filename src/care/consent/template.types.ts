/** A consent form as a document, and what every such form must tell; both are read from `protocols/consent/`. */

export type Label = 'offLabel' | 'onLabel'
export type Route = 'intravenous' | 'intranasal'
export type DoseUnit = 'mg/kg' | 'mg'

/** What is filled in before anybody can sign. `of`: the same for everybody at this clinic, or for this patient alone. */
export type Slot = {
  readonly id: string
  readonly asks: string
  readonly kind: 'line' | 'text' | 'decimal' | 'whole' | 'choice'
  readonly of: 'clinic' | 'patient'
  readonly unit?: DoseUnit
  readonly help?: string
  readonly choices?: readonly string[]
}
export type SectionText = { readonly id: string; readonly title: string; readonly covers: readonly string[]; readonly words: string }
export type FormNumber = { readonly value: number; readonly unit: 'h' | 'min'; readonly source: string; readonly confirmed: boolean; readonly note?: string }
export type Source = { readonly title: string; readonly trust?: string }

export type Template = {
  readonly kind: 'consent'
  readonly id: string
  readonly version: string
  readonly effective: string
  readonly title: string
  readonly drug: string
  readonly route: Route
  readonly offLabel: boolean
  readonly doseUnit: DoseUnit
  readonly numbers?: Readonly<Record<string, FormNumber>>
  readonly slots: readonly Slot[]
  readonly sections: readonly SectionText[]
  readonly sources?: Readonly<Record<string, Source>>
}

/** `mentions`: of each group one word has to stand in the sections that claim it. `by: form`: every printed form carries it by itself. */
export type Element = {
  readonly id: string
  readonly says: string
  readonly when?: Label
  readonly by?: 'form'
  readonly mentions?: readonly (readonly string[])[]
  readonly sources: readonly string[]
}
export type Elements = {
  readonly kind: 'consent-elements'
  readonly version: string
  readonly effective: string
  readonly readingGrade: { readonly value: number; readonly unit: 'grade'; readonly source: string; readonly confirmed: boolean; readonly note?: string }
  readonly labels: readonly { readonly drug: string; readonly route: Route; readonly offLabel: boolean; readonly source: string }[]
  readonly never: Readonly<Record<Label, readonly string[]>>
  readonly elements: readonly Element[]
  readonly sources: Readonly<Record<string, Source>>
}

export type TemplateRef = { readonly id: string; readonly version: string; readonly hash: string }
export type LoadedTemplate = { readonly ref: TemplateRef; readonly template: Template }
/** Words for the places of a form, by the slot's id. */
export type Fill = Readonly<Record<string, string>>
