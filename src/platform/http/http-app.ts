import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Env, House } from './env.ts'
import { onError, onInvalid, type Report } from './errors.ts'
import { headersAfter, headersBefore } from './headers.ts'
import { sameSite } from './origin.ts'
import { readable, unread } from './readable.ts'
import { numbered } from './request-id.ts'

/** An empty set of routes; each capability makes one and `httpApp` takes them in. */
export const routes = (): OpenAPIHono<Env> => new OpenAPIHono<Env>({ defaultHook: onInvalid })

export type HttpOptions = {
  readonly house: House
  /** Addresses Waymark answers under besides this machine's own, such as `https://clinic.example`. */
  readonly origins?: readonly string[]
  readonly report: Report
  readonly maxBody?: number
  /** Routes that take a file as it streams in and count it themselves: not read here, and not limited to `maxBody`. */
  readonly uploads?: RegExp
  /** Outermost of all but the number of the request: counts, times, and turns away when the house closes. */
  readonly door?: MiddlewareHandler<Env>
  /** Answered under any name, before anything is asked: for balancers and supervisors. */
  readonly probes?: OpenAPIHono<Env>
}

const MEBIBYTE = 1024 * 1024

/**
 * Keeps large bodies out. One that says its length is believed, for HTTP cuts it off there; only one that does not is
 * counted as it comes, which costs every other request a stream.
 */
function small(most: number): MiddlewareHandler<Env> {
  const tooLarge = () => Promise.reject(new HTTPException(413))
  const counted = bodyLimit({ maxSize: most, onError: tooLarge })
  return (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding')) return counted(c, next)
    return Number(length) <= most ? next() : tooLarge()
  }
}

const always =
  (name: string, value: string): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.header(name, value)
    await next()
    if (!c.res.headers.has(name)) c.header(name, value)
  }

/** The outermost door: request id, headers, other sites kept out, size limit, faults. Routes are mounted on it under `/api`. */
export function httpApp({ house, origins = [], report, maxBody = MEBIBYTE, uploads, door, probes }: HttpOptions): OpenAPIHono<Env> {
  const app = routes()
  app.use(numbered)
  if (door) app.use(door)
  app.use((c, next) => {
    c.set('house', house)
    return next()
  })
  app.use(headersBefore)
  // Plain http on this machine must stay reachable; whoever puts TLS in front says so with https origins alone.
  if (origins.length > 0 && origins.every((origin) => origin.startsWith('https://'))) app.use(always('strict-transport-security', 'max-age=31536000'))
  if (probes) app.route('/', probes)
  app.use('/api/*', (c, next) => {
    c.header('cache-control', 'no-store')
    return next()
  })
  app.use('/api/auth/*', headersAfter, async (c, next) => {
    await next()
    c.header('x-request-id', c.var.requestId)
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  app.use(sameSite(origins))
  const streamed = (c: Context<Env>) => c.req.method === 'POST' && (uploads?.test(c.req.path) ?? false)
  const limit = small(maxBody)
  app.use(
    '/api/*',
    (c, next) => (streamed(c) ? next() : limit(c, next)),
    (c, next) => (streamed(c) ? unread(c, next) : readable(c, next)),
  )
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', bearerFormat: 'wm_…' })
  app.openAPIRegistry.registerComponent('securitySchemes', 'cookie', { type: 'apiKey', in: 'cookie', name: 'waymark.session_token' })
  app.onError(onError(report))
  app.notFound((c) => c.json({ code: 'no-such-page', message: 'There is nothing at this address.' }, 404))
  return app
}
