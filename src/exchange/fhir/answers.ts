import { type Concept, concept, hasCode, type Meaning } from './codes.ts'
import type { Look } from './look.ts'
import type { Said } from './mapped.ts'
import { inUnit } from './units.ts'

/** "Yes" as LOINC, SNOMED CT and HL7 v2 write it. */
const YES = ['LA33-6', '373066001', 'Y']
/** Answers about the last two weeks. Source: LOINC answer list LL358-3. */
const FREQUENCY: Readonly<Record<string, number>> = { 'LA6568-5': 0, 'LA6569-3': 1, 'LA6570-1': 2, 'LA6571-9': 3 }
const ORDINAL = ['http://hl7.org/fhir/StructureDefinition/ordinalValue', 'http://hl7.org/fhir/StructureDefinition/itemWeight']

export type Said1 = { readonly value: Said['value'] } | { readonly why: string }

/** The answer under `valueX`, in the terms of one fact; or why it is none. */
export function answerFor({ fact }: Meaning, look: Look): Said1 {
  const { type } = fact
  switch (type.kind) {
    case 'number':
      return numberFor(type.unit, look)
    case 'yes-no':
      return yesFor(fact.codes?.map(({ code }) => code) ?? [], look)
    case 'choice':
      return choiceFor(type.of, fact.ask.answers ?? {}, look)
    default:
      return { why: 'its answer is not of a kind that is read' }
  }
}

function numberFor(unit: string, look: Look): Said1 {
  const quantity = look.in('valueQuantity')
  if (look.has('valueQuantity')) {
    const value = quantity.number('value')
    if (value === undefined) return { why: 'it has no value' }
    if (quantity.has('comparator')) return { why: `its value is not exact (${quantity.text('comparator') ?? ''})` }
    const measured = { value, unit: quantity.text('unit'), code: quantity.text('code'), system: quantity.text('system') }
    const converted = inUnit(measured, unit)
    return converted === undefined ? { why: `its unit (${measured.code ?? measured.unit ?? 'none'}) has no known way to ${unit}` } : { value: converted }
  }
  const plain = look.number('valueInteger') ?? look.number('valueDecimal') ?? pointsOf(look)
  if (plain === undefined) return { why: 'it has no value that is a number' }
  const score = inUnit({ value: plain }, unit)
  return score === undefined ? { why: `it does not say its unit, which should be ${unit}` } : { value: score }
}

/** What a coded answer counts. */
function pointsOf(look: Look): number | undefined {
  const codings = [...look.in('valueCodeableConcept').each('coding'), ...(look.has('valueCoding') ? [look.in('valueCoding')] : [])]
  for (const coding of codings) {
    const weight = coding
      .each('extension')
      .find((one) => ORDINAL.includes(one.text('url') ?? ''))
      ?.number('valueDecimal')
    if (weight !== undefined) return weight
    const code = coding.text('code') ?? ''
    if (Object.hasOwn(FREQUENCY, code)) return FREQUENCY[code]
  }
  return undefined
}

export function conceptOfAnswer(look: Look): Concept {
  if (look.has('valueCodeableConcept')) return concept(look.in('valueCodeableConcept'))
  const coding = look.in('valueCoding')
  const [code, display] = [coding.text('code'), coding.text('display')]
  return { codings: code ? [{ system: coding.text('system') ?? '', code, ...(display && { display }) }] : [], ...(display && { text: display }) }
}

/** A record may say yes. Its "no" is kept where it can be seen, and decides nothing. */
function yesFor(codes: readonly string[], look: Look): Said1 {
  const boolean = look.yes('valueBoolean')
  if (boolean === true) return { value: true }
  const answer = conceptOfAnswer(look)
  if (answer.codings.some(({ code }) => codes.includes(code)) || hasCode(answer, ...YES)) return { value: true }
  const said = answer.text ?? answer.codings[0]?.display ?? (boolean === false ? 'no' : undefined)
  return { why: said === undefined ? 'it has no answer' : `its answer (${said}) is not a yes, and a record never says no here` }
}

function choiceFor(of: readonly string[], words: Readonly<Record<string, string>>, look: Look): Said1 {
  const answer = conceptOfAnswer(look)
  const said = [answer.text, ...answer.codings.map(({ display }) => display), look.has('valueString') ? look.text('valueString') : undefined]
  const fits = of.filter((one) => said.some((text) => text !== undefined && [one, words[one] ?? one].some((name) => same(name, text))))
  if (fits.length === 1 && fits[0] !== undefined) return { value: fits[0] }
  return { why: said.some(Boolean) ? 'its answer is none of those that are known here' : 'it has no answer' }
}

const same = (a: string, b: string): boolean => bare(a) === bare(b)
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\((qualifier value|finding|situation)\)/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
