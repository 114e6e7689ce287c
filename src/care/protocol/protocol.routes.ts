import { z } from '@hono/zod-openapi'
import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { countNumbers } from './protocol.sentence.ts'
import type { ProtocolStore } from './protocol.store.ts'
import type { LoadedProtocol } from './protocol.ts'
import { loadedProtocol, protocolRef } from './protocol.wire.ts'

const summary = z.object({
  ref: protocolRef,
  title: z.string(),
  summary: z.string(),
  offLabel: z.boolean(),
  effective: z.string(),
  approvedBy: z.string().nullable(),
  numbers: z.number().int(),
  unconfirmed: z.number().int().openapi({ description: 'Numbers the medical director has still to confirm' }),
})
export type ProtocolSummary = z.infer<typeof summary>

const summarised = ({ ref, protocol }: LoadedProtocol): ProtocolSummary => {
  const { title, summary: says, offLabel, effective, approvedBy } = protocol
  return { ref, title, summary: says, offLabel, effective, approvedBy, ...countNumbers(protocol) }
}

const id = z.string().openapi({ example: 'iv-ketamine-depression' })
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()
  .openapi({ description: 'A version by its hash, also one no longer in force; without it the one in force' })

export const protocolRoutes = (protocols: ProtocolStore) =>
  routes()
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'protocols.listed', through: 'nothing', quiet: true },
        {
          method: 'get',
          path: '/protocols',
          summary: 'The protocols in force',
          responses: { 200: json(z.object({ protocols: z.array(summary) }), 'The protocols in force') },
        },
      ),
      (c) => c.json({ protocols: protocols.current.map(summarised) }, 200),
    )
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'protocol.read', quiet: true },
        {
          method: 'get',
          path: '/protocols/{id}',
          summary: 'A protocol, in force or of an earlier version',
          request: { params: z.object({ id }), query: z.object({ hash }) },
          responses: { 200: json(loadedProtocol, 'The document as data and as its author wrote it') },
        },
      ),
      async (c) => {
        const asked = c.req.valid('param').id
        const version = c.req.valid('query').hash
        const found = version ? await protocols.version(c.var.tx, c.var.clinic, { hash: version }) : protocols.currentOf(asked)
        if (found?.ref.id !== asked) return c.json({ code: 'no-such-protocol', message: 'There is no such protocol, or not in this version.' }, 404)
        return c.json(found, 200)
      },
    )
