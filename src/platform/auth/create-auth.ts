import { betterAuth } from 'better-auth'
import type { AuthDatabase } from './auth-database.ts'
import { unlessAway } from './faults-met.ts'
import { type AuthSettings, authOptions } from './options.ts'

/** Sign-in, as the rest of Waymark uses it. Behind it is Better Auth; nothing outside this folder knows that. */
export type Auth = {
  readonly database: AuthDatabase
  /** Answers `/api/auth/*`. */
  handler(request: Request): Promise<Response>
  /** The id of the session behind these cookies; null when there is none or it has run out. */
  sessionOf(headers: Headers): Promise<string | null>
  /** Signs a person in and answers the cookies to set. */
  openSession(user: string, openedBy: 'link' | 'demo', headers: Headers): Promise<{ session: string; cookies: string[] }>
  userByEmail(email: string): Promise<string | null>
  addUser(person: { email: string; name: string; password?: string }): Promise<string>
  setPassword(user: string, password: string): Promise<void>
  passwordFits(user: string, password: string): Promise<boolean>
  hasSecondFactor(user: string): Promise<boolean>
  /** For somebody who lost the phone: authenticator and passkeys are forgotten, and every session ends. */
  forgetSecondFactors(user: string): Promise<void>
  signOutEverywhere(user: string): Promise<void>
  close(): Promise<void>
}

export function createAuth(settings: AuthSettings): Auth {
  const { database } = settings
  const auth = betterAuth(authOptions(settings))
  const people = async () => {
    const context = await auth.$context
    return { users: context.internalAdapter, password: context.password }
  }
  return {
    database,
    handler: (request) =>
      unlessAway(
        () => auth.handler(request),
        ({ ok }) => !ok || request.method === 'GET',
      ),
    async sessionOf(headers) {
      const found = await unlessAway(() => auth.api.getSession({ headers, query: { disableRefresh: true } }))
      return found?.session.id ?? null
    },
    async openSession(user, openedBy, headers) {
      const answer = await unlessAway(
        () => auth.api.openSession({ body: { user, openedBy }, headers, returnHeaders: true }),
        () => false,
      )
      return { session: answer.response.session, cookies: answer.headers.getSetCookie() }
    },
    async userByEmail(email) {
      const { users } = await people()
      return (await users.findUserByEmail(email.toLowerCase()))?.user.id ?? null
    },
    async addUser({ email, name, password }) {
      const { users, password: secrets } = await people()
      const user = await users.createUser({ email: email.toLowerCase(), name, emailVerified: false }, { method: 'admin' })
      if (password) await users.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await secrets.hash(password) })
      return user.id
    },
    async setPassword(user, password) {
      const { users, password: secrets } = await people()
      const hash = await secrets.hash(password)
      if (await users.findCredentialAccount(user)) await users.updatePassword(user, hash)
      else await users.linkAccount({ userId: user, providerId: 'credential', accountId: user, password: hash })
    },
    async passwordFits(user, password) {
      const { users, password: secrets } = await people()
      const account = await users.findCredentialAccount(user)
      if (!account?.password) return false
      return secrets.verify({ hash: account.password, password })
    },
    async hasSecondFactor(user) {
      const [found] = await database.sql<{ has: boolean }>`
        select "twoFactorEnabled" is true or exists (select from auth.passkey where "userId" = ${user}) as has from auth."user" where id = ${user}`
      return found?.has ?? false
    },
    async forgetSecondFactors(user) {
      await database.sql`delete from auth."twoFactor" where "userId" = ${user}`
      await database.sql`delete from auth.passkey where "userId" = ${user}`
      await database.sql`update auth."user" set "twoFactorEnabled" = false where id = ${user}`
      await database.sql`delete from auth.session where "userId" = ${user}`
    },
    async signOutEverywhere(user) {
      await database.sql`delete from auth.session where "userId" = ${user}`
    },
    close: () => database.close(),
  }
}
