import type { Instant } from '../time.ts'

/** A number of a rule or of the catalogue. It never stands alone: unit (UCUM), tag of its source, and whether a physician has confirmed it. */
export type Quantified<U extends string = string> = {
  readonly value: number
  readonly unit: U
  readonly source: string
  readonly confirmed: boolean
  readonly note?: string
}
export type Span = Quantified<'min' | 'h' | 'd' | 'wk' | 'mo' | 'a'>

// ---- what is known -------------------------------------------------------------------------------------------------

export type Scalar = boolean | number | string
export type Row = Readonly<Record<string, Scalar>>
/**
 * The value of a fact: yes/no, a number in the unit of the catalogue, a choice, a date (`2026`, `2026-11` or
 * `2026-11-25`; what is not known of it is left out), or rows.
 *
 * Rows say whether they are all there are: a list that nobody called complete can show that something is there, never
 * that nothing else is.
 */
export type Value = Scalar | { readonly rows: readonly Row[]; readonly complete: boolean }

export type SourceKind = 'patient' | 'clinician' | 'device' | 'import'
/** Who says so: `by` is the name to show; `ref` leads back to it (an intake answer, a resource of a bundle, an event). */
export type SaidBy = { readonly kind: SourceKind; readonly by: string; readonly ref?: string }

/** One thing somebody said or measured. `at`: when it was true, a date or an instant; never when it was typed. */
export type Statement = { readonly id: string; readonly fact: string; readonly value: Value; readonly at: string; readonly source: SaidBy }

// ---- what may be known: the catalogue ------------------------------------------------------------------------------

export type FieldType =
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'code'; readonly system: 'rxnorm' | 'snomed' | 'icd-10-cm' }
  | { readonly kind: 'text' }
export type FactType = FieldType | { readonly kind: 'rows'; readonly fields: Readonly<Record<string, FieldType>> }

export type FactCode = { readonly system: 'loinc' | 'snomed' | 'rxnorm' | 'icd-10-cm'; readonly code: string; readonly display: string }

/** One fact a rule may name. A rule that names another does not load. */
export type FactDefinition = {
  readonly id: string
  /** A few words: "blood pressure, systolic". */
  readonly name: string
  /** Where it is asked for: "heart", "pregnancy", "medicines" … */
  readonly section: string
  readonly type: FactType
  readonly codes?: readonly FactCode[]
  /** How old a statement may be; older ones count as unknown. `always`: what happened once stays true. */
  readonly freshFor: Span | 'always'
  /** Who may supply it. */
  readonly from: readonly SourceKind[]
  /** The question in plain words, to the patient (absent: patients are not asked) and to staff. */
  readonly ask: { readonly patient?: string; readonly clinician: string; readonly help?: string; readonly answers?: Readonly<Record<string, string>> }
  /** How one that is missing is got: it becomes a question, a measurement or an order. */
  readonly get: 'ask' | 'measure' | 'order'
  /** How several statements meet. `latest`: a measurement, the newest stands. `agree`: a history, those who differ are a conflict. */
  readonly meet: 'latest' | 'agree'
  /** Only people of whom this holds are asked; of others the fact is not missing and a rule over it must say so itself. */
  readonly askedOf?: Condition
}
export type Catalogue = {
  readonly version: string
  readonly facts: readonly FactDefinition[]
  readonly sources: Readonly<Record<string, { title: string; trust?: string }>>
}

/** Named sets of codes (drug classes by RxNorm ingredient …) and numbers by code (least effective dose by ingredient …). */
export type CodeBook = {
  readonly sets: Readonly<
    Record<string, { readonly title: string; readonly system: string; readonly codes: readonly string[]; readonly source: string; readonly confirmed: boolean }>
  >
  readonly tables: Readonly<
    Record<string, { readonly title: string; readonly by: string; readonly unit: string; readonly values: Readonly<Record<string, Quantified>> }>
  >
}

// ---- rules ---------------------------------------------------------------------------------------------------------

/** What may be asked of one value. Exactly one of them in an atom. */
export type Test =
  | { readonly is: boolean | string }
  /** A choice or code in a named set of the code book. */
  | { readonly in: string }
  | { readonly atLeast: Quantified | FromTable }
  | { readonly atMost: Quantified }
  | { readonly above: Quantified }
  | { readonly below: Quantified }
  /** Of a date: at most, or at least, that long ago. */
  | { readonly within: Span }
  | { readonly longerAgoThan: Span }
  /** Met once anything current is known, unknown otherwise; never not met. */
  | { readonly recorded: true }
