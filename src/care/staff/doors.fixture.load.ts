import { afterAll } from 'vitest'
import { openAuthDatabase } from '../../platform/auth/auth-database.ts'
import { createAuth } from '../../platform/auth/create-auth.ts'
import type { Fresh } from '../../platform/db/testing.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { type DoorsParts, openDoors } from './doors.routes.ts'
import { staffProjection } from './staff.store.ts'

export const ADDRESS = 'http://localhost:41301'
export const PASSWORD = 'correct horse battery staple'

/** The doors on a real database, with a clock that a test turns, and charts that a test makes up. */
export function doorsForTest({ database, ownerUrl }: Fresh, over: Partial<DoorsParts> = {}) {
  let shift = 0
  const charts = new Map<string, readonly string[] | null>()
  const sessions = new Map<string, string>()
  const faults: unknown[] = []
  const now = () => new Date(Date.now() + shift)
  const auth = createAuth({
    database: openAuthDatabase(ownerUrl),
    secret: 'a secret for tests, and long enough for it',
    onFault: (fault) => faults.push(fault),
    now,
  })
  const journal = openJournal({ database, projections: [staffProjection] })
  const doors = openDoors({
    database,
    journal,
    auth,
    sources: {
      patientOf: async (_tx, session) => sessions.get(session) ?? null,
      chartOf: async (_tx, patient) => (charts.has(patient) ? { restrictedTo: charts.get(patient) ?? null } : null),
      keptCharts: async () => new Map([...charts].flatMap(([patient, to]) => (to ? [[patient, to]] : []))),
      sessionsOf: async (_tx, patient) => [...sessions].filter(([, of]) => of === patient).map(([session]) => session),
    },
    found: async ({ id, name, zone, demo }) => {
      await database.as(id, (tx) => tx.sql`insert into clinic (id, name, zone, demo) values (${id}, ${name}, ${zone}, ${demo})`)
    },
    demo: { open: async () => {}, reset: async () => {} },
    peerOf: () => undefined,
    now,
    ...over,
  })
  afterAll(async () => {
    await doors.close()
    await auth.close()
  })
  const app = httpApp({ house: doors.house, report: (fault) => faults.push(fault) })
  app.route('/api', doors.routes)

  /** A browser: it keeps its cookies. */
  const browser = () => {
    const jar = new Map<string, string>()
    const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await app.request(`${ADDRESS}${path}`, {
        method,
        headers: {
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: ADDRESS,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
        else jar.set(name, value)
      }
      const text = await answer.text()
      return { status: answer.status, body: text ? JSON.parse(text) : null }
    }
    return {
      get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
      post: (path: string, body: unknown = {}, headers?: Record<string, string>) => ask('POST', path, body, headers),
      delete: (path: string) => ask('DELETE', path),
      copy: () => new Map(jar),
    }
  }
  const later = (minutes: number) => {
    shift += minutes * 60_000
  }
  const head = () => ({ id: uuid7(), at: now().toISOString() })
  return { app, auth, journal, doors, charts, sessions, faults, browser, head, later }
}
export type Browser = ReturnType<ReturnType<typeof doorsForTest>['browser']>
