import type { Context } from 'hono'
import { auditBook } from '../../platform/audit/audit-book.ts'
import { authHandler } from '../../platform/auth/auth.routes.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Env, House } from '../../platform/http/env.ts'
import { routes } from '../../platform/http/http-app.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { type AuditParts, auditRoutes } from './audit.routes.ts'
import { breakGlassRoutes } from './break-glass.routes.ts'
import { type ChartSources, chartDoor } from './chart-door.routes.ts'
import { type DemoParts, demoRoutes } from './demo.routes.ts'
import { inviteRoutes } from './invite.routes.ts'
import { joinRoutes } from './join.routes.ts'
import { lockRoutes } from './lock.routes.ts'
import { meRoutes } from './me.routes.ts'
import { RIGHTS } from './rights.ts'
import { type SetupParts, setupRoutes } from './setup.routes.ts'
import { signInTrail } from './sign-in-trail.store.ts'
import { staffRoutes } from './staff.routes.ts'
import { tokenRoutes } from './token.routes.ts'
import { visits as openVisits } from './visits.routes.ts'

export type DoorsParts = {
  readonly database: Database
  readonly journal: Journal
  readonly auth: Auth
  readonly sources: ChartSources & Pick<AuditParts, 'sessionsOf' | 'peopleOf'>
  readonly found: SetupParts['found']
  readonly demo: DemoParts['demo']
  /** The caller's network address, for the rate limit. */
  readonly peerOf: (c: Context<Env>) => string | undefined
  readonly onFault?: (fault: unknown) => void
  readonly now?: () => Date
}

/** Everything between the street and the rooms, put together: the house that guards routes, and the doors' own routes. */
export function openDoors(parts: DoorsParts) {
  const { database, journal, auth, sources, found, demo, peerOf, onFault = () => {}, now = () => new Date() } = parts
  const book = auditBook({ database, onFault })
  const visits = openVisits({ database, auth, now })
  const charts = chartDoor(database, sources, now)
  const trail = signInTrail({ auth, database, note: book.note, now })
  const house: House = { who: visits.who, says: (right) => RIGHTS[right].says, chart: charts.check, database, audit: book, now }

  const closed = async (headers: Headers) => {
    const visit = await visits.of(new Request('http://waymark/', { headers: withoutBody(headers) }))
    if (visit.kind !== 'staff') return null
    return visit.locked ? 'locked' : visit.second.state === 'unconfirmed' ? 'unconfirmed' : null
  }
  const signedOut = async (headers: Headers, requestId: string) => {
    const session = await auth.sessionOf(headers)
    if (session) await trail.signedOut(session, requestId)
  }
  const own = [
    setupRoutes({ database, auth, journal, trail, found }),
    demoRoutes({ database, auth, trail, visits, demo }),
    joinRoutes({ database, journal, auth, visits, trail }),
    meRoutes({ database, auth, visits }),
    lockRoutes({ auth, visits }),
    staffRoutes({ journal, auth, visits }),
    inviteRoutes({ database, journal, auth }),
    tokenRoutes({ journal, visits }),
    breakGlassRoutes({ sources, charts }),
    auditRoutes({ book, ...sources }),
  ]
  const all = routes()
  for (const some of own) all.route('/', some)
  all.all(
    '/auth/*',
    authHandler(auth, { closed, signedIn: trail.signedIn, signInFailed: trail.signInFailed, signedOut, changed: visits.forget }, (c) =>
      safely(() => peerOf(c)),
    ),
  )

  return {
    house,
    /** To be mounted under `/api`. */
    routes: all,
    visits,
    charts,
    async close() {
      await Promise.all([book.close(), visits.close()])
    },
  }
}

function withoutBody(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.delete('content-length')
  return copy
}

/** A request that came without a socket, as in tests, has no address. */
function safely<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
