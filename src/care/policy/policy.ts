import type { Catalogue, CodeBook, Policy } from '../../medicine/rules/types.ts'

/** Everything the eligibility of a clinic's patients is decided by, as read from its documents. */
export type Rulebook = {
  readonly catalogue: Catalogue
  readonly codes: CodeBook
  /** What a search for medicines finds. */
  readonly ingredients: readonly Ingredient[]
  readonly policies: readonly Policy[]
}
/** One ingredient by its RxNorm code, the names it is sold under, and the sets of the code book it is in. */
export type Ingredient = { readonly rxnorm: string; readonly name: string; readonly also: readonly string[]; readonly sets: readonly string[] }

export const policyOf = ({ policies }: Pick<Rulebook, 'policies'>, id: string): Policy | null => policies.find((policy) => policy.id === id) ?? null
