import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { json } from '../http/answers.ts'
import type { Env } from '../http/env.ts'

const email = 'kim@larch.example'
const password = 'four calm cedars stand'
const code = z.object({ code: z.string() })

/** The sign-in library's own routes that a screen or a script may call, for the description of the interface. */
const CALLS = [
  ['post', '/sign-in/email', 'Sign in with e-mail and password', z.object({ email: z.email(), password: z.string() }), { email, password }],
  ['post', '/two-factor/verify-totp', 'The second half of a sign-in: the code of the authenticator app', code, { code: '492039' }],
  ['post', '/two-factor/verify-backup-code', 'The same with a backup code, which then is used up', code, { code: 'Xk2rT-9wQpa' }],
  ['post', '/sign-out', 'Sign out', null, null],
  ['get', '/get-session', 'The session behind the cookie, or null', null, null],
  ['get', '/passkey/generate-authenticate-options', 'Begin to sign in with a passkey', null, null],
  [
    'post',
    '/passkey/verify-authentication',
    'Sign in with a passkey',
    z.object({ response: z.unknown() }),
    { response: { id: 'from navigator.credentials.get' } },
  ],
  [
    'post',
    '/change-password',
    'Change one’s own password',
    z.object({ currentPassword: z.string(), newPassword: z.string() }),
    { currentPassword: password, newPassword: 'nine slow rivers bend' },
  ],
  ['post', '/two-factor/enable', 'Begin to use an authenticator app', z.object({ password: z.string() }), { password }],
  ['post', '/two-factor/disable', 'Stop using it', z.object({ password: z.string() }), { password }],
  ['get', '/passkey/list-user-passkeys', 'One’s own passkeys', null, null],
] as const

export function describeSignIn(app: OpenAPIHono<Env>): void {
  for (const [method, path, summary, schema, example] of CALLS) {
    app.openAPIRegistry.registerPath({
      method,
      path: `/api/auth${path}`,
      summary,
      security: [],
      ...(schema ? { request: { body: { ...json(schema as z.ZodType, 'JSON', example), required: true } } } : {}),
      responses: {
        200: { description: 'Done' },
        400: { description: 'It does not fit' },
        401: { description: 'Who you are is not known' },
        429: { description: 'Too often' },
      },
    })
  }
}
