import { z } from 'zod'

const scalar = z.union([z.boolean(), z.number(), z.string().max(300)])
const value = z.union([
  scalar,
  z.object({
    rows: z
      .array(z.record(z.string().max(40), scalar).readonly())
      .max(200)
      .readonly(),
    complete: z.boolean(),
  }),
])
const said = { fact: z.string().max(60), value, at: z.string().max(35).describe('When it was true: a year, a month, a day, or a moment with its zone') }
const reason = z.string().max(500)

/** What staff may order. Who says it, and when it was typed, the server knows. */
export const factsOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), data: z.object(said) }),
  z.object({ type: z.literal('correct'), data: z.object({ ...said, statement: z.string().max(64), reason }) }),
  z.object({ type: z.literal('withdraw'), data: z.object({ statement: z.string().max(64), reason }) }),
])
export type FactsOrderSent = z.output<typeof factsOrder>

const source = z.object({ kind: z.enum(['patient', 'clinician', 'device', 'import']), by: z.string(), ref: z.string().optional() })
const kept = z.object({ id: z.string(), fact: z.string(), value: z.unknown(), at: z.string(), source, recordedAt: z.string(), recordedBy: z.string() })
const unmapped = z.object({
  id: z.string(),
  what: z.string(),
  codes: z.array(z.object({ system: z.string(), code: z.string(), display: z.string().optional() })).readonly(),
  at: z.string().optional(),
  why: z.string().optional(),
  source,
})
export const factsAnswer = z.object({
  seq: z.number().int(),
  statements: z.array(kept).readonly(),
  withdrawn: z.array(kept.extend({ reason: z.string(), withdrawnBy: z.string() })).readonly(),
  unmapped: z.array(unmapped).readonly(),
  /** All there are; the newest of them come along. */
  unmappedCount: z.number().int(),
  serverTime: z.string(),
})
export const catalogueAnswer = z.object({
  version: z.string(),
  /** As the document has them: id, name, section, type, codes, freshFor, from, ask, get, meet, askedOf. */
  facts: z.array(z.any()).readonly(),
  ingredients: z.array(z.object({ rxnorm: z.string(), name: z.string() })).readonly(),
})

const seen = z.object({ found: z.number(), facts: z.number(), unmapped: z.number(), notForHere: z.number(), others: z.number() })
export const importAnswer = z.object({
  added: z.number().int(),
  known: z.number().int(),
  unmapped: z.number().int(),
  unmappedKnown: z.number().int(),
  notForHere: z.number().int(),
  others: z.number().int(),
  seen: z.record(z.string(), seen),
  problems: z.array(z.object({ where: z.string(), what: z.string() })).readonly(),
  seq: z.number().int(),
})
