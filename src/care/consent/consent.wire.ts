import { z } from 'zod'
import type { ConsentOrder } from './consent.types.ts'

const words = z.string().max(2000)
const reason = z.string().max(500)
const name = z.string().max(120)
const code = z.string().max(64)
const uuid = z.uuid().toLowerCase()
const signature = z.object({ name, strokes: z.string().max(60_000).exactOptional() })
const form = z.object({ id: code, version: z.string().max(20), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** What prepares a consent; the patient is the one of the address. */
export const prepareOrder = z.object({
  type: z.literal('prepare'),
  data: z.object({
    form,
    fill: z.record(code, z.string().max(1300)),
    interpreter: z.object({ name, language: z.string().max(60) }).exactOptional(),
    witness: name.exactOptional(),
  }),
})

/** What staff do with a consent that is prepared. */
export const staffOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask'), data: z.object({ section: code.exactOptional(), words }) }),
  z.object({ type: z.literal('answer'), data: z.object({ question: uuid, words }) }),
  z.object({ type: z.literal('teach-back'), data: z.object({ words, understood: z.boolean() }) }),
  z.object({ type: z.literal('sign-clinician'), data: z.object({ capacity: z.literal(true), answered: z.literal(true) }) }),
  z.object({ type: z.literal('withdraw'), data: z.object({ reason }) }),
  z.object({ type: z.literal('set-aside'), data: z.object({ reason, declined: z.boolean() }) }),
])
export type StaffOrder = z.infer<typeof staffOrder> & ConsentOrder

/** What the patient, and who helps them, do on the tablet that was handed to them. */
export const deskOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('read-section'), data: z.object({ section: code }) }),
  z.object({ type: z.literal('ask'), data: z.object({ section: code.exactOptional(), words }) }),
  z.object({ type: z.literal('sign-patient'), data: z.object({ signature }) }),
  z.object({ type: z.literal('sign-helper'), data: z.object({ as: z.enum(['interpreter', 'witness']), signature }) }),
])
export type DeskOrder = z.infer<typeof deskOrder> & ConsentOrder
export const pass = z.string().regex(/^[0-9a-f]{64}$/)

const act = z.object({ at: z.string(), by: z.object({ id: z.string(), name: z.string() }) })
const slot = z.object({
  id: z.string(),
  asks: z.string(),
  kind: z.enum(['line', 'text', 'decimal', 'whole', 'choice']),
  of: z.enum(['clinic', 'patient']),
  unit: z.string().optional(),
  help: z.string().optional(),
  choices: z.array(z.string()).readonly().optional(),
})
const template = z.object({
  id: z.string(),
  version: z.string(),
  effective: z.string(),
  title: z.string(),
  drug: z.string(),
  route: z.enum(['intravenous', 'intranasal']),
  offLabel: z.boolean(),
  doseUnit: z.string(),
  slots: z.array(slot).readonly(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), covers: z.array(z.string()).readonly(), words: z.string() })).readonly(),
})
const fill = z.record(z.string(), z.string())
const signed = act.extend({ signature: z.object({ name: z.string(), strokes: z.string().optional() }) })
const ref = z.object({ id: z.string(), version: z.string(), hash: z.string() })

const consentAnswer = z.object({
  status: z.enum(['open', 'half', 'signed', 'withdrawn', 'set-aside']),
  seq: z.number().int(),
  patient: z.string(),
  form: ref,
  template,
  fill,
  dose: z.object({ low: z.string(), high: z.string(), unit: z.string() }),
  prepared: act,
  read: z.record(z.string(), act),
  questions: z
    .array(act.extend({ id: z.string(), section: z.string().optional(), words: z.string(), answer: act.extend({ words: z.string() }).optional() }))
    .readonly(),
  taughtBack: z.array(act.extend({ words: z.string(), understood: z.boolean() })).readonly(),
  patientSigned: signed.optional(),
  helpersSigned: z.object({ interpreter: signed.optional(), witness: signed.optional() }),
  clinicianSigned: act.optional(),
  withdrawn: act.extend({ reason: z.string() }).optional(),
  setAside: act.extend({ reason: z.string(), declined: z.boolean() }).optional(),
  interpreter: z.object({ name: z.string(), language: z.string() }).optional(),
  witness: z.string().optional(),
})

export const formsAnswer = z.object({
  elements: z.object({
    version: z.string(),
    effective: z.string(),
    readingGrade: z.object({ value: z.number(), unit: z.string(), source: z.string(), confirmed: z.boolean() }),
    labels: z.array(z.object({ drug: z.string(), route: z.string(), offLabel: z.boolean(), source: z.string() })).readonly(),
    elements: z
      .array(z.object({ id: z.string(), says: z.string(), when: z.string().optional(), by: z.string().optional(), sources: z.array(z.string()).readonly() }))
      .readonly(),
    sources: z.record(z.string(), z.object({ title: z.string(), trust: z.string().optional() })),
  }),
  forms: z.array(z.object({ ref, template, last: fill })).readonly(),
})
export const standingAnswer = z.object({
  kind: z.enum(['none', 'in-force', 'needs-new', 'withdrawn']),
  consent: z.string().optional(),
  why: z.union([z.string(), z.array(z.string()).readonly()]).optional(),
  since: z.string().optional(),
})
export const listAnswer = z.object({
  stands: z.array(z.object({ drug: z.string(), route: z.enum(['intravenous', 'intranasal']), standing: standingAnswer })).readonly(),
  consents: z.array(z.object({ id: z.string(), consent: consentAnswer, holds: z.boolean(), asksAnew: z.array(z.string()).readonly() })).readonly(),
  serverTime: z.string(),
})
export const oneAnswer = z.object({
  id: z.string(),
  consent: consentAnswer,
  holds: z.boolean(),
  asksAnew: z.array(z.string()).readonly(),
  serverTime: z.string(),
})
export const deskAnswer = z.object({
  consent: consentAnswer,
  patient: z.object({ name: z.string(), birthDate: z.string() }),
  clinic: z.object({ name: z.string(), zone: z.string() }),
  serverTime: z.string(),
})
