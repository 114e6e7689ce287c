import { z } from 'zod'
import { HOW } from './letter.ts'

export const kind = z.enum(['referrer', 'pcp', 'patient'])
export const sendOrder = z.object({
  type: z.literal('send'),
  data: z.object({ kind, contact: z.string().max(64).exactOptional(), how: z.enum(HOW) }),
})

const letter = z.object({
  kind,
  title: z.string(),
  from: z.string(),
  to: z.array(z.string()).readonly(),
  date: z.string(),
  about: z.string(),
  parts: z.array(z.object({ title: z.string().optional(), says: z.array(z.string()).readonly(), list: z.literal(true).optional() })).readonly(),
  signed: z.string(),
  foot: z.string(),
  madeOf: z.string(),
})
export const letterAnswer = z.object({ letter, grade: z.number().nullable() })
export const lettersAnswer = z.object({
  /** Null: nobody has signed a decision, or it was withdrawn. */
  decided: z.object({ outcome: z.enum(['accept', 'decline', 'defer']), by: z.string(), at: z.string(), until: z.string().optional() }).nullable(),
  contacts: z.array(z.object({ id: z.string(), role: z.string(), name: z.string() })).readonly(),
  sent: z
    .array(
      z.object({
        letter: z.string(),
        kind,
        to: z.object({ name: z.string(), role: z.string() }),
        how: z.enum(HOW),
        sha256: z.string(),
        decidedAt: z.string(),
        at: z.string(),
        by: z.object({ id: z.string(), name: z.string() }),
      }),
    )
    .readonly(),
  serverTime: z.string(),
})
