import type { Context, Handler } from 'hono'
import type { Env } from '../http/env.ts'
import type { Auth } from './create-auth.ts'
import { countFailure, forgetFailures, lockedAnswer, lockedUntil } from './lockout.ts'
import { PEER_HEADER } from './options.ts'

/** Who wants to know what happens at the sign-in door. */
export type Listeners = {
  /** Is this session's screen locked, or has a person with a passkey shown only the password? Then it may only be opened fully, or left. */
  closed(headers: Headers): Promise<'locked' | 'unconfirmed' | null>
  signedIn(session: string, requestId: string): Promise<void>
  signInFailed(email: string, reason: string, requestId: string): Promise<void>
  signedOut(headers: Headers, requestId: string): Promise<void>
  /** What is remembered about these cookies may be wrong from now on. */
  changed(headers: Headers): void
}

/** The library has many more; what is not in this list does not exist here. The first list is all a locked screen may call. */
const WHILE_LOCKED = [
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
] as const
const OPEN = [
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
const known = new Set<string>([...WHILE_LOCKED, ...OPEN])
const whileLocked = new Set<string>(WHILE_LOCKED)
const opens = new Set(['POST /sign-in/email', 'POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code', 'POST /passkey/verify-authentication'])

/** Everything under `/api/auth/`: the library's own routes, behind our list, our lockout and our trail. */
export const authHandler =
  (auth: Auth, listeners: Listeners, peerOf: (c: Context<Env>) => string | undefined): Handler<Env> =>
  async (c) => {
    const call = `${c.req.method} ${c.req.path.replace(/^\/api\/auth/, '')}`
    if (!known.has(call)) return c.json({ code: 'no-such-page', message: 'There is nothing at this address.' }, 404)
    c.set('pattern', c.req.path)
    const closed = whileLocked.has(call) ? null : await listeners.closed(c.req.raw.headers)
    if (closed === 'locked') return c.json({ code: 'locked', message: 'The screen is locked. Unlock it to go on; your work is kept.' }, 423)
    if (closed === 'unconfirmed') return c.json({ code: 'second-factor', message: 'Show your passkey first.' }, 403)
    const request = await asked(c, peerOf(c))
    if (call === 'POST /sign-in/email') return signIn(c, auth, listeners, request)
    if (call === 'POST /sign-out') await listeners.signedOut(request.headers, c.var.requestId)
    const answer = await auth.handler(request)
    if (request.method !== 'GET') listeners.changed(request.headers)
    if (opens.has(call)) await tell(answer, auth, listeners, c.var.requestId)
    return plain(answer)
  }

/** The same request, with the caller's network address in the one header the rate limit reads; its body has been read once to see that it reads. */
async function asked(c: Context<Env>, peer: string | undefined): Promise<Request> {
  const headers = new Headers(c.req.raw.headers)
  headers.delete(PEER_HEADER)
  headers.delete('content-length')
  if (peer) headers.set(PEER_HEADER, peer)
  const { method } = c.req
  return new Request(c.req.url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body: await c.req.text() }) })
}

async function signIn(c: Context<Env>, auth: Auth, listeners: Listeners, request: Request): Promise<Response> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null)
  const email = typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string' ? body.email : ''
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
  return plain(answer)
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

const tooMany = { code: 'too-many', message: 'Too many attempts from here. Wait a minute, then try again.' }

/** The library's answer in our shape, and without the session's token: the cookie keeps that from every script, so the body does too. */
async function plain(answer: Response): Promise<Response> {
  if (answer.status === 429) return Response.json(tooMany, { status: 429 })
  if (!answer.headers.get('content-type')?.includes('json')) return answer
  const body: unknown = await answer.json()
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(withoutToken(body)), { status: answer.status, headers })
}

function withoutToken(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const { token: _token, ...rest } = body as Record<string, unknown>
  return 'session' in rest ? { ...rest, session: withoutToken(rest.session) } : rest
}
