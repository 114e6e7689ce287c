import type { Catalogue, FactCode, FactDefinition } from '../../medicine/rules/types.ts'
import type { Look } from './look.ts'

export type Coding = { readonly system: string; readonly code: string; readonly display?: string }
export type Concept = { readonly codings: readonly Coding[]; readonly text?: string }
export type System = FactCode['system']

/** The names one code system goes by. ICD-10 without CM is another classification and is not read as this one. */
const SYSTEMS: Readonly<Record<string, System>> = {
  'http://loinc.org': 'loinc',
  'urn:oid:2.16.840.1.113883.6.1': 'loinc',
  'http://snomed.info/sct': 'snomed',
  'urn:oid:2.16.840.1.113883.6.96': 'snomed',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'rxnorm',
  'urn:oid:2.16.840.1.113883.6.88': 'rxnorm',
  'http://hl7.org/fhir/sid/icd-10-cm': 'icd-10-cm',
  'urn:oid:2.16.840.1.113883.6.90': 'icd-10-cm',
}
export const systemOf = (uri: string): System | undefined => {
  const bare = uri.replace(/\/$/, '')
  return Object.hasOwn(SYSTEMS, bare) ? SYSTEMS[bare] : undefined
}

export function concept(look: Look): Concept {
  const text = look.text('text')
  const codings = look.each('coding').flatMap((one): Coding[] => {
    const [code, display] = [one.text('code'), one.text('display')]
    return code === undefined ? [] : [{ system: one.text('system') ?? '', code, ...(display && { display }) }]
  })
  return { codings, ...(text && { text }) }
}
export const wordsOf = ({ text, codings }: Concept): string | undefined => text ?? codings.find(({ display }) => display)?.display
export const hasCode = ({ codings }: Concept, ...codes: readonly string[]): boolean => codings.some(({ code }) => codes.includes(code))

/** A code of the catalogue and the fact it speaks of. `means`: for a fact with choices, which of them. */
export type Meaning = { readonly fact: FactDefinition; readonly code: FactCode & { readonly means?: string } }
export type CodeIndex = { find(concept: Concept): readonly Meaning[] }

/**
 * Every code of the catalogue, looked up by system and code. An ICD-10-CM category holds what is below it. Of a pair of
 * facts "now" and "in the past" (X-active, X-past) the nearer code counts: "dependence, in remission" is not "dependence".
 */
export function codeIndex(catalogue: Catalogue): CodeIndex {
  const byCode = new Map<string, Meaning[]>()
  for (const fact of catalogue.facts) {
    for (const code of fact.codes ?? []) {
      const key = keyOf(code.system, code.code)
      byCode.set(key, [...(byCode.get(key) ?? []), { fact, code }])
    }
  }
  return {
    find({ codings }) {
      const found = codings.flatMap(({ system, code }) => {
        const known = systemOf(system)
        return known ? nearer(keysUp(known, code).flatMap((key) => byCode.get(key) ?? [])) : []
      })
      return found.filter((one, i) => found.findIndex(({ fact }) => fact.id === one.fact.id) === i)
    },
  }
}

const keyOf = (system: System, code: string): string => `${system}|${system === 'icd-10-cm' ? code.replaceAll('.', '').toUpperCase() : code}`

/** The code itself and, in a classification, what it is below; nearest first. */
function keysUp(system: System, code: string): string[] {
  const key = keyOf(system, code)
  if (system !== 'icd-10-cm') return [key]
  const category = 'icd-10-cm|F20'.length
  return Array.from({ length: Math.max(1, Math.min(key.length, 32) - category + 1) }, (_, i) => key.slice(0, key.length - i))
}

const nearer = (found: readonly Meaning[]): Meaning[] =>
  found.filter(
    (one, i) => !found.slice(0, i).some(({ fact }) => pairOf(fact.id) !== undefined && pairOf(fact.id) === pairOf(one.fact.id) && fact.id !== one.fact.id),
  )
const pairOf = (id: string): string | undefined => /^(.+)-(?:active|past)$/.exec(id)?.[1]
