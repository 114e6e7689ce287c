import { concept, hasCode, wordsOf } from './codes.ts'
import { fhirDate } from './dates.ts'
import type { Look } from './look.ts'
import { head, type Mapped } from './mapped.ts'
import type { Maps } from './maps.ts'

/** Codes that say there is none. Source: SNOMED CT 716186003 no known allergy, 409137002 no known drug allergy. */
const NONE = [
  ['every', 'none-known', '716186003'],
  ['medicine', 'none-of-medicines', '409137002'],
] as const
const KINDS: Readonly<Record<string, string>> = { medication: 'medicine', biologic: 'medicine', food: 'food', environment: 'environment' }

/**
 * AllergyIntolerance: a row of the allergies. The one resource that may say "none": by one of the codes
 * that say so, or one the catalogue gives to the list as a whole.
 */
export function allergy(look: Look, { codes, drugs, facts }: Maps): Mapped {
  const code = concept(look.in('code'))
  const recorded = fhirDate(look.text('recordedDate')) ?? fhirDate(look.text('onsetDateTime')) ?? fhirDate(look.text('lastOccurrence'))
  const at = recorded ?? fhirDate(look.in('meta').text('lastUpdated'))
  const about = head('AllergyIntolerance', code, at)
  const verification = concept(look.in('verificationStatus'))
  const doubt = ['refuted', 'entered-in-error', 'unconfirmed'].find((one) => hasCode(verification, one))
  if (doubt) return { ...about, why: `its verification status is ${doubt}` }
  const over = ['inactive', 'resolved'].find((one) => hasCode(concept(look.in('clinicalStatus')), one))
  if (over) return { ...about, why: `its clinical status is ${over}` }
  if (!facts.has('allergies')) return { ...about, why: 'allergies are not in the catalogue' }
  if (at === undefined) return { ...about, why: 'it does not say when' }
  const none = NONE.find(([, , ...known]) => hasCode(code, ...known)) ?? (codes.find(code).some(({ fact }) => fact.id === 'allergies') ? NONE[0] : undefined)
  if (none) return { ...about, allergy: { rows: none[1], at } }
  const substance = wordsOf(code)
  if (substance === undefined) return { ...about, why: 'it does not say in words what the allergy is to' }
  // "NKDA" without a code, "no known food allergy", "not asked": none of them is an allergy, and none says that there are none.
  if (/^\W*(no\b|not\b|none\b|nil\b|nk\w?a\b|unknown\b|denies\b)/i.test(substance)) return { ...about, why: 'it names no substance' }

  const drug = drugs.read(code)
  const reaction = [...new Set(look.each('reaction').flatMap((one) => one.each('manifestation').flatMap((seen) => wordsOf(concept(seen)) ?? [])))].join(', ')
  const ingredients = drug.kind === 'known' ? drug.ingredients.map(({ rxnorm }) => rxnorm) : [undefined]
  const kind = KINDS[look.texts('category')[0] ?? '']
  const row = (rxnorm: string | undefined) => ({ substance, ...(rxnorm && { ingredient: rxnorm }), ...(kind && { kind }), ...(reaction && { reaction }) })
  return { ...about, allergy: { rows: ingredients.map(row), at } }
}
