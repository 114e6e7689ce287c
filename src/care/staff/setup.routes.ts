import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor, Role, Via } from '../../medicine/record.ts'
import { instant } from '../../medicine/time.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { seat } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { enter } from './enter.routes.ts'
import { onRoster } from './roster.store.ts'
import { clinicFounded, demoClinic } from './setup.store.ts'
import type { SignInTrail } from './sign-in-trail.store.ts'
import { setupBody } from './staff.wire.ts'

export type Founding = { readonly id: string; readonly name: string; readonly zone: string; readonly demo: boolean }
export type SetupParts = {
  readonly database: Database
  readonly auth: Auth
  readonly journal: Journal
  readonly trail: SignInTrail
  /** Writes the clinic itself: its row and its first facts. Handed over by the app from the clinic's own capability. */
  found(clinic: Founding, by: Actor, via: Via): Promise<void>
}

const here = z.object({
  needed: z.boolean().openapi({ description: 'Nobody has a clinic here yet; the first may be created' }),
  demo: z.boolean().openapi({ description: 'The demonstration clinic is open' }),
  passkeys: z.boolean().openapi({ description: 'This address can use passkeys; an IP address cannot, localhost can' }),
})

export const setupRoutes = (parts: SetupParts) => {
  let founding: Promise<unknown> = Promise.resolve()
  return routes()
    .openapi(
      openRoute('it tells a fresh installation from a running one, and nothing else', {
        method: 'get',
        path: '/setup',
        summary: 'What there is to begin with',
        responses: { 200: json(here, 'What is here') },
      }),
      async (c) => {
        const passkeys = !/^(\d+\.){3}\d+$|^\[/.test(new URL(c.req.url).hostname)
        return c.json({ needed: !(await clinicFounded(parts.database)), demo: (await demoClinic(parts.database)) !== null, passkeys }, 200)
      },
    )
    .openapi(
      openRoute('there is nobody yet who could sign in; it closes for good with the first clinic', {
        method: 'post',
        path: '/setup/clinic',
        summary: 'Create the first clinic and its owner, and sign in',
        request: {
          body: {
            ...json(setupBody, 'The clinic and its owner', {
              clinicName: 'Larch Street Clinic',
              zone: 'America/New_York',
              ownerName: 'Olive Marsh',
              email: 'olive@larch.example',
              password: 'four calm cedars stand',
              alsoPhysician: true,
            }),
            required: true,
          },
        },
        responses: { 200: json(z.object({ clinic: z.string(), staff: z.string() }), 'Created') },
      }),
      (c) => {
        // One after the other: two people who press the button together found one clinic.
        const mine = founding.then(() => foundClinic(c, parts, c.req.valid('json')))
        founding = mine.catch(() => {})
        return mine
      },
    )
}

async function foundClinic(c: Context<Env>, { database, auth, journal, trail, found }: SetupParts, wish: z.output<typeof setupBody>) {
  if (await clinicFounded(database)) return c.json({ code: 'clinic-exists', message: 'This Waymark has its clinic already. Ask its owner for a link.' }, 409)
  const [clinic, staff] = [uuid7(), uuid7()]
  const roles: Role[] = wish.alsoPhysician ? ['owner', 'physician'] : ['owner']
  const by: Actor = { kind: 'staff', id: staff, name: wish.ownerName, roles }
  const via = { request: c.var.requestId }
  const at = instant(c.var.house.now().getTime())
  await found({ id: clinic, name: wish.clinicName, zone: wish.zone, demo: false }, by, via)
  const user = await account(auth, wish)
  const command = () => ({ clinic, id: uuid7(), at, by, via })
  await onRoster(journal, command(), { type: 'add', data: { staff, name: wish.ownerName, email: wish.email, roles } })
  await onRoster(journal, command(), { type: 'join', data: { staff, user } })
  await seat(auth.database, user, clinic, staff)
  await enter(c, auth, trail, user, 'link')
  return c.json({ clinic, staff }, 200)
}

/** After a setup that was cut off the account may be there already; nobody can have used it. */
async function account(auth: Auth, { email, password, ownerName }: z.output<typeof setupBody>): Promise<string> {
  const known = await auth.userByEmail(email)
  if (!known) return auth.addUser({ email, password, name: ownerName })
  await auth.setPassword(known, password)
  return known
}
