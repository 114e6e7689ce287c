import type { Context } from 'hono'
import type { Auth } from '../../platform/auth/create-auth.ts'
import type { Env } from '../../platform/http/env.ts'
import type { SignInTrail } from './sign-in-trail.store.ts'

/** Signs a person in who was proved another way, and puts the cookies on the answer. */
export async function enter(c: Context<Env>, auth: Auth, trail: SignInTrail, user: string, openedBy: 'link' | 'demo'): Promise<void> {
  const { session, cookies } = await auth.openSession(user, openedBy, c.req.raw.headers)
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
  await trail.signedIn(session, c.var.requestId)
}
