import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { type Unavailable, unavailable } from '../db/unavailable.ts'
import type { Problem } from './answers.ts'
import type { Env } from './env.ts'
import { patternOf } from './pattern.ts'

/** Where faults go that nobody expected: the log. The request id ties the line to what the person was shown; the route is its pattern, without ids. */
export type Report = (fault: unknown, about: { requestId: string; method: string; route: string }) => void

/** The number stands in the sentence, because the sentence is what people read out on the telephone. */
const FAULT = 'Something went wrong here, and nothing was changed. Try again; if it stays so, report this number:'

/** While the database is away every request meets the same fault; one line in so many milliseconds tells it. */
const SAID_AGAIN_MS = 5_000

/** The one place where faults become answers. What went wrong inside stays inside. */
export const onError = (report: Report) => {
  let said = Number.NEGATIVE_INFINITY
  return (fault: Error, c: Context<Env>): Response => {
    const requestId = c.var.requestId
    if (fault instanceof HTTPException && fault.status < 500) return c.json(known(fault, requestId), fault.status)
    const away = unavailable(fault)
    const toldAlready = away && performance.now() - said < SAID_AGAIN_MS
    if (away && !toldAlready) said = performance.now()
    if (!toldAlready) report(fault, { requestId, method: c.req.method, route: patternOf(c) })
    if (away) return notNow(c, away)
    return c.json({ code: 'fault', message: `${FAULT} ${requestId}`, requestId }, 500)
  }
}

/** The database is not there for anybody; `seconds` from now it may be. */
export function notNow(c: Context<Env>, { kind, retryAfter, message }: Unavailable): Response {
  c.header('retry-after', String(retryAfter))
  return c.json({ code: `database-${kind}`, message, requestId: c.var.requestId }, 503)
}

function known(fault: HTTPException, requestId: string): Problem {
  if (fault.status === 413) return { code: 'too-large', message: 'That is more than this door takes at once.', requestId }
  if (fault.status === 415) return { code: 'bad-request', message: 'Please send JSON, not packed.', requestId }
  // The JSON reader's own words quote what it read; ours do not.
  const words = fault.status === 400 && (fault.message === '' || fault.cause || /JSON/.test(fault.message))
  return { code: 'bad-request', message: words ? 'The request does not read as JSON.' : fault.message, requestId }
}

/** A body or query that does not fit its schema: every issue with its place, never the value (it may be about a patient). */
export function onInvalid(result: { success: boolean; error?: z.ZodError }, c: Context): Response | undefined {
  if (result.success || !result.error) return undefined
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return c.json({ code: 'bad-request', message: 'Something in the request does not fit.', issues } satisfies Problem, 400)
}
