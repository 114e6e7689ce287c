import type { Catalogue, CodeBook, FactDefinition } from '../../medicine/rules/types.ts'
import { type CodeIndex, codeIndex } from './codes.ts'
import { type DrugIndex, drugIndex, type Ingredient } from './drugs.ts'

/** What a record is read by: the catalogue's codes and the ingredients, both from the documents. */
export type Maps = {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly codes: CodeIndex
  readonly drugs: DrugIndex
  /** Whether an ingredient is in a set of the code book. */
  readonly inSet: (set: string, rxnorm: string) => boolean
}

export function mapsOf(catalogue: Catalogue, { sets }: Pick<CodeBook, 'sets'>, ingredients: readonly Ingredient[]): Maps {
  const members = new Map(Object.entries(sets).map(([id, { codes }]) => [id, new Set(codes)]))
  return {
    facts: new Map(catalogue.facts.map((fact) => [fact.id, fact])),
    codes: codeIndex(catalogue),
    drugs: drugIndex(ingredients),
    inSet: (set, rxnorm) => members.get(set)?.has(rxnorm) ?? false,
  }
}
