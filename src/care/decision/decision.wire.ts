import { z } from 'zod'
import { parseInstant } from '../../medicine/time.ts'

const word = z.string().max(128)
const reason = z.string().max(2000)
const get = z.enum(['ask', 'measure', 'order'])
const moment = z.string().transform((text, context) => {
  const at = parseInstant(text)
  if (at) return at
  context.addIssue({ code: 'custom', message: 'not a moment with a zone, such as 2026-11-24T14:05:00.000Z' })
  return z.NEVER
})

export const decisionOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask-for'), data: z.object({ policy: word, reason: reason.exactOptional() }) }),
  z.object({
    type: z.literal('sign'),
    data: z.object({
      outcome: z.enum(['accept', 'decline', 'defer']),
      reason,
      overrides: z
        .array(z.object({ rule: word, reason }))
        .max(500)
        .readonly(),
      seen: z.object({ factsSeq: z.number().int().nonnegative(), hash: word }),
      until: moment.exactOptional(),
    }),
  }),
  z.object({ type: z.literal('withdraw'), data: z.object({ reason }) }),
  z.object({ type: z.literal('note-finding'), data: z.object({ rule: word, words: reason }) }),
  z.object({ type: z.literal('ask-fact'), data: z.object({ fact: word, get }) }),
  z.object({ type: z.literal('ask-all'), data: z.object({}).strip() }),
])

const named = { by: z.string(), at: z.string() }
const source = z.object({ kind: z.enum(['patient', 'clinician', 'device', 'import']), by: z.string(), ref: z.string().optional() })
const value = z.unknown()
const statement = z.object({ id: z.string(), fact: z.string(), value, at: z.string(), source })
const missing = z.object({
  fact: z.string(),
  name: z.string(),
  get,
  why: z.string(),
  have: z.array(statement).readonly(),
})
const severity = z.enum(['exclude', 'review', 'caution', 'note', 'today'])
const truth = z.enum(['met', 'not-met', 'unknown'])
const raised = z.enum(['yes', 'no', 'unknown'])
const citation = z.object({ tag: z.string(), title: z.string(), trust: z.string().optional() })
const finding = z.object({
  rule: z.string(),
  severity,
  says: z.string(),
  detail: z.string().optional(),
  source: z.array(z.string()).readonly(),
  citations: z.array(citation).readonly(),
  confirmed: z.boolean(),
  kind: z.enum(['when', 'require']),
  truth,
  raised,
  because: z
    .array(
      z.object({
        fact: z.string(),
        name: z.string(),
        unit: z.string().optional(),
        value,
        at: z.string(),
        ageDays: z.number().nullable(),
        from: z.array(statement).readonly(),
      }),
    )
    .readonly(),
  missing: z.array(missing).readonly(),
  sentence: z.string(),
  resolvedBy: z.string(),
})
const verdict = z.enum(['excluded', 'undecided', 'review', 'eligible'])
const policyRef = z.object({ id: z.string(), version: z.string(), hash: z.string() })
const difference = z.object({
  rule: z.string(),
  severity,
  says: z.string(),
  kind: z.enum(['changed', 'other-facts', 'new-rule', 'no-longer-a-rule']),
  before: z.object({ truth, raised }).nullable(),
  after: z.object({ truth, raised }).nullable(),
  because: z.array(z.object({ fact: z.string(), name: z.string(), before: z.string(), after: z.string() })).readonly(),
})
const override = z.object({ rule: z.string(), reason: z.string(), severity, says: z.string(), was: z.enum(['raised', 'unknown']) })
const outcome = z.enum(['accept', 'decline', 'defer'])
const signed = z.object({
  ...named,
  outcome,
  reason: z.string(),
  overrides: z.array(override).readonly(),
  policy: policyRef.extend({ title: z.string(), indication: z.string() }),
  factsSeq: z.number().int(),
  until: z.string().optional(),
  withdrawn: z.object({ ...named, reason: z.string() }).optional(),
})
const standing = z.enum(['none', 'accepted', 'expired', 'needs-a-look', 'declined', 'deferred', 'withdrawn'])
const policy = policyRef.extend({
  title: z.string(),
  indication: z.string(),
  offLabel: z.boolean(),
  active: z.boolean(),
  validFor: z.object({ value: z.number(), unit: z.string() }).optional(),
})

export const decisionAnswer = z.object({
  person: z.object({
    name: z.string(),
    birthDate: z.string(),
    mrn: z.string().optional(),
    restricted: z.boolean(),
    allergies: z.object({ status: z.enum(['unknown', 'none-known', 'listed']), substances: z.array(z.string()).readonly() }),
  }),
  seq: z.number().int(),
  factsSeq: z.number().int(),
  policies: z.array(policy).readonly(),
  asked: z.object({ ...named, policy: z.string(), title: z.string(), indication: z.string() }).nullable(),
  standing,
  verdict: z
    .object({
      policy: policyRef,
      at: z.string(),
      verdict,
      today: z.enum(['held', 'undecided', 'clear']),
      findings: z.array(finding).readonly(),
      unconfirmed: z.array(z.string()).readonly(),
    })
    .nullable(),
  missing: z.array(missing.extend({ rules: z.array(z.string()).readonly(), ways: z.array(get).readonly(), question: z.string().optional() })).readonly(),
  signed: signed.nullable(),
  earlier: z.array(signed).readonly(),
  looks: z.array(z.object({ ...named, key: z.string(), task: z.string(), changes: z.array(difference).readonly() })).readonly(),
  notes: z.array(z.object({ ...named, rule: z.string(), words: z.string() })).readonly(),
  askings: z
    .array(
      z.object({
        ...named,
        fact: z.string(),
        name: z.string(),
        get,
        task: z.string(),
        rules: z.array(z.string()).readonly(),
        arrivedAt: z.string().optional(),
      }),
    )
    .readonly(),
  history: z.array(z.object({ at: z.string(), policy: policyRef, verdict, missing: z.number().int(), changes: z.array(difference).readonly() })).readonly(),
  serverTime: z.string(),
})

export const decisionsAnswer = z.object({
  people: z
    .array(
      z.object({
        patient: z.string(),
        name: z.string(),
        birthDate: z.string(),
        title: z.string(),
        indication: z.string(),
        verdict: verdict.nullable(),
        missing: z.number().int(),
        asked: z.number().int(),
        standing,
        askedAt: z.string(),
        until: z.string().optional(),
      }),
    )
    .readonly(),
  more: z.boolean(),
  serverTime: z.string(),
})
