import { z } from '@hono/zod-openapi'
import { addMinutes, instant } from '../../medicine/time.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { seatsOf, userInSeat } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { answerRefusal, commandExample, commandHead } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { LINK_HOURS, makeInvitation } from './invitation.store.ts'
import { onRoster } from './roster.store.ts'
import { staffMember } from './staff.store.ts'
import { invitationBody } from './staff.wire.ts'

const link = z.object({ link: z.string().openapi({ description: 'Path and fragment; shown once' }), until: z.string(), purpose: z.enum(['join', 'reset']) })
const made = { code: 'reused-id', message: 'This link was made already and shown once. Make a new one.' }
const elsewhere = { code: 'works-elsewhere', message: 'This person also works in another clinic, so only they can change their password.' }

/** The owner makes a link and hands it over; Waymark sends no mail. */
export const inviteRoutes = ({ database, journal, auth }: { database: Database; journal: Journal; auth: Auth }) =>
  routes().openapi(
    route(
      { may: 'staff.manage', leaves: 'staff.invited', through: 'journal' },
      {
        method: 'post',
        path: '/staff/{id}/invitation',
        summary: 'Make a single-use link with which a person sets a password',
        request: {
          params: z.object({ id: z.string().max(64) }),
          body: {
            ...json(commandHead.extend({ data: invitationBody }), 'What else it does', commandExample({ data: { forgetSecondFactors: true } })),
            required: true,
          },
        },
        responses: { 200: json(link, 'The link') },
      },
    ),
    async (c) => {
      const { id, at, data } = c.req.valid('json')
      const { clinic, person, via, house } = c.var
      const staff = c.req.valid('param').id
      const user = await userInSeat(auth.database, clinic, staff)
      if (user && (await seatsOf(auth.database, user)).length > 1) return c.json(elsewhere, 409)
      const purpose = user ? 'reset' : 'join'
      const until = addMinutes(instant(house.now().getTime()), LINK_HOURS * 60)
      const order = { type: 'invite', data: { staff, purpose, until } } as const
      const outcome = await onRoster(journal, { clinic, id, at, by: person.by, via }, order, { staff, data })
      if (outcome.kind !== 'done') return answerRefusal(c, outcome)
      if (outcome.repeated) return c.json(made, 409)
      const member = await database.as(clinic, (tx) => staffMember(tx, staff))
      const secret = await makeInvitation(auth.database, { clinic, staff, email: member?.email ?? '', purpose, forgets: data.forgetSecondFactors }, until)
      return c.json({ link: `/join#${secret}`, until, purpose } as const, 200)
    },
  )
