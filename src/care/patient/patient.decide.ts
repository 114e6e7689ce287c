import type { Decision, Reason } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { noneObjections, recordObjections, withdrawObjections } from './allergies.ts'
import { contactObjections, contactWithdrawObjections, tidyContact } from './contacts.ts'
import { demographicsObjections, demographicsQuestions, sameDemographics, tidy } from './demographics.rules.ts'
import type { Patient, PatientFact, PatientOrder, Registered } from './patient.types.ts'

/** What the decision needs to know besides this chart. */
export type Around = {
  readonly now: Instant
  /** Others of this clinic who look like the person registered: same name and birth date, or the same record number. */
  readonly alike: readonly { readonly name: string; readonly by: 'name' | 'number' }[]
}

type Asked = PatientOrder & { readonly confirmed?: readonly string[] }

export function decide(patient: Patient, order: Asked, around: Around): Decision<PatientFact> {
  const because = patient.status === 'none' ? beforeRegistering(order, around) : objections(patient, order, around)
  if (because.length > 0) return { kind: 'refused', because }
  const open = questions(order, around).filter(({ code }) => !order.confirmed?.includes(code))
  return open.length > 0 ? { kind: 'ask', questions: open } : { kind: 'accepted', facts: [factOf(order)] }
}

const beforeRegistering = (order: PatientOrder, around: Around): Reason[] =>
  order.type === 'register'
    ? [...demographicsObjections(order.data, around.now), ...numberTaken(around)]
    : [{ code: 'no-such-patient', message: 'There is no such patient.' }]

function objections(patient: Registered, order: PatientOrder, around: Around): Reason[] {
  switch (order.type) {
    case 'register':
      return [{ code: 'already-registered', message: 'This patient is registered already.' }]
    case 'correct-demographics': {
      const { reason, ...data } = order.data
      const same = sameDemographics(tidy(data), patient)
      return [
        ...demographicsObjections(data, around.now),
        ...numberTaken(around),
        ...noReason(reason),
        ...(same ? [{ code: 'nothing-changed', message: 'Nothing was changed.' }] : []),
      ]
    }
    case 'record-allergy':
      return recordObjections(patient, order.data)
    case 'withdraw-allergy':
      return withdrawObjections(patient, order.data)
    case 'no-known-allergies':
      return noneObjections(patient)
    case 'record-contact':
      return contactObjections(patient, order.data)
    case 'withdraw-contact':
      return contactWithdrawObjections(patient, order.data)
    case 'restrict-chart':
      return [...noReason(order.data.reason), ...(order.data.staff.length === 0 ? [nobody] : [])]
    case 'unrestrict-chart':
      return [...noReason(order.data.reason), ...(patient.restrictedTo ? [] : [notRestricted])]
    default:
      return order satisfies never
  }
}

function questions(order: PatientOrder, { now, alike }: Around): Reason[] {
  if (order.type !== 'register' && order.type !== 'correct-demographics') return []
  const twins = alike.filter(({ by }) => by === 'name')
  return [
    ...demographicsQuestions(order.data, now),
    ...twins.slice(0, 1).map(({ name }) => ({ code: 'same-person', message: `${name} with this birth date is registered already. Is this another person?` })),
  ]
}

function factOf(order: PatientOrder): PatientFact {
  switch (order.type) {
    case 'register':
      return { type: 'patient-registered', data: tidy(order.data) }
    case 'correct-demographics': {
      const { reason, ...data } = order.data
      return { type: 'demographics-corrected', data: { ...tidy(data), reason } }
    }
    case 'record-allergy':
      return { type: 'allergy-recorded', data: { ...order.data, substance: order.data.substance.trim() } }
    case 'withdraw-allergy':
      return { type: 'allergy-withdrawn', data: order.data }
    case 'no-known-allergies':
      return { type: 'no-known-allergies', data: {} }
    case 'record-contact':
      return { type: 'contact-recorded', data: tidyContact(order.data) }
    case 'withdraw-contact':
      return { type: 'contact-withdrawn', data: order.data }
    case 'restrict-chart':
      return { type: 'chart-restricted', data: { ...order.data, staff: [...new Set(order.data.staff)] } }
    case 'unrestrict-chart':
      return { type: 'chart-unrestricted', data: order.data }
    default:
      return order satisfies never
  }
}

/** Two people under one record number would be treated from one chart. */
const numberTaken = ({ alike }: Around): Reason[] =>
  alike
    .filter(({ by }) => by === 'number')
    .slice(0, 1)
    .map(({ name }) => ({ code: 'number-in-use', field: 'mrn', message: `This number belongs to ${name}.` }))

const noReason = (reason: string): Reason[] => (reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : [])
const nobody: Reason = { code: 'nobody-left', field: 'staff', message: 'Name at least one person who may read this chart.' }
const notRestricted: Reason = { code: 'not-restricted', message: 'This chart is open to all who read charts.' }
