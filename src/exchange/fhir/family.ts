import { concept, hasCode } from './codes.ts'
import { fhirDate } from './dates.ts'
import type { Look } from './look.ts'
import { head, type Mapped, NO_CODE, NO_DATE } from './mapped.ts'
import type { Maps } from './maps.ts'

/** Parents, children, brothers and sisters by birth. Source: HL7 v3 RoleCode, PersonalRelationshipRoleType. */
const FIRST_DEGREE = [
  ...['PRN', 'NPRN', 'FTH', 'NFTH', 'MTH', 'NMTH'],
  ...['CHILD', 'NCHILD', 'SON', 'SONC', 'DAU', 'DAUC'],
  ...['SIB', 'NSIB', 'BRO', 'NBRO', 'SIS', 'NSIS', 'TWIN', 'TWINBRO', 'TWINSIS', 'FTWIN', 'FTWINBRO', 'FTWINSIS', 'ITWIN', 'ITWINBRO', 'ITWINSIS'],
]

/** What a relative has is told by the codes of these facts, besides the family fact's own. */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = { 'psychosis-in-family': ['psychosis-active', 'schizophrenia-spectrum'] }

/** FamilyMemberHistory: the illnesses of a relative. Never the person's own. */
export function family(look: Look, { codes, facts }: Maps): Mapped {
  const relationship = concept(look.in('relationship'))
  const at = fhirDate(look.text('date')) ?? fhirDate(look.in('meta').text('lastUpdated'))
  const conditions = look.each('condition').map((one) => concept(one.in('code')))
  const about = {
    ...head('FamilyMemberHistory', relationship, at),
    what: [head('Relative', relationship).what, ...conditions.map((one) => head('Condition', one).what)].join(': '),
    codes: [...relationship.codings, ...conditions.flatMap(({ codings }) => codings)],
  }
  const status = look.text('status')
  if (status === 'entered-in-error' || status === 'health-unknown') return { ...about, why: `its status is ${status}` }
  const found = conditions.flatMap((one) => codes.find(one).flatMap(({ fact }) => familyFact(fact.id, facts)))
  if (found.length === 0) return { ...about, why: NO_CODE }
  if (!hasCode(relationship, ...FIRST_DEGREE)) return { ...about, why: 'it is not said to be a parent, child, brother or sister' }
  if (at === undefined) return { ...about, why: NO_DATE }
  // What else is said of the relative stays visible, unread.
  const rest = conditions.some((one) => codes.find(one).every(({ fact }) => familyFact(fact.id, facts).length === 0))
  return { ...about, said: [...new Set(found)].map((fact) => ({ fact, value: true, at })), why: rest ? `in part, ${NO_CODE}` : undefined }
}

const familyFact = (id: string, facts: Maps['facts']): string[] =>
  [...facts.keys()].filter((fact) => fact.endsWith('-in-family') && (fact === id || (TOLD_BY[fact] ?? []).includes(id)))
