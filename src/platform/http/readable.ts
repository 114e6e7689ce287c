import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env } from './env.ts'

/** Deeper than anything a screen sends, and far from where recursion ends. */
const DEEPEST = 32

/** Why a value cannot be taken, whatever it is for; null when it can. Not recursive: depth is what it guards against. */
export function unfit(value: unknown): string | null {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return `It is nested more than ${DEEPEST} levels deep.`
    const next: unknown[] = []
    for (const one of level) {
      if (typeof one === 'string' && !isText(one)) return 'It holds characters that are no text (NUL, or half of a pair).'
      if (typeof one !== 'object' || one === null) continue
      for (const [key, inner] of Object.entries(one)) {
        if (key === '__proto__' || !isText(key)) return 'It has a field with a name that no field has.'
        next.push(inner)
      }
    }
    level = next
  }
  return null
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair, and JSON can bring both. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** For a file that streams in: only what is said about it is looked at; whoever reads it decides what it is. */
export const unread: MiddlewareHandler<Env> = async (c, next) => {
  if (!isText(c.req.path) || /%(?:00|u)/i.test(c.req.url)) throw new HTTPException(400, { message: 'The address holds characters that are no text.' })
  if ((c.req.header('content-encoding') ?? 'identity') !== 'identity') throw new HTTPException(415)
  return next()
}

const BODIES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Everything under `/api` speaks JSON in UTF-8, as it is, not packed. What is none, or holds what cannot be kept, is
 * answered here, so that no route has to think of it.
 */
export const readable: MiddlewareHandler<Env> = async (c, next) => {
  if (!isText(c.req.path) || /%(?:00|u)/i.test(c.req.url)) throw new HTTPException(400, { message: 'The address holds characters that are no text.' })
  if (!BODIES.has(c.req.method)) return next()
  if ((c.req.header('content-encoding') ?? 'identity') !== 'identity') throw new HTTPException(415)
  const kind = c.req.header('content-type')
  const text = kind === undefined || c.req.header('content-length') === '0' ? '' : await c.req.text()
  if (text === '') return next()
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(kind ?? '')) throw new HTTPException(415)
  const body: unknown = await c.req.json().catch(() => Promise.reject(new HTTPException(400)))
  const why = unfit(body)
  if (why) throw new HTTPException(400, { message: why })
  return next()
}
