import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { refusals } from './answers.ts'
import { DOOR, type Door, type OpenDoor } from './door.ts'
import type { Env } from './env.ts'
import { guarded } from './guarded.ts'

type Described<P extends string> = Omit<RouteConfig, 'path' | 'middleware'> & { path: P }
type With<R extends { responses: object }> = Omit<R, 'responses'> & { responses: Omit<typeof refusals, keyof R['responses']> & R['responses'] }

/** The two keys that open a guarded route; declared in `httpApp`. */
const BY = [{ token: [] }, { cookie: [] }]

/**
 * Describes a guarded route: what it takes and answers, the right it needs and the audit event it leaves.
 * The description goes into `/api/openapi.json`, and the walk of all routes reads the door from there.
 */
export const route = <P extends string, const R extends Described<P>>(
  door: Door,
  described: R,
): With<R> & { middleware: MiddlewareHandler<Env> } & {
  getRoutingPath(): string
} => createRoute({ ...described, responses: { ...refusals, ...described.responses }, middleware: guarded(door), security: BY, [DOOR]: door } as never) as never

/** Describes a route that anybody may call; it has to say why. */
export const openRoute = <P extends string, const R extends Described<P>>(why: string, described: R): With<R> & { getRoutingPath(): string } =>
  createRoute({ ...described, responses: { ...refusals, ...described.responses }, security: [], [DOOR]: { open: why } satisfies OpenDoor } as never) as never
