import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Fact, Reason, Recorded } from '../../medicine/record.ts'
import { type Instant, parseInstant } from '../../medicine/time.ts'
import { json } from './answers.ts'
import type { Env } from './env.ts'

/** A moment on the wire: any ISO 8601 text with a zone, brought to the one form. */
const instantSchema = z
  .string()
  .transform((text, context): Instant => {
    const at = parseInstant(text)
    if (at) return at
    context.addIssue({ code: 'custom', message: 'not a moment with a zone, such as 2026-11-24T14:05:00.000Z' })
    return z.NEVER
  })
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-24T14:05:00.000Z' })

/** The part every command body has. A capability extends it with its own `type` and `data`. */
export const commandHead = z.object({
  id: z.uuid().toLowerCase().openapi({ description: 'Made by the sender; the same id twice has one effect and the same answer' }),
  at: instantSchema,
  confirmed: z.array(z.string()).optional().openapi({ description: 'Codes of the questions answered with "yes, really"' }),
})

/** A command as it looks on the wire, for the description of the interface. */
export const commandExample = <const T extends object>(rest: T) => ({ id: '019ab0c4-7d3e-7000-8000-000000000001', at: '2026-11-24T14:05:00.000Z', ...rest })

/** A fact as the journal keeps it, as it crosses HTTP. */
export const factSchema = z
  .object({
    id: z.string(),
    seq: z.number().int(),
    type: z.string(),
    version: z.number().int(),
    data: z.unknown(),
    at: z.string(),
    recordedAt: z.string(),
    by: z.object({ kind: z.string(), id: z.string(), name: z.string(), roles: z.array(z.string()).readonly() }),
    via: z.object({ device: z.string().optional(), request: z.string().optional(), clock: z.enum(['unknown', 'changed']).optional() }),
    corrects: z.string().optional(),
  })
  .openapi('Fact')

/** What a command route answers when it was carried out; the refusals are in `refusals`. */
export const done = {
  200: json(z.object({ facts: z.array(factSchema).readonly(), seq: z.number().int() }), 'Carried out: the new facts and the last number of the stream'),
}

/** What the journal answers to a command, as far as HTTP needs it. */
export type Outcome =
  | { readonly kind: 'done'; readonly events: readonly Recorded<Fact>[]; readonly seq: number }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'ask'; readonly questions: readonly Reason[] }
  | { readonly kind: 'reused-id' }

/** One answer for every command of every capability. */
export const answerCommand = (c: Context<Env>, outcome: Outcome) =>
  outcome.kind === 'done' ? c.json({ facts: outcome.events, seq: outcome.seq }, 200) : answerRefusal(c, outcome)

/** The answer to a command that was not carried out, for routes that answer something of their own when it was. */
export function answerRefusal(c: Context<Env>, outcome: Exclude<Outcome, { kind: 'done' }>) {
  switch (outcome.kind) {
    case 'refused':
      c.var.about.reason = outcome.because.map(({ code }) => code).join(', ')
      return c.json({ code: 'refused', message: said(outcome.because), because: outcome.because }, 422)
    case 'ask':
      return c.json({ code: 'ask', message: said(outcome.questions), questions: outcome.questions }, 409)
    case 'reused-id':
      return c.json({ code: 'reused-id', message: 'This id was used for another command. Send it again with a new id.' }, 409)
    default:
      return outcome satisfies never
  }
}

const said = (reasons: readonly Reason[]) => reasons.map(({ message }) => message).join(' ')
