import { z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { json } from '../http/answers.ts'
import type { Env } from '../http/env.ts'
import { routes } from '../http/http-app.ts'
import type { Right } from '../http/right.ts'
import { openRoute, route } from '../http/route.ts'
import type { Metrics } from './metrics.ts'
import type { Probe } from './probe.ts'
import type { Traffic } from './traffic.ts'

const state = z.object({ status: z.enum(['alive', 'ready', 'not-ready']), because: z.array(z.string()).readonly() })

/** For balancers and supervisors: they come by any name, hold no key, and learn nothing but yes or no. */
export const probeRoutes = ({ traffic, probe }: { readonly traffic: Traffic; readonly probe: Pick<Probe, 'unready'> }) =>
  routes()
    .openapi(
      openRoute('a supervisor asks before anybody signs in, and learns only that the process runs', {
        method: 'get',
        path: '/healthz',
        summary: 'Whether the process is alive; asks nothing else, not even the database',
        responses: { 200: json(state, 'Alive') },
      }),
      (c) => c.json({ status: 'alive' as const, because: [] }, 200),
    )
    .openapi(
      openRoute('a balancer asks before anybody signs in, and learns only whether to send work here', {
        method: 'get',
        path: '/readyz',
        summary: 'Whether it takes work: the database answers, is migrated, and nobody is closing it',
        responses: { 200: json(state, 'Ready'), 503: json(state, 'Not ready, and why') },
      }),
      async (c) => {
        const because = traffic.phase === 'open' ? await probe.unready() : ['closing']
        return because.length === 0 ? c.json({ status: 'ready' as const, because }, 200) : c.json({ status: 'not-ready' as const, because }, 503)
      },
    )

export type MetricsParts = {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>
  readonly right: Right
  /** Whether this request comes from this very machine, with nobody in between. */
  readonly fromHere: (c: Context<Env>) => boolean
}

/** The numbers: to this machine itself, and to whoever has the right. */
export const metricsRoutes = ({ metrics, right, fromHere }: MetricsParts) => {
  const described = route(
    { may: right, leaves: 'metrics.read', through: 'nothing', quiet: true },
    {
      method: 'get',
      path: '/metrics',
      summary: 'Numbers of this server for Prometheus; from this machine without a token',
      responses: { 200: { description: 'Prometheus text format', content: { 'text/plain': { schema: { type: 'string' } } } } },
    },
  )
  const guard = described.middleware
  const middleware: MiddlewareHandler<Env> = (c, next) => (fromHere(c) ? next() : guard(c, next))
  return routes().openapi({ ...described, middleware }, async (c) => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }) as never)
}
