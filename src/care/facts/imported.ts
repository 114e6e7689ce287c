import type { SaidBy, Statement } from '../../medicine/rules/types.ts'

/** An entry of a record that is no fact here: kept and shown, never dropped. */
export type Unmapped = {
  readonly id: string
  readonly what: string
  readonly codes: readonly { readonly system: string; readonly code: string; readonly display?: string }[]
  readonly at?: string
  /** Why it is no fact, in words for a person. */
  readonly why?: string
  readonly source: SaidBy
}

/** Who a record says it is about, as far as it says. */
export type PersonOfRecord = {
  readonly id: string
  readonly givenName?: string
  readonly familyName?: string
  readonly birthDate?: string
  /** Administrative; nothing is decided by it. */
  readonly gender?: string
  readonly mrn?: string
}

/** What became of the entries of one kind. */
export type Seen = {
  readonly found: number
  /** Gave at least one fact. */
  readonly facts: number
  /** Kept as they are, because nobody here knows their code, or because they say nothing that counts. */
  readonly unmapped: number
  /** Of a kind that holds no fact of Waymark. */
  readonly notForHere: number
  /** About somebody else, or nobody says about whom: never taken. */
  readonly others: number
}

/** Something that does not read, and where: a byte, an entry, a path within it. */
export type Flaw = { readonly where: string; readonly what: string }

/** A record from another system, read: what it says, and what of it nobody here understands. */
export type Imported = {
  readonly kind: 'read'
  readonly patient?: PersonOfRecord
  readonly statements: readonly Statement[]
  readonly unmapped: readonly Unmapped[]
  readonly seen: Readonly<Record<string, Seen>>
  readonly problems: readonly Flaw[]
}
/** `bad`: nothing of it is taken. `whose`: more than one person is in it, and one must be chosen. */
export type ReadRecord =
  | Imported
  | { readonly kind: 'bad'; readonly flaws: readonly Flaw[] }
  | { readonly kind: 'whose'; readonly people: readonly PersonOfRecord[] }
