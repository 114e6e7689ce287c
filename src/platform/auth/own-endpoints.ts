import { createAuthEndpoint } from '@better-auth/core/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** What Waymark asks of the sign-in library beyond its own routes; none of it is reachable over HTTP. */
export const ownEndpoints = () => ({
  id: 'waymark',
  endpoints: {
    /** Signs a person in who has just proved themselves another way: first setup, an invitation, a demonstration person. */
    openSession: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ user: z.string(), openedBy: z.enum(['link', 'demo']) }) }, async (ctx) => {
      const { user: id } = ctx.body
      const user = await ctx.context.internalAdapter.findUserById(id)
      if (!user) throw ctx.error('NOT_FOUND')
      const session = await ctx.context.internalAdapter.createSession(id)
      await setSessionCookie(ctx, { session, user })
      return ctx.json({ session: session.id })
    }),
  },
})
