import { z } from '@hono/zod-openapi'
import { addMinutes, instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, answerRefusal, commandExample, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { onRoster } from './roster.store.ts'
import { tokenList } from './staff.store.ts'
import { newToken } from './staff.wire.ts'
import { freshToken } from './token.store.ts'
import type { Visits } from './visits.routes.ts'

const shown = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  rights: z.array(z.string()).nullable(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})
const made = { code: 'reused-id', message: 'This token was made already and shown once. Make a new one.' }

export const tokenRoutes = ({ journal, visits }: { journal: Journal; visits: Visits }) =>
  routes()
    .openapi(
      route(
        { may: 'token.manage', leaves: 'tokens.listed', quiet: true },
        {
          method: 'get',
          path: '/tokens',
          summary: 'Tokens of scripts and devices',
          responses: { 200: json(z.object({ tokens: z.array(shown) }), 'Newest first') },
        },
      ),
      async (c) => {
        const rows = await tokenList(c.var.tx)
        const tokens = rows.map(({ issued_at, issued_by, expires_at, revoked_at, used_at, ...row }) => ({
          ...row,
          issuedAt: issued_at,
          issuedBy: issued_by,
          expiresAt: expires_at,
          revokedAt: revoked_at,
          lastUsedAt: used_at,
        }))
        return c.json({ tokens }, 200)
      },
    )
    .openapi(
      route(
        { may: 'token.manage', leaves: 'token.issued', through: 'journal' },
        {
          method: 'post',
          path: '/tokens',
          summary: 'Make a token; its text is answered once and kept nowhere',
          request: {
            body: {
              ...json(
                commandHead.extend({ data: newToken }),
                'What it is for',
                commandExample({ data: { name: 'Wall board', roles: ['front-desk'], days: 90 } }),
              ),
              required: true,
            },
          },
          responses: { 200: json(z.object({ id: z.string(), token: z.string().openapi({ example: 'wm_…' }), expiresAt: z.string() }), 'The token') },
        },
      ),
      async (c) => {
        const { id, at, data } = c.req.valid('json')
        const { clinic, person, via } = c.var
        const { text, hash } = freshToken(clinic)
        const { days, rights, ...rest } = data
        const expiresAt = addMinutes(at, days * 24 * 60)
        const order = { type: 'issue-token', data: { token: id, ...rest, ...(rights ? { rights } : {}), hash, expiresAt } } as const
        const outcome = await onRoster(journal, { clinic, id, at, by: person.by, via }, order, data)
        if (outcome.kind !== 'done') return answerRefusal(c, outcome)
        if (outcome.repeated) return c.json(made, 409)
        return c.json({ id, token: text, expiresAt }, 200)
      },
    )
    .openapi(
      route(
        { may: 'token.manage', leaves: 'token.revoked', through: 'journal' },
        { method: 'delete', path: '/tokens/{id}', summary: 'Revoke a token', request: { params: z.object({ id: z.string().max(64) }) }, responses: done },
      ),
      async (c) => {
        const { clinic, person, via, house } = c.var
        const order = { type: 'revoke-token', data: { token: c.req.valid('param').id, reason: 'revoked by hand' } } as const
        const at = instant(house.now().getTime())
        const outcome = await onRoster(journal, { clinic, id: uuid7(), at, by: person.by, via }, order)
        visits.forgetAll()
        return answerCommand(c, outcome)
      },
    )
