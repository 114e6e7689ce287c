import type { Reason } from '../medicine/record.ts'
import { type Instant, parseInstant } from '../medicine/time.ts'
import { learnServerTime, now } from './clock.ts'
import { uuidv7 } from './uuid.ts'

/** Why something was not done, in words for the person. `status` 0: the server was not reached. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly because?: readonly Reason[]
  readonly questions?: readonly Reason[]
  /** Parts of the request that did not fit their form. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[]
}
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal }

type Hook = 'sign-in' | 'lock'
const hooks: Partial<Record<Hook, () => void>> = {}
/** Who is called when the server says "sign in" (401) or "unlock" (423). */
export function whenAsked(hook: Hook, call: () => void): void {
  hooks[hook] = call
}

export const unreachable: Refusal = {
  status: 0,
  code: 'unreachable',
  message: 'Waymark could not be reached. Check the network; nothing was lost on the server.',
}

/** `passive`: asked by a timer and not by a person, so the server does not take it for a sign of life. */
export const get = <T>(path: string, { passive = false } = {}): Promise<Answer<T>> => ask<T>('GET', path, undefined, { passive })
/** `within`: how many milliseconds to wait for the answer before it counts as not reached. */
export const post = <T>(path: string, body: unknown = {}, { within }: { readonly within?: number } = {}): Promise<Answer<T>> =>
  ask<T>('POST', path, body, within ? { within } : {})
export const remove = <T>(path: string): Promise<Answer<T>> => ask<T>('DELETE', path)

type How = { readonly passive?: boolean; readonly within?: number }

async function ask<T>(method: string, path: string, body?: unknown, { passive = false, within }: How = {}): Promise<Answer<T>> {
  const sent = Date.now()
  const request: RequestInit = { method, headers: { accept: 'application/json' }, credentials: 'same-origin' }
  if (passive) Object.assign(request, { headers: { ...request.headers, 'waymark-passive': 'yes' } })
  if (body !== undefined) Object.assign(request, { body: JSON.stringify(body), headers: { ...request.headers, 'content-type': 'application/json' } })
  if (within) Object.assign(request, { signal: AbortSignal.timeout(within) })
  try {
    const response = await fetch(path, request)
    const found = await readJson(response)
    learnFrom(found, sent)
    return answerOf<T>(path, response.status, found)
  } catch {
    return { ok: false, error: unreachable }
  }
}

/** What the server said, as an answer; asks for the sign-in or the unlock where that is what it wants. */
export function answerOf<T>(path: string, status: number, found: unknown): Answer<T> {
  if (status >= 200 && status < 300) return { ok: true, value: found as T }
  if (status === 401 && !path.startsWith('/api/auth/')) hooks['sign-in']?.()
  if (status === 423) hooks.lock?.()
  return { ok: false, error: refusalOf(status, found) }
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  return response.json()
}

function learnFrom(found: unknown, sent: number): void {
  if (typeof found !== 'object' || found === null || !('serverTime' in found)) return
  const at = parseInstant(String(found.serverTime))
  if (at) learnServerTime(at, sent, Date.now())
}

/** Words for answers that carry none of their own. */
const plain: Readonly<Record<number, string>> = {
  401: 'You are not signed in.',
  403: 'You may not do this.',
  404: 'This was not found. It may have been moved, or you may not see it.',
  413: 'That is too large to be sent.',
  423: 'The screen is locked.',
  429: 'Too many tries. Wait a minute and try again.',
  503: 'Waymark is busy or starting. Try again in a moment.',
}

function refusalOf(status: number, found: unknown): Refusal {
  const body = typeof found === 'object' && found !== null ? (found as Partial<Refusal>) : {}
  const message = body.message || plain[status] || 'The server could not do this. Try again; tell the owner if it stays so.'
  return { ...body, status, code: body.code ?? `http-${status}`, message }
}

/** A command's envelope: its own id (a resend has one effect) and the server's time as this device knows it. */
export const command = <C extends { readonly type: string; readonly data: unknown }>(
  order: C,
  at: Instant = now(),
): C & { readonly id: string; readonly at: Instant } => ({
  id: uuidv7(),
  at,
  ...order,
})
