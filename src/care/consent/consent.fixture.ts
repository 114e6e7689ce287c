import { join } from 'node:path'
import type { Actor } from '../../medicine/record.ts'
import { addMinutes, instant } from '../../medicine/time.ts'
import { decide, EMPTY, evolve } from './consent.ts'
import type { Consent, ConsentFact, ConsentOrder, ConsentRecorded } from './consent.types.ts'
import { readConsents } from './template.load.ts'
import type { Fill, LoadedTemplate } from './template.types.ts'

export const book = readConsents(join(import.meta.dirname, '../../../protocols/consent'))
const formCalled = (id: string): LoadedTemplate => book.templates.find(({ ref }) => ref.id === id) as LoadedTemplate
export const drip = formCalled('iv-ketamine-off-label')
export const spray = formCalled('esketamine-in-clinic')

export const doctor: Actor = { kind: 'staff', id: 'd1', name: 'Dr. Sofia Marchetti', roles: ['physician'] }
export const nurse: Actor = { kind: 'staff', id: 'n1', name: 'Kim Lee', roles: ['nurse'] }
export const BEGUN = instant(Date.parse('2026-11-24T14:00:00Z'))
/** A name as a finger draws it. */
export const STROKES = 'M12 60L20 22L31 64L44 40L58 66M70 30L120 58L150 44L178 70L240 38'

/** All places of a form, as a clinic would fill them in. */
export const filled = ({ template }: LoadedTemplate, change: Fill = {}): Fill => ({
  ...Object.fromEntries(
    template.slots.map(({ id, kind, choices = [] }) => [
      id,
      kind === 'choice' ? (choices[0] ?? '') : kind === 'whole' ? '6' : kind === 'decimal' ? '0.5' : `the clinic’s own ${id}`,
    ]),
  ),
  'dose-low': '0.5',
  'dose-high': '0.75',
  ...change,
})

export const prepare = (change: Partial<Extract<ConsentOrder, { type: 'prepare' }>['data']> = {}, form = drip): ConsentOrder => ({
  type: 'prepare',
  data: { patient: 'p1', form: form.ref, fill: filled(form), ...change },
})
export const readAll = (form = drip): ConsentOrder[] => form.template.sections.map(({ id }): ConsentOrder => ({ type: 'read-section', data: { section: id } }))
export const patientSigns: ConsentOrder = { type: 'sign-patient', data: { signature: { name: 'Ana Reyes', strokes: STROKES } } }
export const clinicianSigns: ConsentOrder = { type: 'sign-clinician', data: { capacity: true, answered: true } }
export const signedByBoth = (form = drip): ConsentOrder[] => [prepare({}, form), ...readAll(form), patientSigns, clinicianSigns]

const formOf = (order: ConsentOrder): LoadedTemplate | null =>
  order.type === 'prepare' ? (book.templates.find(({ ref }) => ref.id === order.data.form.id) ?? null) : null

/** What the decision says, as codes; `accepted` when it may be. */
export const says = (consent: Consent, order: ConsentOrder, by: Actor = doctor): string => {
  const decision = decide(consent, order, { form: formOf(order), by })
  return decision.kind === 'accepted' ? 'accepted' : (decision.kind === 'refused' ? decision.because : decision.questions).map(({ code }) => code).join(' ')
}

const recorded = (fact: ConsentFact, seq: number, by: Actor, minute: number): ConsentRecorded => {
  const at = addMinutes(BEGUN, minute)
  return { ...fact, id: `f${seq}`, seq, version: 1, at, recordedAt: at, by, via: {} } as ConsentRecorded
}

/** The facts these orders make, a minute apart; an order that is not accepted fails the test. */
export function factsAfter(orders: readonly ConsentOrder[], from = 0): ConsentRecorded[] {
  let consent: Consent = EMPTY
  const facts: ConsentRecorded[] = []
  for (const order of orders) {
    const by = order.type === 'sign-clinician' ? doctor : nurse
    const decision = decide(consent, order, { form: formOf(order), by })
    if (decision.kind !== 'accepted') throw new Error(`${order.type}: ${JSON.stringify(decision)}`)
    for (const made of decision.facts) {
      const fact = recorded(made, facts.length + 1, by, from + facts.length)
      facts.push(fact)
      consent = evolve(consent, fact)
    }
  }
  return facts
}
export const after = (...orders: readonly ConsentOrder[]): Consent => factsAfter(orders).reduce(evolve, EMPTY)
