import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { instant } from '../../medicine/time.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { seat } from '../../platform/auth/doors.store.ts'
import { forgetFailures } from '../../platform/auth/lockout.ts'
import type { Database } from '../../platform/db/database.ts'
import { json } from '../../platform/http/answers.ts'
import type { Env } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import { openRoute } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { enter } from './enter.routes.ts'
import { findInvitation, type Invitation, redeemInvitation } from './invitation.store.ts'
import { onRoster } from './roster.store.ts'
import type { SignInTrail } from './sign-in-trail.store.ts'
import { type StaffRow, staffMember } from './staff.store.ts'
import { acceptBody, linkSecret } from './staff.wire.ts'
import type { Visits } from './visits.routes.ts'

export type JoinParts = { readonly database: Database; readonly journal: Journal; readonly auth: Auth; readonly visits: Visits; readonly trail: SignInTrail }
type Invited = { readonly invitation: Invitation; readonly member: StaffRow; readonly clinicName: string }

const over = { code: 'link-over', message: 'This link was used already or has run out. Ask the owner for a new one.' }
const forWhom = z.object({ clinic: z.string(), name: z.string(), email: z.string(), purpose: z.enum(['join', 'reset']) })

/** The other end of a link: see what it is for, set the password, come in. */
export const joinRoutes = (parts: JoinParts) =>
  routes()
    .openapi(
      openRoute('the link is the key, and nobody is signed in yet', {
        method: 'post',
        path: '/invitations/open',
        summary: 'What a link is for',
        request: { body: { ...json(linkSecret, 'The secret from the link', { secret: 'what-stands-behind-the-hash-of-the-link' }), required: true } },
        responses: { 200: json(forWhom, 'For whom it is') },
      }),
      async (c) => {
        const invited = await lookUp(parts, c.req.valid('json').secret)
        if (!invited) return c.json(over, 404)
        const { invitation, member, clinicName } = invited
        return c.json({ clinic: clinicName, name: member.name, email: invitation.email, purpose: invitation.purpose }, 200)
      },
    )
    .openapi(
      openRoute('the link is the key, and nobody is signed in yet', {
        method: 'post',
        path: '/invitations/accept',
        summary: 'Set the password a link is for, and come in',
        request: {
          body: {
            ...json(acceptBody, 'The secret and the password', { secret: 'what-stands-behind-the-hash-of-the-link', password: 'four calm cedars stand' }),
            required: true,
          },
        },
        responses: { 200: json(z.object({ signedIn: z.boolean() }), 'Signed in; or false: sign in now, with the second factor') },
      }),
      async (c) => {
        const { secret, password } = c.req.valid('json')
        const invited = await lookUp(parts, secret)
        if (!invited) return c.json(over, 404)
        const known = await parts.auth.userByEmail(invited.invitation.email)
        if (known && invited.invitation.purpose === 'join' && !(await parts.auth.passwordFits(known, password))) return c.json(notTheirs, 403)
        if (!(await redeemInvitation(parts.auth.database, secret))) return c.json(over, 404)
        await forgetFailures(parts.auth.database, invited.invitation.email)
        const signedIn =
          invited.invitation.purpose === 'join' ? await join(c, parts, invited, known, password) : await reset(c, parts, invited, known, password)
        return c.json({ signedIn }, 200)
      },
    )

/** Somebody who signs in to another clinic already keeps that password, and shows that they know it. */
const notTheirs = { code: 'wrong-password', message: 'This address signs in to Waymark already. Give the password it has.' }

async function lookUp({ auth, database }: JoinParts, secret: string): Promise<Invited | null> {
  const invitation = await findInvitation(auth.database, secret)
  if (!invitation) return null
  return database.as(invitation.clinic, async (tx) => {
    const member = await staffMember(tx, invitation.staff)
    const [clinic] = await tx.sql<{ name: string }>`select name from clinic`
    return member?.active && clinic ? { invitation, member, clinicName: clinic.name } : null
  })
}

async function join(
  c: Context<Env>,
  { auth, journal, visits, trail }: JoinParts,
  { invitation, member }: Invited,
  known: string | null,
  password: string,
): Promise<boolean> {
  const { clinic, staff, email } = invitation
  const user = known ?? (await auth.addUser({ email, name: member.name, password }))
  await seat(auth.database, user, clinic, staff)
  const by = { kind: 'staff', id: staff, name: member.name, roles: member.roles } as const
  const at = instant(c.var.house.now().getTime())
  await onRoster(journal, { clinic, id: uuid7(), at, by, via: { request: c.var.requestId } }, { type: 'join', data: { staff, user } })
  visits.forgetAll()
  if (known) return false
  await enter(c, auth, trail, user, 'link')
  return true
}

/** A new password ends every session. Whoever keeps a second factor signs in with it; the link alone is not enough. */
async function reset(c: Context<Env>, { auth, visits, trail }: JoinParts, { invitation }: Invited, known: string | null, password: string): Promise<boolean> {
  if (!known) return false
  await auth.setPassword(known, password)
  if (invitation.forgets) await auth.forgetSecondFactors(known)
  await auth.signOutEverywhere(known)
  visits.forgetAll()
  if (await auth.hasSecondFactor(known)) return false
  await enter(c, auth, trail, known, 'link')
  return true
}
