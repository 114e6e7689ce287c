import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Ingredient, type Maps, mapsOf } from '../exchange/fhir/fhir.ts'
import type { Catalogue, CodeBook } from '../medicine/rules/types.ts'
import { PROTOCOLS } from './house.ts'

type Codes = {
  readonly sets?: Record<string, Partial<CodeBook['sets'][string]>>
  readonly ingredients?: readonly (Ingredient & { readonly sets?: readonly string[] })[]
}

/** What an import is read by, from the documents of a folder. */
export function readMaps(folder = PROTOCOLS): Maps {
  const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'))
  const codes = readdirSync(join(folder, 'codes'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => read(join('codes', name)) as Codes)
  const ingredients = codes.flatMap((one) => one.ingredients ?? [])
  const sets = Object.entries(Object.assign({}, ...codes.map((one) => one.sets ?? {})) as CodeBook['sets']).map(([id, set]) => {
    const named = ingredients.filter((one) => one.sets?.includes(id)).map(({ rxnorm }) => rxnorm)
    return [id, { ...set, codes: [...(set.codes ?? []), ...named] }] as const
  })
  return mapsOf(read(join('facts', 'catalogue.yaml')) as Catalogue, { sets: Object.fromEntries(sets) }, ingredients)
}
