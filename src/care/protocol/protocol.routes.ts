import { z } from '@hono/zod-openapi'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { confirmationsModel, confirmationsOf, protocolStream } from './confirm.store.ts'
import { type Confirmations, decideConfirmation } from './confirm.ts'
import { withConfirmations } from './confirm.view.ts'
import { countNumbers } from './protocol.sentence.ts'
import type { ProtocolStore } from './protocol.store.ts'
import type { LoadedProtocol } from './protocol.ts'
import { confirmation, confirmOrder, loadedProtocol, protocolRef } from './protocol.wire.ts'

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

const summarised = ({ ref, protocol }: LoadedProtocol, held: Confirmations['held']): ProtocolSummary => {
  const { title, summary: says, offLabel, effective, approvedBy } = protocol
  return { ref, title, summary: says, offLabel, effective, approvedBy, ...countNumbers(withConfirmations(protocol, held)) }
}

const order = commandHead.and(confirmOrder).openapi({
  example: commandExample({ type: 'confirm', data: { number: 'dose.standard', hash: '0'.repeat(64) } }),
})

const id = z.string().openapi({ example: 'iv-ketamine-depression' })
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()
  .openapi({ description: 'A version by its hash, also one no longer in force; without it the one in force' })

const nobody = { code: 'no-such-protocol', message: 'There is no such protocol, or not in this version.' } as const

export const protocolRoutes = (protocols: ProtocolStore, journal: Journal) =>
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
      async (c) => {
        const all = protocols.current.map(async (one) => summarised(one, (await confirmationsOf(journal, c.var.clinic, one.ref.id)).held))
        return c.json({ protocols: await Promise.all(all) }, 200)
      },
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
        if (found?.ref.id !== asked) return c.json(nobody, 404)
        return c.json(found, 200)
      },
    )
    .openapi(
      route(
        { may: 'protocol.read', leaves: 'protocol.read', through: 'nothing', quiet: true },
        {
          method: 'get',
          path: '/protocols/{id}/confirmations',
          summary: 'What people of this clinic have confirmed of a protocol, by number',
          request: { params: z.object({ id }) },
          responses: {
            200: json(
              z.object({ held: z.record(z.string(), confirmation) }),
              'Each with the value and the version it was given for; another value is asked for again',
            ),
          },
        },
      ),
      async (c) => {
        const asked = c.req.valid('param').id
        if (!protocols.currentOf(asked)) return c.json(nobody, 404)
        return c.json({ held: (await confirmationsOf(journal, c.var.clinic, asked)).held }, 200)
      },
    )
    .openapi(
      route(
        { may: { commands: { confirm: 'protocol.confirm', withdraw: 'protocol.confirm' } }, leaves: 'protocol.confirmed', through: 'journal' },
        {
          method: 'post',
          path: '/protocols/{id}/commands',
          summary: 'Confirm a number of the version in force, or withdraw that with a reason',
          request: { params: z.object({ id }), body: { required: true, content: { 'application/json': { schema: order } } } },
          responses: done,
        },
      ),
      async (c) => {
        const { clinic, person, via } = c.var
        const loaded = protocols.currentOf(c.req.valid('param').id)
        if (!loaded) return c.json(nobody, 404)
        const { id: command, at, confirmed: _, ...wanted } = c.req.valid('json')
        const outcome = await journal.execute(
          { clinic, stream: protocolStream(loaded.ref.id), id: command.toLowerCase(), digest: { at, ...wanted }, by: person.by, via, at },
          confirmationsModel,
          (state) => decideConfirmation(state, loaded, wanted),
        )
        return answerCommand(c, outcome)
      },
    )
