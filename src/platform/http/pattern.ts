import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Env } from './env.ts'

const patterns = new Map<string, string>()
/** The pattern of the route that answered, as `/api/openapi.json` writes it. A path holds ids; a pattern holds none. */
export function patternOf(c: Context<Env>): string {
  const path = c.var.pattern ?? routePath(c)
  const known = patterns.get(path)
  if (known) return known
  const pattern = path === '*' || path === '/*' ? 'page' : path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
  patterns.set(path, pattern)
  return pattern
}
