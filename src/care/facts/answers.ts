import type { FactDefinition } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Facts, Flaw, Seen } from './facts.ts'

/** What the facts routes answer, as the screens read it. */
export type FactsSeen = Facts & { readonly unmappedCount: number; readonly serverTime: Instant }
export type CatalogueSeen = {
  readonly version: string
  readonly facts: readonly FactDefinition[]
  readonly ingredients: readonly { readonly rxnorm: string; readonly name: string }[]
}
export type ImportDone = {
  readonly added: number
  readonly known: number
  readonly unmapped: number
  readonly unmappedKnown: number
  readonly notForHere: number
  readonly others: number
  readonly seen: Readonly<Record<string, Seen>>
  readonly problems: readonly Flaw[]
}
