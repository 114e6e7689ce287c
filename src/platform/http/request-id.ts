import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

/** What a proxy in front may have numbered a request with; it goes into logs and the journal, so nothing else may be in it. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/

/** Each request has a number: the one it came with, when that is a plain one, or one of ours. It is answered back. */
export const numbered: MiddlewareHandler<Env> = (c, next) => {
  const given = c.req.header('x-request-id')
  const id = given && SANE.test(given) ? given : randomUUID()
  c.set('requestId', id)
  c.header('x-request-id', id)
  return next()
}
