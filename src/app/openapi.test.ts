import { afterAll, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { freshDatabase } from '../platform/db/testing.ts'
import { openWorld } from './routes-walk.world.ts'

/** The interface as `/api/openapi.json` tells it: every route of the screens, in words, with an example that is true. */
const world = await openWorld(await freshDatabase())
afterAll(() => world.close())

type Body = { schema: unknown; example?: unknown }
type Operation = { summary?: string; requestBody?: { content: Record<string, Body> } }
const described = JSON.parse((await world.ask('get', '/api/openapi.json')).text) as { paths: Record<string, Record<string, Operation>> }
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
)

test('every route is there with a sentence', () => {
  expect(operations.length).toBeGreaterThan(40)
  expect(operations.filter(([, { summary }]) => !summary).map(([name]) => name)).toEqual([])
})

test('every body has an example', () => {
  const bare = operations.filter(([, { requestBody }]) => {
    const body = requestBody?.content['application/json']
    return body && body.example === undefined && (body.schema as { example?: unknown }).example === undefined
  })
  expect(bare.map(([name]) => name)).toEqual([])
})

test('every example is one the route would take', () => {
  for (const definition of world.app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue
    const body = definition.route.request?.body?.content['application/json'] as { schema: ZodType; example?: unknown } | undefined
    if (body?.example === undefined) continue
    expect(body.schema.safeParse(body.example).error, `${definition.route.method} ${definition.route.path}`).toBeUndefined()
  }
})
