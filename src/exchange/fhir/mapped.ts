import type { Value } from '../../medicine/rules/types.ts'
import type { Coding, Concept } from './codes.ts'
import type { Drug } from './drugs.ts'

/** One thing a resource says in the terms of the catalogue. `note`: how it was read, where that is not plain. */
export type Said = { readonly fact: string; readonly value: Value; readonly at: string; readonly note?: string }
/** A row of a list that the whole record makes together: allergies, medicines. */
export type AllergySaid = { readonly rows: readonly Readonly<Record<string, string>>[] | 'none-known' | 'none-of-medicines'; readonly at: string }

/** A medicine as one order or statement tells it. `of`: the drug, or a reference to a Medication that may come later. */
export type MedicineSaid = {
  readonly of: Drug | { readonly kind: 'elsewhere'; readonly reference: string }
  /** Taken now, no longer, or the record does not say which. */
  readonly status: 'taking' | 'stopped' | 'unsaid'
  readonly at: string
  readonly since?: string
  readonly until?: string
  readonly dose?: number
  readonly asNeeded?: true
}

/** What one resource gives. `why`: it, or a part of it, is no fact, and for what reason; then it is kept and shown. */
export type Mapped = {
  readonly what: string
  readonly codes: readonly Coding[]
  readonly at?: string | undefined
  readonly said?: readonly Said[]
  readonly why?: string | undefined
  readonly allergy?: AllergySaid
  readonly medicine?: MedicineSaid
  /** Holds nothing of its own that could be a fact (a panel whose members come along, a report of them). */
  readonly notForHere?: boolean
}

/** The part every resource shares: what it is called, its codes, when. */
export const head = (kind: string, { text, codings }: Concept, at?: string) => ({
  what: text ?? codings.find(({ display }) => display)?.display ?? codings[0]?.code ?? kind,
  codes: codings,
  at,
})

export const NO_CODE = 'this code is not in the map'
export const NO_DATE = 'it does not say when'
