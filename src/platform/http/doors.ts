import type { OpenAPIHono } from '@hono/zod-openapi'
import { DOOR, type Door, type OpenDoor } from './door.ts'
import type { Env } from './env.ts'

export type Found = { readonly method: string; readonly path: string; readonly door: Door | OpenDoor }

/** Middleware for every page; what is handed to the sign-in library as a whole, which keeps its own doors; and the description of all of them. */
const EVERYWHERE = ['/*', '/api/*', '/api/auth/*', '/api/openapi.json']

/** Every route of the app with its door, and what is missing, in words: the walk of all routes reads the first, a test wants the second empty. */
export function doorsOf(app: OpenAPIHono<Env>): { readonly doors: readonly Found[]; readonly withoutDoor: readonly string[] } {
  const doors = described(app)
  const known = new Set(doors.map(({ method, path }) => `${method} ${path.replaceAll(/\{(.+?)\}/g, ':$1')}`))
  const bare = app.routes.filter(({ method, path }) => path.startsWith('/api') && !EVERYWHERE.includes(path) && !known.has(`${method} ${path}`))
  return {
    doors,
    withoutDoor: [...new Set(bare.map(({ method, path }) => `${method} ${path}`))].map(
      (at) => `${at} states no right. Describe it with route({ may, leaves }, …), or with openRoute(why, …) when anybody may call it.`,
    ),
  }
}

function described(app: OpenAPIHono<Env>): Found[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return []
    const { method, path } = definition.route
    const door = (definition.route as { [DOOR]?: Door | OpenDoor })[DOOR]
    return door ? [{ method: method.toUpperCase(), path, door }] : []
  })
}
