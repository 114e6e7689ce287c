import type { Instant } from '../../medicine/time.ts'
import type { Consent, DoseRange, Written } from './consent.types.ts'
import type { Route, TemplateRef } from './template.types.ts'

/** What is going to be given: the consent has to be to this. */
export type Wanted = {
  readonly drug: string
  readonly route: Route
  /** The range that is planned: any other range than the signed one asks anew. */
  readonly range?: Range
  /** One order: it has to lie inside the range that was signed. */
  readonly order?: { readonly dose: string; readonly unit: string }
  /** The versions in force. */
  readonly forms: readonly TemplateRef[]
}
type Range = { readonly low: string; readonly high: string; readonly unit: string }

/** `why`: in words for the person who has to ask for a new one. */
export type Standing =
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'in-force'; readonly consent: string; readonly since: Instant }
  | { readonly kind: 'needs-new'; readonly consent: string; readonly why: readonly string[] }
  | { readonly kind: 'withdrawn'; readonly consent: string; readonly why: string }

export type Held = { readonly id: string; readonly consent: Consent }
type Signed = { readonly id: string; readonly consent: Written }

/**
 * Whether what is wanted is consented to. The newest consent to this drug by this route that both had signed by `now`
 * decides; where there is none of it, the newest of any says what is different. Whoever took a consent to it back after
 * that has said no, whichever paper it was.
 *
 * Units:  doses as decimal text with their unit; another unit is another range.
 * Errors: never throws; a consent signed by one alone counts as none, and what lies after `now` has not happened.
 */
export function standing(consents: readonly Held[], wanted: Wanted, now: Instant): Standing {
  const written = consents.filter((one): one is Signed => one.consent.status !== 'none')
  const same = written.filter(({ consent }) => consent.drug === wanted.drug && consent.route === wanted.route)
  const newest = newestSigned(same, now) ?? newestSigned(written, now)
  const no = same.find(({ consent }) => consent.withdrawn && consent.withdrawn.at <= now && !(newest && signedAt(newest.consent) > consent.withdrawn.at))
  if (no?.consent.withdrawn) return { kind: 'withdrawn', consent: no.id, why: no.consent.withdrawn.reason }
  if (!newest) return { kind: 'none', why: 'No consent is signed by both.' }
  const why = changesSince(newest.consent, wanted)
  return why.length > 0 ? { kind: 'needs-new', consent: newest.id, why } : { kind: 'in-force', consent: newest.id, since: signedAt(newest.consent) }
}

const signedAt = ({ clinicianSigned, prepared }: Written): Instant => (clinicianSigned ?? prepared).at
const newestSigned = (consents: readonly Signed[], now: Instant): Signed | undefined =>
  consents
    .filter(({ consent }) => consent.clinicianSigned && consent.clinicianSigned.at <= now)
    .sort((a, b) => (signedAt(a.consent) < signedAt(b.consent) ? 1 : -1))[0]

/** Why the patient has to be asked anew; empty when they need not be. */
function changesSince({ drug, route, dose, form }: Pick<Written, 'drug' | 'route' | 'dose' | 'form'>, { range, order, ...wanted }: Wanted): string[] {
  const current = wanted.forms.find(({ id }) => id === form.id)
  const differs: (string | false)[] = [
    drug !== wanted.drug && `The drug is another one: ${wanted.drug}, signed for ${drug}.`,
    route !== wanted.route && `The way it is given is another one: ${wanted.route}, signed for ${route}.`,
    range !== undefined && !sameRange(dose, range) && `The dose range is another one: ${rangeWords(range)}, signed for ${rangeWords(dose)}.`,
    order !== undefined && !inside(dose, order) && `The dose ${order.dose} ${order.unit} lies outside the range that was signed: ${rangeWords(dose)}.`,
    !current && `The form that was signed (${form.id}) is no longer in use.`,
    current !== undefined && current.hash !== form.hash && `The form has changed: version ${current.version}, signed in version ${form.version}.`,
  ]
  return differs.filter((one) => one !== false)
}

/** 0.5 and 0.50 are the same dose; 0.5 mg/kg and 0.5 mg are not. What is no number is never the same. */
const sameRange = (a: Range, b: Range): boolean => a.unit === b.unit && Number(a.low) === Number(b.low) && Number(a.high) === Number(b.high)
const inside = ({ low, high, unit }: DoseRange, order: { dose: string; unit: string }): boolean =>
  unit === order.unit && Number(low) <= Number(order.dose) && Number(order.dose) <= Number(high)
export const rangeWords = ({ low, high, unit }: Range): string => (Number(low) === Number(high) ? `${low} ${unit}` : `${low} to ${high} ${unit}`)

/** How each treatment that was ever consented to stands now, against the range of the newest consent to it that was not set aside: that is the plan. */
export type Stands = { readonly drug: string; readonly route: Route; readonly standing: Standing }
export function standings(consents: readonly Held[], forms: readonly TemplateRef[], now: Instant): readonly Stands[] {
  const plans = consents.flatMap(({ consent }) => (consent.status === 'none' || consent.status === 'set-aside' ? [] : [consent]))
  const newest = plans.sort((a, b) => (a.prepared.at < b.prepared.at ? 1 : -1))
  const treatments = newest.filter(({ drug, route }, i) => newest.findIndex((one) => one.drug === drug && one.route === route) === i)
  return treatments.map(({ drug, route, dose }) => ({ drug, route, standing: standing(consents, { drug, route, range: dose, forms }, now) }))
}
