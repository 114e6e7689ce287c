import { z } from '@hono/zod-openapi'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { lockSession, type Session, unlockSession } from '../../platform/auth/doors.store.ts'
import { countFailure, forgetFailures, lockedAnswer, lockedUntil } from '../../platform/auth/lockout.ts'
import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Visits } from './visits.routes.ts'

const state = z.object({ locked: z.boolean() })
const noScreen = { code: 'no-screen', message: 'A token has no screen to lock.' }

/**
 * A locked screen keeps its work and its session; the interface answers 423 until the same person gives the password.
 * With a passkey a person simply signs in again: that opens a new session, unlocked.
 */
export const lockRoutes = ({ auth, visits }: { auth: Auth; visits: Visits }) =>
  routes()
    .openapi(
      route(
        { may: 'signed-in', leaves: 'screen.locked', act: 'lock', through: 'nothing', beforeUnlock: true },
        { method: 'post', path: '/lock', summary: 'Lock this screen', responses: { 200: json(state, 'Locked') } },
      ),
      async (c) => {
        const visit = await visits.of(c.req.raw)
        if (visit.kind !== 'staff') return c.json(noScreen, 409)
        await lockSession(auth.database, visit.session.id, c.var.house.now())
        visits.forget(c.req.raw.headers)
        return c.json({ locked: true }, 200)
      },
    )
    .openapi(
      route(
        { may: 'signed-in', leaves: 'screen.unlocked', act: 'unlock', through: 'nothing', beforeUnlock: true },
        {
          method: 'post',
          path: '/unlock',
          summary: 'Unlock this screen with the password',
          request: {
            body: {
              ...json(z.object({ password: z.string().max(128) }), 'The password of the person who locked it', { password: 'four calm cedars stand' }),
              required: true,
            },
          },
          responses: { 200: json(state, 'Open') },
        },
      ),
      async (c) => {
        const visit = await visits.of(c.req.raw)
        if (visit.kind !== 'staff') return c.json(noScreen, 409)
        const wrong = visit.session.openedBy === 'demo' ? null : await wrongPassword(auth, visit.session, c.req.valid('json').password)
        if (wrong === 'wrong') return c.json({ code: 'wrong-password', message: 'That is not the password.' }, 403)
        if (wrong) return c.json(lockedAnswer(wrong), 429)
        await unlockSession(auth.database, visit.session.id, c.var.house.now())
        visits.forget(c.req.raw.headers)
        return c.json({ locked: false }, 200)
      },
    )

/** Null when it fits; else that it is wrong, or until when this account takes no password. A demonstration person has none. */
async function wrongPassword(auth: Auth, { user, email }: Session, password: string): Promise<null | 'wrong' | Date> {
  const before = await lockedUntil(auth.database, email)
  if (before) return before
  if (!(await auth.passwordFits(user, password))) return (await countFailure(auth.database, email)) ?? 'wrong'
  await forgetFailures(auth.database, email)
  return null
}
