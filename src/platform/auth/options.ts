import { passkey } from '@better-auth/passkey'
import { APIError, type BetterAuthOptions } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { PostgresDialect } from 'kysely'
import type { AuthDatabase } from './auth-database.ts'
import { openedBy } from './doors.store.ts'
import { ownEndpoints } from './own-endpoints.ts'

export type AuthSettings = {
  readonly database: AuthDatabase
  /** At least 32 characters; signs cookies and encrypts the secrets of authenticator apps. */
  readonly secret: string
  /** Addresses besides this machine's own, such as `https://clinic.example`. */
  readonly origins?: readonly string[]
  readonly onFault?: (fault: unknown) => void
  readonly now?: () => Date
}

/** A shift. Nobody stays signed in longer without giving the password again. */
const SHIFT_SECONDS = 12 * 60 * 60
const MINUTE = 60
const PASSWORD_LENGTH = { min: 12, max: 128 }

/** The header in which the server hands over the caller's network address; whatever a caller sends under it is dropped. */
export const PEER_HEADER = 'x-waymark-peer'

export const authOptions = ({ database, secret, origins = [], onFault = () => {}, now = () => new Date() }: AuthSettings) =>
  ({
    appName: 'Waymark',
    basePath: '/api/auth',
    secret,
    database: { dialect: new PostgresDialect({ pool: database.pool }), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
    },
    session: { expiresIn: SHIFT_SECONDS, freshAge: SHIFT_SECONDS, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: MINUTE,
      max: 120,
      customRules: {
        '/sign-in/*': { window: MINUTE, max: 20 },
        '/two-factor/*': { window: MINUTE, max: 20 },
        '/passkey/verify-authentication': { window: MINUTE, max: 20 },
        '/get-session': false,
      },
    },
    // The address asked for is ours or the request would not have come this far; see http/origin.ts.
    trustedOrigins: (request) => {
      const asked = request ? URL.parse(request.url)?.origin : undefined
      return [...origins, ...(asked ? [asked] : [])]
    },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'waymark',
      useSecureCookies: origins.length > 0 && origins.every((origin) => origin.startsWith('https://')),
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
    },
    logger: { level: 'error', log: (_level, message) => onFault(new Error(message)) },
    // What does not fit is the caller's affair and answered; the library would print it past our log.
    onAPIError: {
      onError: (fault) => {
        if (((fault as { statusCode?: number } | null)?.statusCode ?? 500) >= 500) onFault(fault)
      },
    },
    databaseHooks: {
      session: { create: { after: async (session, context) => openedBy(database, session.id, session.userId, context?.path, context?.body, now()) } },
    },
    plugins: [
      twoFactor({ issuer: 'Waymark', trustDeviceMaxAge: SHIFT_SECONDS }),
      passkey({
        rpName: 'Waymark',
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        registration: {
          afterVerification: async ({ ctx, verification }) => {
            if (!verification.registrationInfo?.userVerified) throw unverified()
            const session = ctx.context.session?.session.id
            if (session) await database.sql`update auth.door set opened_by = 'passkey' where session = ${session}`
          },
        },
        authentication: {
          // A passkey counts as two factors: the device, and the finger, face or PIN that opened it.
          afterVerification: ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw unverified()
          },
        },
      }),
      ownEndpoints(),
    ],
  }) satisfies BetterAuthOptions

const unverified = () => new APIError('UNAUTHORIZED', { message: 'The device did not check who you are. Use a passkey with a PIN, a finger or a face.' })
