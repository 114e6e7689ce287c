import { answerFor } from './answers.ts'
import { type Concept, concept, type Meaning } from './codes.ts'
import { fhirDate, momentOf } from './dates.ts'
import type { Look } from './look.ts'
import { head, type Mapped, NO_CODE, NO_DATE, type Said } from './mapped.ts'
import type { Maps } from './maps.ts'

const COUNTED = ['final', 'amended', 'corrected']

/** Observation: a value, or the parts of a panel such as a blood pressure; of laboratory panels the date. */
export function observation(look: Look, { codes }: Maps): Mapped {
  const code = concept(look.in('code'))
  const at = momentOf(look, 'effective') ?? fhirDate(look.text('issued'))
  const about = head('Observation', code, at)
  const status = look.text('status')
  if (status === undefined || !COUNTED.includes(status)) return { ...about, why: status ? `its status is ${status}` : 'it has no status' }
  if (look.each('focus').length > 0) return { ...about, why: 'it is about something or somebody else than its subject' }
  const parts = look.each('component').map((part) => ({ part, code: concept(part.in('code')) }))
  const found = [part(look, codes.find(code), code), ...parts.map((one) => part(one.part, codes.find(one.code), one.code))].flat()
  if (found.length === 0) return hasValue(look) || parts.length > 0 ? { ...about, why: NO_CODE } : nothing(look, about)
  if (at === undefined) return { ...about, why: NO_DATE }
  const read = found.map((one) => sayOf(one, at, parts.length > 0))
  const said = read.flatMap((one) => ('fact' in one ? [one] : []))
  return { ...about, said, why: read.flatMap((one) => ('why' in one ? [one.why] : []))[0] }
}

type Part = { readonly look: Look; readonly meaning: Meaning }
const part = (look: Look, meanings: readonly Meaning[], _code: Concept): Part[] => meanings.map((meaning) => ({ look, meaning }))

function sayOf({ look, meaning }: Part, at: string, panel: boolean): Said | { readonly why: string } {
  const { id, type } = meaning.fact
  if (look.has('dataAbsentReason')) return { why: 'its value is missing' }
  if (type.kind === 'date') return hasValue(look) || panel || look.each('hasMember').length > 0 ? { fact: id, value: at, at } : { why: 'it has no value' }
  const answer = answerFor(meaning, look)
  return 'why' in answer ? answer : { fact: id, value: answer.value, at }
}

/** A panel whose values are resources of their own says nothing itself. */
const nothing = (look: Look, about: Mapped): Mapped =>
  look.each('hasMember').length > 0
    ? { ...about, notForHere: true }
    : { ...about, why: look.has('dataAbsentReason') ? 'its value is missing' : 'it has no value' }

const hasValue = (look: Look): boolean =>
  [
    ...['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueRange'],
    ...['valueRatio', 'valueSampledData', 'valueTime', 'valueDateTime', 'valuePeriod'],
  ].some((name) => look.has(name))
