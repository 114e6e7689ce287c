import { type Instant, instant } from '../../medicine/time.ts'
import type { Auth } from '../../platform/auth/create-auth.ts'
import { findSession, lockSession, type Session, touchSessions } from '../../platform/auth/doors.store.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Caller, Person } from '../../platform/http/env.ts'
import { memory } from '../../platform/http/memory.ts'
import { rightsOf, rightsOfToken } from './rights.ts'
import { doorRules, noteTokenUse, type StaffRow, staffMember, tokenByHash } from './staff.store.ts'
import type { DoorRules } from './staff.types.ts'
import { hashOf } from './token.store.ts'
import { clinicOfToken } from './token.ts'
import { isIdle, type SecondFactor, secondFactor } from './visit.ts'

type Clinic = { readonly id: string; readonly name: string; readonly zone: string; readonly demo: boolean }

/** Everything known about whoever stands behind a request. */
type Visit =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'ended'; readonly why: string }
  | { readonly kind: 'token'; readonly person: Person; readonly clinic: Clinic }
  | {
      readonly kind: 'staff'
      readonly person: Person
      readonly clinic: Clinic
      readonly member: StaffRow
      readonly session: Session
      readonly rules: DoorRules
      readonly second: SecondFactor
      readonly locked: boolean
    }

export type Visits = {
  of(request: Request): Promise<Visit>
  who(request: Request): Promise<Caller>
  /** Something changed for these cookies: ask again. */
  forget(headers: Headers): void
  /** Something changed for many: roles, tokens, rules. */
  forgetAll(): void
  flush(): Promise<void>
  close(): Promise<void>
}

/** How long an answer is remembered: on another node a change of roles or a sign-out takes effect that much later. */
const REMEMBERED_MS = 5000
const FLUSH_MS = 10_000

