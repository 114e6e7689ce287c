import { type Concept, concept } from './codes.ts'
import { fhirDate, momentOf } from './dates.ts'
import { asNeeded, mgPerDay } from './dose.ts'
import type { Drug } from './drugs.ts'
import type { Look } from './look.ts'
import { head, type Mapped, type MedicineSaid, NO_DATE } from './mapped.ts'
import type { Maps } from './maps.ts'

const ORDERS = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']

/** MedicationRequest: what was ordered. A plan or a proposal is none. */
export function medicationRequest(look: Look, maps: Maps): Mapped {
  const dosages = look.each('dosageInstruction')
  const bounds = dosages.length === 1 ? dosages[0]?.in('timing').in('repeat').in('boundsPeriod') : undefined
  const authored = fhirDate(look.text('authoredOn'))
  const intent = look.text('intent')
  const against =
    intent !== undefined && !ORDERS.includes(intent)
      ? `it is a ${intent}, not an order`
      : look.yes('doNotPerform')
        ? 'it says not to give it'
        : notCounted(look.text('status'), ['active', 'completed', 'stopped'])
  const status = ({ active: 'taking', stopped: 'stopped' } as const)[look.text('status') as 'active' | 'stopped'] ?? 'unsaid'
  return medicine(look, maps, {
    dosages,
    status,
    at: authored,
    since: fhirDate(bounds?.text('start')) ?? authored,
    until: fhirDate(bounds?.text('end')),
    against,
  })
}

/** MedicationStatement: what somebody takes or took, as somebody said. */
export function medicationStatement(look: Look, maps: Maps): Mapped {
  const period = look.in('effectivePeriod')
  const since = fhirDate(period.text('start')) ?? fhirDate(look.text('effectiveDateTime'))
  const until = fhirDate(period.text('end'))
  const at = fhirDate(look.text('dateAsserted')) ?? until ?? since ?? momentOf(look, 'effective')
  const against = notCounted(look.text('status'), ['active', 'completed', 'stopped'])
  return medicine(look, maps, { dosages: look.each('dosage'), status: look.text('status') === 'active' ? 'taking' : 'stopped', at, since, until, against })
}

const notCounted = (status: string | undefined, counted: readonly string[]): string | undefined =>
  status === undefined ? 'it has no status' : counted.includes(status) ? undefined : `its status is ${status}`

type Read = {
  readonly dosages: readonly Look[]
  readonly status: MedicineSaid['status']
  readonly at: string | undefined
  readonly since: string | undefined
  readonly until: string | undefined
  readonly against: string | undefined
}

function medicine(look: Look, { drugs }: Maps, { dosages, status, at, since, until, against }: Read): Mapped {
  const inside = look.in('medicationCodeableConcept')
  const reference = look.in('medicationReference').text('reference')
  const contained = reference?.startsWith('#') ? look.each('contained').find((one) => one.text('id') === reference.slice(1)) : undefined
  const named = contained ? conceptOfMedication(contained) : concept(inside)
  const label =
    named.text || named.codings.length > 0 ? named : { codings: [], text: look.in('medicationReference').text('display') ?? reference ?? 'medicine' }
  const about = head('Medication', label, at)
  if (against) return { ...about, why: against }
  if (at === undefined) return { ...about, why: NO_DATE }
  const elsewhere = !contained && reference !== undefined && !look.has('medicationCodeableConcept')
  const of = elsewhere ? ({ kind: 'elsewhere', reference } as const) : contained ? drugOf(contained, drugs) : drugs.read(named)
  if (of.kind === 'unknown') return { ...about, why: of.why }
  const dose = mgPerDay(dosages)
  const needed = dosages.length > 0 && dosages.every(asNeeded)
  const medicine: MedicineSaid = {
    of,
    status,
    at,
    ...(since && { since }),
    ...(until && { until }),
    ...(dose !== undefined && { dose }),
    ...(needed && { asNeeded: true }),
  }
  return { ...about, medicine }
}

/** Medication: what it is called, or what it is made of. */
export const conceptOfMedication = (look: Look): Concept => {
  const own = concept(look.in('code'))
  const parts = look.each('ingredient').map((one) => concept(one.in('itemCodeableConcept')))
  return own.codings.length > 0 || own.text || parts.length !== 1 ? own : (parts[0] ?? own)
}

export function drugOf(look: Look, drugs: Maps['drugs']): Drug {
  const own = drugs.read(conceptOfMedication(look))
  if (own.kind === 'known') return own
  const parts = look.each('ingredient').map((one) => drugs.read(concept(one.in('itemCodeableConcept'))))
  const known = parts.flatMap((one) => (one.kind === 'known' ? one.ingredients : []))
  if (known.length === 0) return own
  const words = parts.flatMap((one) => (one.kind === 'known' ? [one.words] : [])).join(' / ')
  return { kind: 'known', ingredients: [...new Set(known)], by: 'code', words, more: parts.some((one) => one.kind === 'unknown') }
}
