import type { Rulebook } from '../care/policy/policy.ts'
import { type Maps, mapsOf } from '../exchange/fhir/fhir.ts'

/** What an import is read by: the catalogue's codes, the sets, and the ingredients with their names. */
export const mapsFor = ({ catalogue, codes, ingredients }: Pick<Rulebook, 'catalogue' | 'codes' | 'ingredients'>): Maps => mapsOf(catalogue, codes, ingredients)
