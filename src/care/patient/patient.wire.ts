import { z } from 'zod'

const name = z.string().max(100)
const reason = z.string().max(500)
const substance = z.string().max(120)
const sex = z.enum(['female', 'male', 'other', 'unknown'])

const demographics = z.object({
  givenName: name,
  familyName: name,
  birthDate: z.string().max(10),
  sex,
  phone: z.string().max(40).exactOptional(),
  email: z.string().max(254).exactOptional(),
  mrn: z.string().max(40).exactOptional(),
})

export const registerOrder = z.object({ type: z.literal('register'), data: demographics })

const contact = z.object({
  id: z.uuid().toLowerCase(),
  role: z.enum(['referrer', 'pcp', 'therapist', 'other']),
  name,
  practice: z.string().max(120).exactOptional(),
  phone: z.string().max(40).exactOptional(),
  fax: z.string().max(40).exactOptional(),
  email: z.string().max(254).exactOptional(),
  address: z.string().max(300).exactOptional(),
})

/** What may be ordered for a chart that exists. */
export const chartOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('correct-demographics'), data: demographics.extend({ reason }) }),
  z.object({ type: z.literal('record-allergy'), data: z.object({ substance, reaction: z.string().max(200).exactOptional() }) }),
  z.object({ type: z.literal('withdraw-allergy'), data: z.object({ substance, reason }) }),
  z.object({ type: z.literal('no-known-allergies'), data: z.object({}).strip() }),
  z.object({ type: z.literal('record-contact'), data: contact }),
  z.object({ type: z.literal('withdraw-contact'), data: z.object({ contact: z.string().max(64), reason }) }),
  z.object({ type: z.literal('restrict-chart'), data: z.object({ staff: z.array(z.string().max(64)).max(200).readonly(), reason }) }),
  z.object({ type: z.literal('unrestrict-chart'), data: z.object({ reason }) }),
])

const instant = z.string()
const patientSummary = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: z.string(),
  sex,
  mrn: z.string().optional(),
  restricted: z.boolean().optional(),
})
export const patientPage = z.object({ patients: z.array(patientSummary).readonly(), next: z.string().nullable() })

const patientAnswer = demographics.extend({
  status: z.literal('registered'),
  seq: z.number().int(),
  registeredAt: instant,
  allergies: z.array(z.object({ substance: z.string(), reaction: z.string().optional(), at: instant, by: z.string() })).readonly(),
  allergyStatus: z.enum(['unknown', 'none-known', 'listed']),
  contacts: z.array(contact).readonly(),
  restrictedTo: z.array(z.string()).readonly().optional(),
})

export const chartAnswer = z.object({
  patient: patientAnswer,
  sessions: z.array(z.object({ id: z.string(), plannedFor: instant, status: z.string(), chair: z.string(), doseMg: z.string().optional() })).readonly(),
  openUntil: instant.optional(),
  serverTime: instant,
})
