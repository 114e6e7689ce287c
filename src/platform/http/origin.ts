import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Is this address one that Waymark answers under: this machine, or one it was started with? */
function ours(origin: string, origins: readonly string[]): boolean {
  const url = URL.parse(origin)
  return url !== null && (LOOPBACK.has(url.hostname) || origins.some((known) => URL.parse(known)?.origin === url.origin))
}

/**
 * Keeps other sites out. A name that is not ours is turned away, so that no foreign name can be pointed at this machine
 * (DNS rebinding). A change that comes with a cookie must come from a page of the same origin; a token in a header cannot
 * be sent by a foreign page, so it needs no such proof.
 */
export const sameSite =
  (origins: readonly string[]): MiddlewareHandler<Env> =>
  async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!ours(`http://${host}`, origins) && !ours(`https://${host}`, origins))
      return c.json({ code: 'unknown-address', message: `Waymark does not answer as ${host}. To use that address, start it with --origin.` }, 421)
    if (!SAFE.has(c.req.method) && !c.req.header('authorization') && !fromOurPage(c.req.header('sec-fetch-site'), c.req.header('origin'), host))
      return c.json({ code: 'other-site', message: 'This came from another site and was not carried out.' }, 403)
    return next()
  }

/** Browsers state where a change comes from; a program that states nothing holds no cookie it did not fetch itself. */
function fromOurPage(site: string | undefined, origin: string | undefined, host: string): boolean {
  if (site) return site === 'same-origin' || site === 'none'
  if (!origin) return true
  return URL.parse(origin)?.host === host
}
