import { z } from '@hono/zod-openapi'
import { instant } from '../../medicine/time.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { moveSession, seatsOf } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { unseenGrants } from './chart-door.store.ts'
import { rightsOf } from './rights.ts'
import type { Visits } from './visits.routes.ts'

export type MeParts = { readonly database: Database; readonly auth: Auth; readonly visits: Visits }

const clinicBody = z.object({ id: z.string(), name: z.string(), zone: z.string(), demo: z.boolean() })
const me = z.object({
  clinic: clinicBody,
  staff: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()).readonly() }),
  rights: z.array(z.string()),
  locked: z.boolean(),
  idleMinutes: z.number().nullable().openapi({ description: 'Null for a token, which has no screen' }),
  secondFactor: z.object({ has: z.boolean(), neededBy: z.string().nullable(), state: z.enum(['fine', 'asked', 'missing', 'unconfirmed']) }).nullable(),
  notices: z.number().int().openapi({ description: 'Charts opened by break-glass that the owner has not yet seen' }),
  serverTime: z.string(),
})

export const meRoutes = ({ database, auth, visits }: MeParts) =>
  routes()
    .openapi(
      route(
        { may: 'signed-in', leaves: 'me.read', through: 'nothing', beforeUnlock: true, quiet: true },
        { method: 'get', path: '/me', summary: 'Who is signed in, in which clinic, with which rights', responses: { 200: json(me, 'You') } },
      ),
      async (c) => {
        const visit = await visits.of(c.req.raw)
        if (visit.kind !== 'staff' && visit.kind !== 'token') return c.json({ code: 'sign-in', message: 'Please sign in.' }, 401)
        const { person, clinic } = visit
        const own = visit.kind === 'staff' ? visit : null
        const told = own && !own.locked && person.rights.has('audit.read')
        const notices = told ? (await database.as(clinic.id, (tx) => unseenGrants(tx))).length : 0
        return c.json(
          {
            clinic: { ...clinic },
            staff: { id: person.by.id, name: person.by.name, roles: person.roles },
            rights: own ? rightsOf(person.roles) : [...person.rights],
            locked: own?.locked ?? false,
            idleMinutes: own?.rules.idleMinutes ?? null,
            secondFactor: own?.second ?? null,
            notices,
            serverTime: instant(c.var.house.now().getTime()),
          },
          200,
        )
      },
    )
    .openapi(
      route(
        { may: 'signed-in', leaves: 'clinics.listed', through: 'nothing', quiet: true },
        {
          method: 'get',
          path: '/me/clinics',
          summary: 'The clinics you work in',
          responses: { 200: json(z.object({ clinics: z.array(clinicBody) }), 'Clinics') },
        },
      ),
      async (c) => {
        const visit = await visits.of(c.req.raw)
        const seats = visit.kind === 'staff' ? await seatsOf(auth.database, visit.session.user) : []
        const read = ({ clinic }: { clinic: string }) =>
          database.as(clinic, (tx) => tx.sql<z.infer<typeof clinicBody>>`select id, name, zone, demo from clinic`)
        return c.json({ clinics: (await Promise.all(seats.map(read))).flat() }, 200)
      },
    )
    .openapi(
      route(
        { may: 'signed-in', leaves: 'clinic.entered', through: 'nothing' },
        {
          method: 'post',
          path: '/me/clinic',
          summary: 'Go on in another clinic you work in',
          request: { body: { ...json(z.object({ clinic: z.uuid() }), 'Which', { clinic: '019ab0c4-7d3e-7000-8000-00000000000c' }), required: true } },
          responses: { 200: json(z.object({ clinic: z.string() }), 'You are there') },
        },
      ),
      async (c) => {
        const { clinic } = c.req.valid('json')
        const visit = await visits.of(c.req.raw)
        const moved = visit.kind === 'staff' ? await moveSession(auth.database, visit.session.id, clinic) : []
        if (moved.length === 0) return c.json({ code: 'not-there', message: 'You do not work in that clinic.' }, 403)
        visits.forget(c.req.raw.headers)
        return c.json({ clinic }, 200)
      },
    )
