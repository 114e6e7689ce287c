import { clinicModel, clinicStream } from '../care/clinic/clinic.store.ts'
import { decide as decideClinic } from '../care/clinic/clinic.ts'
import { onRoster } from '../care/staff/roster.store.ts'
import type { Actor, Role } from '../medicine/record.ts'
import { type Instant, instant } from '../medicine/time.ts'
import { openAuthDatabase } from '../platform/auth/auth-database.ts'
import { createAuth } from '../platform/auth/create-auth.ts'
import { seat } from '../platform/auth/doors.store.ts'
import type { Fresh } from '../platform/db/testing.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { foundClinic, openGround } from './house.ts'
import { openKeeping } from './keeping.ts'
import { openOps } from './ops.ts'
import { openServer } from './server.ts'

export const WALKERS = ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] as const satisfies readonly Role[]
export type Walker = (typeof WALKERS)[number]
export type Clinic = { readonly id: string; readonly people: Readonly<Record<Walker, { readonly staff: string; readonly cookie: string }>> }

/** What signs cookies and locks away the secrets of authenticators here. */
export const SECRET = 'a secret for tests, and long enough for it'
const ADDRESS = 'http://localhost:41310'

/** The whole server on a real database, with two clinics and one person of each role in both. */
export async function openWorld({ ownerUrl, appUrl, patienceMs }: Pick<Fresh, 'ownerUrl' | 'appUrl'> & { readonly patienceMs?: number }) {
  const faults: unknown[] = []
  const onFault = (fault: unknown) => void faults.push(fault)
  const ground = openGround({ ownerUrl, appUrl, ...(patienceMs && { patienceMs }) })
  const auth = createAuth({ database: openAuthDatabase(ownerUrl, 6, patienceMs), secret: SECRET, onFault })
  const demo = { open: async () => {}, reset: async () => {} }
  const keeping = openKeeping({ database: ground.database, data: '', arranged: null, waymark: 'test', report: onFault, say: () => {} })
  const ops = openOps({ ownerUrl }, { info: () => {}, debug: () => {} })
  const { app, doors } = openServer({
    ground,
    auth,
    demo,
    backups: keeping,
    listener: async () => null,
    origins: [],
    ops,
    report: onFault,
    onFault,
  } as Parameters<typeof openServer>[0])

  async function ask(method: string, path: string, cookie?: string, body?: unknown) {
    const headers = { origin: ADDRESS, ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await app.request(`${ADDRESS}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (answer.headers.get('content-type')?.includes('event-stream')) {
      await answer.body?.cancel()
      return { status: answer.status, text: '', code: '', retryAfter: null }
    }
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json')
    return {
      status: answer.status,
      text,
      retryAfter: answer.headers.get('retry-after'),
      code: json ? String((JSON.parse(text) as { code?: string } | null)?.code ?? '') : '',
    }
  }

  async function clinic(name: string): Promise<Clinic> {
    const id = uuid7()
    const by: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
    const at = (): Instant => instant(Date.now())
    await foundClinic(ground, { id, name, zone: 'UTC', demo: false }, by, {}, at())
    const chair = { type: 'add-chair', data: { chair: 'window', name: 'Window' } } as const
    await ground.journal.execute({ clinic: id, stream: clinicStream(id), id: uuid7(), digest: chair, by, via: {}, at: at() }, clinicModel, (state) =>
      decideClinic(state, chair, { busy: [] }),
    )
    const people = {} as Record<Walker, { staff: string; cookie: string }>
    for (const role of WALKERS) {
      const staff = uuid7()
      const user = await auth.addUser({ email: `${role}@${id}.example`, name: `${role} of ${name}` })
      const command = () => ({ clinic: id, id: uuid7(), at: at(), by, via: {} })
      await onRoster(ground.journal, command(), { type: 'add', data: { staff, name: `${role} of ${name}`, email: `${role}@${id}.example`, roles: [role] } })
      await onRoster(ground.journal, command(), { type: 'join', data: { staff, user } })
      await seat(auth.database, user, id, staff)
      const { cookies } = await auth.openSession(user, 'link', new Headers())
      people[role] = { staff, cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') }
    }
    return { id, people }
  }

  /** A lock would stop the walk of whoever asked for it. */
  async function unlockAll() {
    await auth.database.sql`update auth.door set locked_at = null`
    doors.visits.forgetAll()
  }
  /** As if everybody's last request was long ago. */
  const forget = () => doors.visits.forgetAll()
  const close = async () => {
    await doors.close()
    await auth.close()
    await ops.close()
    await ground.close()
  }
  return { app, auth, ask, ground, clinic, unlockAll, forget, close, faults, protocol: ground.protocols.current[0]?.ref }
}
