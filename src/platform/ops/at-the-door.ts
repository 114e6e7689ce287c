import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../http/env.ts'
import { patternOf } from '../http/pattern.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Traffic } from './traffic.ts'

export type DoorParts = { readonly traffic: Traffic; readonly metrics: Pick<Metrics, 'request'>; readonly log: Pick<Log, 'info' | 'debug'> }

/** Asked many times a minute by machines that only want to know whether we live. */
export const PROBES = new Set(['/healthz', '/readyz', '/metrics'])
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Outermost of all: counts, times and notes each request, and turns new ones away when the house closes. */
export const atTheDoor =
  ({ traffic, metrics, log }: DoorParts): MiddlewareHandler<Env> =>
  async (c, next) => {
    if (traffic.phase === 'closing' && !PROBES.has(c.req.path)) return closing(c)
    const began = performance.now()
    const leave = traffic.enter()
    try {
      await next()
    } finally {
      leave()
    }
    // Whoever asks again does so on a new connection, and a balancer sends that elsewhere.
    if (traffic.phase !== 'open') c.header('connection', 'close')
    const about = { method: METHODS.has(c.req.method) ? c.req.method : 'other', route: patternOf(c), status: c.res.status }
    const ms = performance.now() - began
    metrics.request({ ...about, seconds: ms / 1000 })
    log[quiet(about) ? 'debug' : 'info']('request', { requestId: c.var.requestId, ...about, ms: Math.round(ms * 10) / 10 })
  }

function closing(c: Context<Env>): Response {
  c.header('retry-after', '2')
  c.header('connection', 'close')
  return c.json({ code: 'closing', message: 'Waymark is closing and took nothing in. Try again in a moment.', requestId: c.var.requestId }, 503)
}

const quiet = ({ route, status }: { route: string; status: number }): boolean =>
  status < 500 && (PROBES.has(route) || route === '/assets/*' || route === 'page')
