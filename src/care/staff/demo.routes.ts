import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { seat, userInSeat } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute } from '../../platform/http/route.ts'
import { enter } from './enter.routes.ts'
import { clinicFounded, demoClinic } from './setup.store.ts'
import type { SignInTrail } from './sign-in-trail.store.ts'
import { type StaffRow, staffList, staffMember } from './staff.store.ts'
import type { Visits } from './visits.routes.ts'

export type DemoParts = {
  readonly database: Database
  readonly auth: Auth
  readonly trail: SignInTrail
  readonly visits: Visits
  readonly demo: {
    /** Makes the demonstration clinic, or finds it when it is there. */
    open(): Promise<void>
    /** Puts its day back to the beginning. */
    reset(): Promise<void>
    /** The one to enter; the newest in the database when the app does not say. */
    clinic?(): Promise<{ readonly id: string; readonly name: string } | null>
  }
}

const people = z.object({ clinic: z.string(), people: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })) })
const signInFirst = { code: 'sign-in', message: 'There is a clinic here. Sign in to it first, then open the demonstration.' }
const none = { code: 'no-demo', message: 'The demonstration clinic is not open here.' }

/** The demonstration clinic holds nobody's data, so it needs no password; none of this reaches a real clinic. */
export const demoRoutes = ({ database, auth, trail, visits, demo }: DemoParts) => {
  const clinicNow = () => demo.clinic?.() ?? demoClinic(database)
  const peopleNow = async () => peopleOf(database, await clinicNow())
  /** Beside a real clinic a stranger may not set this machine to work: telling a day takes it some seconds. */
  const mayBegin = async (c: Context<Env>) => !(await clinicFounded(database)) || (await visits.of(c.req.raw)).kind === 'staff'
  return routes()
    .openapi(
      openRoute('the demonstration clinic holds nobody’s data', {
        method: 'post',
        path: '/setup/demo',
        summary: 'Open the demonstration clinic; answers its people',
        responses: { 200: json(people, 'Whom you can be') },
      }),
      async (c) => {
        if (!(await mayBegin(c))) return c.json(signInFirst, 403)
        await demo.open()
        return c.json(await peopleNow(), 200)
      },
    )
    .openapi(
      openRoute('the demonstration clinic holds nobody’s data', {
        method: 'get',
        path: '/demo/people',
        summary: 'The people of the demonstration clinic; none when it is not open',
        responses: { 200: json(people, 'Whom you can be') },
      }),
      async (c) => c.json(await peopleNow(), 200),
    )
    .openapi(
      openRoute('the demonstration clinic holds nobody’s data', {
        method: 'post',
        path: '/demo/enter',
        summary: 'Sign in as a demonstration person',
        request: { body: { ...json(z.object({ staff: z.string().max(64) }), 'Who', { staff: '019ab0c4-7d3e-7000-8000-00000000000b' }), required: true } },
        responses: { 200: json(z.object({ staff: z.string() }), 'You are them') },
      }),
      async (c) => {
        const clinic = await clinicNow()
        if (!clinic) return c.json(none, 404)
        const member = await database.as(clinic.id, (tx) => staffMember(tx, c.req.valid('json').staff))
        if (!member?.active) return c.json({ code: 'no-such-person', message: 'There is no such demonstration person.' }, 404)
        await enter(c, auth, trail, await accountOf(auth, clinic.id, member), 'demo')
        return c.json({ staff: member.id }, 200)
      },
    )
    .openapi(
      openRoute('the demonstration clinic holds nobody’s data', {
        method: 'post',
        path: '/demo/reset',
        summary: 'Put the demonstration day back to its beginning',
        responses: { 200: json(people, 'Whom you can be') },
      }),
      async (c) => {
        if (!(await clinicNow())) return c.json(none, 404)
        if (!(await mayBegin(c))) return c.json(signInFirst, 403)
        await demo.reset()
        visits.forgetAll()
        return c.json(await peopleNow(), 200)
      },
    )
}

async function peopleOf(database: Database, clinic: { readonly id: string; readonly name: string } | null) {
  if (!clinic) return { clinic: '', people: [] }
  const rows = await database.as(clinic.id, staffList)
  return { clinic: clinic.name, people: rows.filter(({ active }) => active).map(({ id, name, roles }) => ({ id, name, roles })) }
}

/** An account without a password: nobody can sign in to it from outside. */
async function accountOf(auth: Auth, clinic: string, member: StaffRow): Promise<string> {
  const known = await userInSeat(auth.database, clinic, member.id)
  if (known) return known
  const email = `${member.id}@demonstration.invalid`
  const user = (await auth.userByEmail(email)) ?? (await auth.addUser({ email, name: member.name }))
  await seat(auth.database, user, clinic, member.id)
  return user
}