/** A number looked up by a field of the same row: the least effective dose of this ingredient. A code the table lacks is unknown. */
export type FromTable = { readonly table: string; readonly by: string }

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | ({ readonly fact: string /** Stricter than the catalogue. */; readonly noOlderThan?: Span } & Test)
  /** How many rows fit; with `distinct`, how many different values of that field they have. */
  | ({ readonly count: string; readonly where?: RowCondition; readonly distinct?: string; readonly noOlderThan?: Span } & (
      | { readonly atLeast: Quantified<'{count}'> }
      | { readonly atMost: Quantified<'{count}'> }
    ))
export type RowCondition =
  | { readonly all: readonly RowCondition[] }
  | { readonly any: readonly RowCondition[] }
  | { readonly not: RowCondition }
  | ({ readonly field: string } & Test)

export type Severity = 'exclude' | 'review' | 'caution' | 'note' | 'today'
export type Rule = {
  readonly id: string
  readonly severity: Severity
  /** The state of affairs in plain English: "Aneurysm or arteriovenous malformation". */
  readonly says: string
  /** What it means and what may be done; options, never one imperative. */
  readonly detail?: string
  /** `when`: raised where it is met. `require`: raised where it is not met. Exactly one. */
  readonly when?: Condition
  readonly require?: Condition
  /** Tags in the document's sources. */
  readonly source: readonly string[]
  /** false: needs the medical director's confirmation, and is shown so. */
  readonly confirmed: boolean
  /** What would settle it, in plain words. */
  readonly resolvedBy: string
}

/** The eligibility part of a protocol with its overlay resolved: what is evaluated. `hash`: SHA-256 of its canonical JSON, hex. */
export type Policy = {
  readonly id: string
  readonly version: string
  readonly hash: string
  readonly title: string
  readonly indication: string
  readonly offLabel: boolean
  /** How long an acceptance under it may hold at most; absent: the physician who signs chooses. */
  readonly decisionValidFor?: Span
  /** The document it was laid over, when it is an overlay. */
  readonly base?: {
    readonly id: string
    readonly version: string
    readonly removed: readonly { readonly rule: string; readonly because: string }[]
    readonly changed: readonly string[]
  }
  readonly rules: readonly Rule[]
  /** Rows of the clinical reference that are no rule here, and why. */
  readonly notRules: readonly { readonly row: string; readonly because: string }[]
  readonly sources: Readonly<Record<string, { readonly title: string; readonly trust?: string }>>
}

// ---- the verdict ---------------------------------------------------------------------------------------------------

export type Truth = 'met' | 'not-met' | 'unknown'

/** A fact that decided something, with where it comes from and how old it is. */
export type Used = {
  readonly fact: string
  readonly name: string
  readonly value: Value
  readonly at: string
  readonly ageDays: number | null
  readonly from: readonly Statement[]
}
/** A fact that would be needed, and why what there is does not count. */
export type Missing = {
  readonly fact: string
  readonly name: string
  readonly get: FactDefinition['get']
  readonly why: 'never-said' | 'stale' | 'conflict' | 'list-not-complete' | 'not-exact-enough'
  /** What there is: the stale one, both sides of the conflict. */
  readonly have: readonly Statement[]
}
export type Finding = {
  readonly rule: string
  readonly severity: Severity
  readonly says: string
  readonly detail?: string
  readonly source: readonly string[]
  readonly confirmed: boolean
  readonly kind: 'when' | 'require'
  readonly truth: Truth
  /** Whether the rule speaks: `when` and met, or `require` and not met. */
  readonly raised: 'yes' | 'no' | 'unknown'
  /** The minimal set of facts that decided it; empty while unknown. */
  readonly because: readonly Used[]
  /** While unknown: the minimal set of facts that would decide it, whatever they turn out to be. */
  readonly missing: readonly Missing[]
  /** One sentence for a person, with the facts in it. */
  readonly sentence: string
  readonly resolvedBy: string
}
/**
 * `excluded`: an exclusion is raised. `undecided`: something is unknown. `review`: a physician must weigh something.
 * `eligible`: every rule answered, none of these raised. `today` is the same for what holds for one day only.
 */
export type Verdict = {
  readonly policy: { readonly id: string; readonly version: string; readonly hash: string }
  readonly at: Instant
  readonly verdict: 'excluded' | 'undecided' | 'review' | 'eligible'
  readonly today: 'held' | 'undecided' | 'clear'
  /** By severity, raised first, then unknown, then the rest. */
  readonly findings: readonly Finding[]
  /** Every missing fact once, with the rules that wait for it. */
  readonly missing: readonly (Missing & { readonly rules: readonly string[] })[]
  /** Items in force here that nobody has confirmed yet: rules and numbers. */
  readonly unconfirmed: readonly string[]
}
