import type { MiddlewareHandler } from 'hono'
import type { Env } from './env.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Is this address one that Waymark answers under: this machine, or one it was started with? */
function ours(host: string, origins: readonly string[]): boolean {
  return [`http://${host}`, `https://${host}`].some((origin) => {
    const url = URL.parse(origin)
    return url !== null && (LOOPBACK.has(url.hostname) || origins.some((known) => URL.parse(known)?.origin === url.origin))
  })
}

/** Browsers and monitors name the same few hosts with every request; whoever invents names is not remembered for long. */
function remembering(origins: readonly string[]): (host: string) => boolean {
  const known = new Map<string, boolean>()
  return (host) => {
    const before = known.get(host)
    if (before !== undefined) return before
    const is = ours(host, origins)
    if (known.size >= 100) known.clear()
    known.set(host, is)
    return is
  }
}

/**
 * Keeps other sites out. A name that is not ours is turned away, so that no foreign name can be pointed at this machine
 * (DNS rebinding). A change that comes with a cookie must come from a page of the same origin; a token in a header cannot
 * be sent by a foreign page, so it needs no such proof.
 */
export const sameSite = (origins: readonly string[]): MiddlewareHandler<Env> => {
  const isOurs = remembering(origins)
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!isOurs(host))
      return c.json({ code: 'unknown-address', message: `Waymark does not answer as ${host}. To use that address, start it with --origin.` }, 421)
    if (!SAFE.has(c.req.method) && !c.req.header('authorization') && !fromOurPage(c.req.header('sec-fetch-site'), c.req.header('origin'), host))
      return c.json({ code: 'other-site', message: 'This came from another site and was not carried out.' }, 403)
    return next()
  }
}

/** Browsers state where a change comes from; a program that states nothing holds no cookie it did not fetch itself. */
function fromOurPage(site: string | undefined, origin: string | undefined, host: string): boolean {
  if (site) return site === 'same-origin' || site === 'none'
  if (!origin) return true
  return URL.parse(origin)?.host === host
}
