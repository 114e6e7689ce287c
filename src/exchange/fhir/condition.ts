import { concept, hasCode, type Meaning, wordsOf } from './codes.ts'
import { fhirDate } from './dates.ts'
import type { Look } from './look.ts'
import { head, type Mapped, NO_CODE, NO_DATE, type Said } from './mapped.ts'
import type { Maps } from './maps.ts'

/** Not certain enough to be true of somebody. */
const DOUBTFUL = ['refuted', 'entered-in-error', 'unconfirmed', 'provisional', 'differential']
const OVER = ['inactive', 'remission', 'resolved']

/** Condition: what somebody has, or had. It can say that something is so, never that it is not. */
export function condition(look: Look, { codes, facts }: Maps): Mapped {
  const code = concept(look.in('code'))
  const onset = fhirDate(look.text('onsetDateTime')) ?? fhirDate(look.in('onsetPeriod').text('start'))
  const ended = fhirDate(look.text('abatementDateTime')) ?? fhirDate(look.in('abatementPeriod').text('end'))
  const recorded = fhirDate(look.text('recordedDate')) ?? fhirDate(look.text('assertedDate'))
  const at = recorded ?? onset
  const about = head('Condition', code, at ?? ended)
  const doubt = DOUBTFUL.find((one) => hasCode(concept(look.in('verificationStatus')), one))
  if (doubt) return { ...about, why: `its verification status is ${doubt}` }
  const meanings = codes.find(code).filter(({ fact }) => isOwn(fact.id, codes.find(code)))
  if (meanings.length === 0) return { ...about, why: NO_CODE }
  const status = OVER.find((one) => hasCode(concept(look.in('clinicalStatus')), one))
  const active = hasCode(concept(look.in('clinicalStatus')), 'active', 'recurrence', 'relapse')
  const remission = /\bremission\b/i.test([wordsOf(code), ...code.codings.map(({ display }) => display)].join(' '))
  const over = status ?? (remission ? 'remission' : !active && hasAbatement(look) ? 'ended' : undefined)
  const read = meanings.map((meaning) => sayOf(meaning, { over, onset, at, ended, past: (id) => facts.has(id) }))
  const said = [...read.flatMap((one) => (typeof one === 'string' ? [] : [one])), ...lastOf(meanings, facts, onset, wordsOf(code))]
  return { ...about, said, why: said.length === 0 ? read.find((one) => typeof one === 'string') : undefined }
}

/** A code that speaks of the family is the person's own only if the catalogue has it nowhere else. */
const isOwn = (id: string, all: readonly Meaning[]): boolean => !id.endsWith('-in-family') || all.every(({ fact }) => fact.id.endsWith('-in-family'))
const hasAbatement = (look: Look): boolean =>
  ['abatementDateTime', 'abatementPeriod', 'abatementAge', 'abatementRange', 'abatementString'].some((name) => look.has(name))

/** When it last happened (`last-X` beside `X`), told by the onset; a record of an old one does not say when it was. */
const lastOf = (meanings: readonly Meaning[], facts: Maps['facts'], onset: string | undefined, words = ''): Said[] =>
  onset === undefined || /\b(old|history)\b/i.test(words)
    ? []
    : meanings
        .filter(({ fact }) => facts.get(`last-${fact.id}`)?.type.kind === 'date')
        .map(({ fact }) => ({ fact: `last-${fact.id}`, value: onset, at: onset }))

type When = {
  readonly over: string | undefined
  readonly onset: string | undefined
  readonly at: string | undefined
  readonly ended: string | undefined
  readonly past: (id: string) => boolean
}

/** One code under one fact: the statement, or the reason why there is none. */
function sayOf({ fact, code }: Meaning, { over, onset, at, ended, past }: When): Said | string {
  const { id, type, freshFor } = fact
  if (type.kind === 'date') return onset === undefined ? `${fact.name}: ${NO_DATE}` : { fact: id, value: onset, at: onset }
  const when = over ? (ended ?? at) : at
  if (when === undefined) return NO_DATE
  if (type.kind === 'choice') {
    if (over) return `its clinical status is ${over}`
    return code.means !== undefined && type.of.includes(code.means) ? { fact: id, value: code.means, at: when } : NO_CODE
  }
  if (type.kind !== 'yes-no') return NO_CODE
  // What happened once stays true; what was, and is over, is another fact, where there is one.
  if (!over || freshFor === 'always') return { fact: id, value: true, at: when, ...(over && { note: `clinical status ${over}` }) }
  const before = id.replace(/-active$/, '-past')
  return before !== id && past(before) ? { fact: before, value: true, at: when, note: `clinical status ${over}` } : `its clinical status is ${over}`
}
