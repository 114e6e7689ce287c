import { z } from '@hono/zod-openapi'

const reasonSchema = z.object({ code: z.string(), message: z.string(), field: z.string().optional() })

/** Every answer that is not a success has this shape; `message` is for the person in front of the screen. */
const problemSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    because: z.array(reasonSchema).readonly().optional(),
    questions: z.array(reasonSchema).readonly().optional(),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .readonly()
      .optional(),
    right: z.string().optional(),
    until: z.string().optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem')
export type Problem = z.input<typeof problemSchema>

/** A JSON body with its schema and, for a request, an example that fits it. */
export const json = <S extends z.ZodType>(schema: S, description: string, example?: z.input<S>) => ({
  content: { 'application/json': example === undefined ? { schema } : { schema, example } },
  description,
})

const problem = (description: string) => json(problemSchema, description)

/** What any guarded route may answer besides its own. */
export const refusals = {
  400: problem('The request does not read'),
  401: problem('Nobody is signed in'),
  403: problem('The person may not, or the request came from another site'),
  404: problem('There is no such thing'),
  409: problem('It no longer fits what is there, or a question must be answered first'),
  413: problem('The body is too large'),
  422: problem('Refused, with the reasons'),
  423: problem('The screen is locked'),
  429: problem('Too many attempts'),
  500: problem('A fault here; nothing was changed by it'),
  503: problem('The database is not there at this moment, or does not answer in time. `Retry-After` says when to try again; the same id is safe to send again'),
} as const
