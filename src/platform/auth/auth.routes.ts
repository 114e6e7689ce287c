import type { Context, Handler } from 'hono'
import type { Env } from '../http/env.ts'
import type { Auth } from './create-auth.ts'
import { countFailure, forgetFailures, lockedAnswer, lockedUntil } from './lockout.ts'
import { PEER_HEADER } from './options.ts'

/** Who wants to know what happens at the sign-in door. */
export type Listeners = {
  /** Is this session's screen locked? Then it may only be opened again or left. */
  isLocked(headers: Headers): Promise<boolean>
  signedIn(session: string, requestId: string): Promise<void>
  signInFailed(email: string, reason: string, requestId: string): Promise<void>
  signedOut(headers: Headers, requestId: string): Promise<void>
  /** What is remembered about these cookies may be wrong from now on. */
  changed(headers: Headers): void
}

/** The library has many more; what is not in this list does not exist here. The second list is all a locked screen may call. */
const WHILE_LOCKED = [
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
] as const
const UNLOCKED = [
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/generate-backup-codes',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/list-user-passkeys',
  'POST /passkey/delete-passkey',
  'POST /passkey/update-passkey',
  'POST /revoke-other-sessions',
] as const
const known = new Set<string>([...WHILE_LOCKED, ...UNLOCKED])
const whileLocked = new Set<string>(WHILE_LOCKED)
const opens = new Set(['POST /sign-in/email', 'POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code', 'POST /passkey/verify-authentication'])

/** Everything under `/api/auth/`: the library's own routes, behind our list, our lockout and our trail. */
export const authHandler =
  (auth: Auth, listeners: Listeners, peerOf: (c: Context<Env>) => string | undefined): Handler<Env> =>
  async (c) => {
    const call = `${c.req.method} ${c.req.path.replace(/^\/api\/auth/, '')}`
    if (!known.has(call)) return c.json({ code: 'no-such-page', message: 'There is nothing at this address.' }, 404)
    if (!whileLocked.has(call) && (await listeners.isLocked(c.req.raw.headers)))
      return c.json({ code: 'locked', message: 'The screen is locked. Unlock it to go on; your work is kept.' }, 423)
    const request = asked(c, peerOf(c))
    if (call === 'POST /sign-in/email') return signIn(c, auth, listeners, request)
    if (call === 'POST /sign-out') await listeners.signedOut(request.headers, c.var.requestId)
    const answer = await auth.handler(request)
    if (request.method !== 'GET') listeners.changed(request.headers)
    if (opens.has(call)) await tell(answer, auth, listeners, c.var.requestId)
    return answer
  }

/** The same request, with the caller's network address in the one header the rate limit reads. */
function asked(c: Context<Env>, peer: string | undefined): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete(PEER_HEADER)
  if (peer) headers.set(PEER_HEADER, peer)
  return new Request(c.req.raw, { headers })
}

async function signIn(c: Context<Env>, auth: Auth, listeners: Listeners, request: Request): Promise<Response> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null)
  const email = typeof body === 'object' && body !== null && 'email' in body ? String(body.email) : ''
  const locked = await lockedUntil(auth.database, email)
  if (locked) {
    await listeners.signInFailed(email, 'account-locked', c.var.requestId)
    return c.json(lockedAnswer(locked), 429)
  }
  const answer = await auth.handler(request)
  if (answer.status === 401) return wrong(c, auth, listeners, email, answer)
  if (answer.ok) await forgetFailures(auth.database, email)
  listeners.changed(request.headers)
  await tell(answer, auth, listeners, c.var.requestId)
  return answer
}

async function wrong(c: Context<Env>, auth: Auth, listeners: Listeners, email: string, answer: Response): Promise<Response> {
  const until = await countFailure(auth.database, email)
  await listeners.signInFailed(email, until ? 'account-locked' : 'wrong-password', c.var.requestId)
  if (until) return c.json(lockedAnswer(until), 429)
  return c.json({ code: 'wrong-password', message: 'E-mail and password do not fit together.' }, answer.status as 401)
}

/** A session was opened only when the answer sets its cookie; a password that still needs its second factor opens none. */
async function tell(answer: Response, auth: Auth, listeners: Listeners, requestId: string): Promise<void> {
  if (!answer.ok) return
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')
  const session = await auth.sessionOf(new Headers({ cookie: cookies.join('; ') }))
  if (session) await listeners.signedIn(session, requestId)
}
