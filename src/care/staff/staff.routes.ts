import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandExample, commandHead, done } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import type { Right as StaffRight } from './rights.ts'
import { onRoster } from './roster.store.ts'
import { doorRules, staffList } from './staff.store.ts'
import type { StaffOrder } from './staff.types.ts'
import { doorRulesBody, newPerson, personCommand } from './staff.wire.ts'
import type { Visits } from './visits.routes.ts'

declare module '../../platform/http/right.ts' {
  interface Rights extends Record<StaffRight, true> {}
}

export type StaffParts = { readonly journal: Journal; readonly auth: Auth; readonly visits: Visits }
type Head = z.output<typeof commandHead>

const idInPath = z.object({ id: z.string().max(64) })
const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.string()),
  active: z.boolean(),
  invitedAt: z.string().nullable(),
  joinedAt: z.string().nullable(),
})

export const staffRoutes = ({ journal, auth, visits }: StaffParts) => {
  async function carryOut(c: Context<Env>, { id, at }: Head, order: StaffOrder) {
    const outcome = await onRoster(journal, { clinic: c.var.clinic, id, at, by: c.var.person.by, via: c.var.via }, order)
    visits.forgetAll()
    return answerCommand(c, outcome)
  }

  return routes()
    .openapi(
      route(
        { may: 'staff.see', leaves: 'staff.listed', quiet: true },
        {
          method: 'get',
          path: '/staff',
          summary: 'Who works here, and how the doors close',
          responses: { 200: json(z.object({ people: z.array(person), rules: doorRulesBody }), 'People, active first') },
        },
      ),
      async (c) => {
        const [rows, rules] = [await staffList(c.var.tx), await doorRules(c.var.tx)]
        const people = rows.map(({ id, name, email, roles, active, invited_at, joined_at }) => ({
          id,
          name,
          email: c.var.person.rights.has('staff.manage') ? email : null,
          roles,
          active,
          invitedAt: invited_at,
          joinedAt: joined_at,
        }))
        return c.json({ people, rules: { ...rules } }, 200)
      },
    )
    .openapi(
      route(
        { may: 'staff.manage', leaves: 'staff.added', through: 'journal' },
        {
          method: 'post',
          path: '/staff',
          summary: 'Add a person; the id of the command becomes the id of the person',
          request: {
            body: {
              ...json(
                commandHead.extend({ data: newPerson }),
                'Name, e-mail, roles',
                commandExample({ data: { name: 'Kim Lee', email: 'kim@larch.example', roles: ['nurse'] } }),
              ),
              required: true,
            },
          },
          responses: done,
        },
      ),
      (c) => {
        const { data, ...head } = c.req.valid('json')
        const { email, ...rest } = data
        return carryOut(c, head, { type: 'add', data: { staff: head.id, ...rest, ...(email ? { email } : {}) } })
      },
    )
    .openapi(
      route(
        { may: 'staff.manage', leaves: 'staff.changed', through: 'journal' },
        {
          method: 'post',
          path: '/staff/{id}/commands',
          summary: 'Correct a name, change roles, let somebody go or take them back',
          request: {
            params: idInPath,
            body: {
              ...json(
                commandHead.and(personCommand),
                'One command',
                commandExample({ type: 'change-roles', data: { roles: ['nurse', 'front-desk'], reason: 'Covers the desk on Fridays' } }),
              ),
              required: true,
            },
          },
          responses: done,
        },
      ),
      async (c) => {
        const { id, at, ...command } = c.req.valid('json')
        const { id: staff } = c.req.valid('param')
        const answer = await carryOut(c, { id, at }, { type: command.type, data: { staff, ...command.data } } as StaffOrder)
        if (command.type === 'deactivate' && answer.status === 200) await leave(auth, c.var.clinic, staff)
        return answer
      },
    )
    .openapi(
      route(
        { may: 'clinic.settings', leaves: 'door-rules.set', through: 'journal' },
        {
          method: 'post',
          path: '/door-rules',
          summary: 'Minutes until an idle screen locks, days until a second factor is needed',
          request: {
            body: {
              ...json(commandHead.extend({ data: doorRulesBody }), 'The rules', commandExample({ data: { idleMinutes: 10, secondFactorAfterDays: 7 } })),
              required: true,
            },
          },
          responses: done,
        },
      ),
      (c) => {
        const { data, ...head } = c.req.valid('json')
        return carryOut(c, head, { type: 'set-door-rules', data })
      },
    )
}

/** Whoever was let go is out of this clinic at once: sessions in it end. */
async function leave(auth: Auth, clinic: string, staff: string): Promise<void> {
  await auth.database.sql`
    delete from auth.session where id in (select session from auth.door where clinic = ${clinic})
      and "userId" in (select user_id from auth.seat where clinic = ${clinic} and staff = ${staff})`
}