export function visits({ database, auth, now }: { database: Database; auth: Auth; now: () => Date }): Visits {
  const remembered = memory<Visit>(REMEMBERED_MS, now)
  const seen = new Map<string, Date>()
  const used = new Map<string, Map<string, Instant>>()
  const timer = setInterval(() => void flush().catch(() => {}), FLUSH_MS)
  timer.unref()

  async function of(request: Request): Promise<Visit> {
    const key = keyOf(request.headers)
    if (!key) return { kind: 'nobody' }
    const at = now()
    const visit = await remembered.of(key, () => look(request.headers, at))
    return visit.kind === 'staff' ? touched(key, visit, request, at) : visit.kind === 'token' ? counted(visit, at) : visit
  }

  async function look(headers: Headers, at: Date): Promise<Visit> {
    const bearer = bearerOf(headers)
    if (bearer) return lookAtToken(bearer, at)
    const id = await auth.sessionOf(headers)
    if (!id) return { kind: 'nobody' }
    const session = await findSession(auth.database, id)
    if (!session) return { kind: 'ended', why: 'This account belongs to no clinic. Ask the owner for a link.' }
    return lookAtStaff(session, at)
  }

  async function lookAtStaff(session: Session, at: Date): Promise<Visit> {
    const { member, clinic, rules } = await database.as(session.clinic, async (tx) => ({
      member: await staffMember(tx, session.staff),
      clinic: (await tx.sql<Clinic>`select id, name, zone, demo from clinic`)[0],
      rules: await doorRules(tx),
    }))
    if (!member?.active || !clinic) return { kind: 'ended', why: 'Your access to this clinic has ended. Ask the owner.' }
    const person: Person = {
      clinic: clinic.id,
      by: { kind: 'staff', id: member.id, name: member.name, roles: member.roles },
      roles: member.roles,
      rights: new Set(rightsOf(member.roles)),
    }
    const since = member.joined_at ?? member.added_at
    const second = secondFactor({ roles: member.roles, since, demo: clinic.demo }, session, rules, instant(at.getTime()))
    return { kind: 'staff', person, clinic, member, session, rules, second, locked: session.lockedAt !== null }
  }

  async function lookAtToken(text: string, at: Date): Promise<Visit> {
    const id = clinicOfToken(text)
    if (!id) return { kind: 'nobody' }
    const { token, clinic } = await database.as(id, async (tx) => ({
      token: await tokenByHash(tx, hashOf(text)),
      clinic: (await tx.sql<Clinic>`select id, name, zone, demo from clinic`)[0],
    }))
    if (!token || !clinic) return { kind: 'nobody' }
    if (token.revoked_at) return { kind: 'ended', why: 'This token was revoked.' }
    if (token.expires_at <= instant(at.getTime())) return { kind: 'ended', why: 'This token has run out.' }
    const person: Person = {
      clinic: id,
      by: { kind: 'token', id: token.id, name: token.name, roles: token.roles },
      roles: token.roles,
      rights: new Set(rightsOfToken(token.roles, token.rights ?? undefined)),
    }
    return { kind: 'token', person, clinic }
  }

  /** Notes that somebody is there, or locks the screen when nobody was for too long. */
  async function touched(key: string, visit: Extract<Visit, { kind: 'staff' }>, request: Request, at: Date): Promise<Visit> {
    if (visit.locked) return visit
    const { session, rules } = visit
    const last = new Date(Math.max(session.lastSeen.getTime(), seen.get(session.id)?.getTime() ?? 0))
    if (isIdle(instant(last.getTime()), rules, instant(at.getTime()))) return locked(key, visit, at)
    if (!isPassive(request)) seen.set(session.id, at)
    return visit
  }

  async function locked(key: string, visit: Extract<Visit, { kind: 'staff' }>, at: Date): Promise<Visit> {
    // Another node may have seen this person since; the database knows.
    const fresh = await findSession(auth.database, visit.session.id)
    if (fresh && !fresh.lockedAt && !isIdle(instant(fresh.lastSeen.getTime()), visit.rules, instant(at.getTime())))
      return remember(key, { ...visit, session: fresh })
    await lockSession(auth.database, visit.session.id, at)
    return remember(key, { ...visit, locked: true })
  }

  function remember(key: string, visit: Visit): Visit {
    remembered.put(key, visit)
    return visit
  }

  function counted(visit: Extract<Visit, { kind: 'token' }>, at: Date): Visit {
    const own = used.get(visit.clinic.id) ?? new Map<string, Instant>()
    used.set(visit.clinic.id, own.set(visit.person.by.id, instant(at.getTime())))
    return visit
  }

  async function flush(): Promise<void> {
    const sessions = new Map(seen)
    const tokens = new Map(used)
    used.clear()
    if (sessions.size > 0) await touchSessions(auth.database, sessions)
    for (const [clinic, own] of tokens) await database.as(clinic, (tx) => noteTokenUse(tx, clinic, own))
    // Long written, and longer ago than any answer is remembered: the database knows it now.
    for (const [id, last] of seen) if (now().getTime() - last.getTime() > 2 * FLUSH_MS) seen.delete(id)
  }

  return {
    of,
    async who(request) {
      const visit = await of(request)
      if (visit.kind === 'token') return { kind: 'person', person: visit.person }
      if (visit.kind !== 'staff') return visit
      if (visit.locked) return { kind: 'locked', person: visit.person }
      return { kind: visit.second.state === 'missing' || visit.second.state === 'unconfirmed' ? 'needs-second-factor' : 'person', person: visit.person }
    },
    forget(headers) {
      const key = keyOf(headers)
      if (key) remembered.forget((other) => other === key)
    },
    forgetAll: () => remembered.forget(() => true),
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

/** A screen that refreshes itself is not a person at work: the live channel, and what says so in its header. */
const isPassive = (request: Request): boolean => request.headers.has('waymark-passive') || (request.headers.get('accept') ?? '').includes('text/event-stream')

const bearerOf = (headers: Headers): string | null => /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null

/** What the answer hangs on: the token, or the session's cookie. */
function keyOf(headers: Headers): string | null {
  const bearer = bearerOf(headers)
  if (bearer) return `token ${hashOf(bearer)}`
  const cookie = /(?:^|;\s*)((?:__Secure-)?waymark\.session_token=[^;]+)/.exec(headers.get('cookie') ?? '')?.[1]
  return cookie ?? null
}
