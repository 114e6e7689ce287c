import type { AuthDatabase } from './auth-database.ts'

type OpenedBy = 'password' | 'second-factor' | 'passkey' | 'link' | 'demo'

/** A signed-in session as the doors see it. */
export type Session = {
  readonly id: string
  readonly user: string
  readonly email: string
  readonly clinic: string
  readonly staff: string
  readonly openedBy: OpenedBy
  readonly lastSeen: Date
  readonly lockedAt: Date | null
  readonly authenticator: boolean
  readonly passkeys: number
}

const BY_PATH: Readonly<Record<string, OpenedBy>> = {
  '/two-factor/verify-totp': 'second-factor',
  '/two-factor/verify-backup-code': 'second-factor',
  '/passkey/verify-authentication': 'passkey',
}

/** Runs for every session the library makes: notes the clinic it is in and by what it was opened. */
export async function openedBy(database: AuthDatabase, session: string, user: string, path: string | undefined, body: unknown, at: Date): Promise<void> {
  const own = typeof body === 'object' && body !== null && 'openedBy' in body ? (body.openedBy as OpenedBy) : undefined
  const by = own && path !== '/sign-in/email' ? own : (BY_PATH[path ?? ''] ?? 'password')
  // The clinic of the latest visit, else the first seat. A person without a seat gets no door, and is told so.
  await database.sql`
    insert into auth.door (session, clinic, opened_by, last_seen)
    select ${session}, seat.clinic, ${by}, ${at} from auth.seat
      left join auth.session s on s."userId" = seat.user_id left join auth.door d on d.session = s.id and d.clinic = seat.clinic
    where seat.user_id = ${user} order by d.last_seen desc nulls last, seat.clinic limit 1
    on conflict (session) do nothing`
}

export async function findSession(database: AuthDatabase, id: string): Promise<Session | null> {
  const [session] = await database.sql<Session>`
    select s.id, u.id as user, u.email, d.clinic, seat.staff, d.opened_by as "openedBy", d.last_seen as "lastSeen", d.locked_at as "lockedAt",
      coalesce(u."twoFactorEnabled", false) as authenticator, (select count(*)::int from auth.passkey p where p."userId" = u.id) as passkeys
    from auth.session s join auth."user" u on u.id = s."userId" join auth.door d on d.session = s.id
      join auth.seat on seat.user_id = u.id and seat.clinic = d.clinic
    where s.id = ${id} and s."expiresAt" > now()`
  return session ?? null
}

export const lockSession = (database: AuthDatabase, id: string, at: Date) =>
  database.sql`update auth.door set locked_at = ${at} where session = ${id} and locked_at is null`

export const unlockSession = (database: AuthDatabase, id: string, at: Date) =>
  database.sql`update auth.door set locked_at = null, last_seen = ${at} where session = ${id}`

export const touchSessions = (database: AuthDatabase, seen: ReadonlyMap<string, Date>) => database.sql`
  update auth.door set last_seen = greatest(last_seen, seen.at)
  from unnest(${[...seen.keys()]}::text[], ${[...seen.values()]}::timestamptz[]) as seen (session, at) where door.session = seen.session`

export const moveSession = (database: AuthDatabase, id: string, clinic: string) => database.sql<{ session: string }>`
  update auth.door set clinic = ${clinic} from auth.session s where door.session = ${id} and s.id = ${id}
    and exists (select from auth.seat where user_id = s."userId" and seat.clinic = ${clinic}) returning session`

export const seatsOf = (database: AuthDatabase, user: string) => database.sql<{ clinic: string; staff: string }>`
  select clinic, staff from auth.seat where user_id = ${user} order by clinic`

export const seat = (database: AuthDatabase, user: string, clinic: string, staff: string) => database.sql`
  insert into auth.seat (user_id, clinic, staff) values (${user}, ${clinic}, ${staff}) on conflict do nothing`

export const userInSeat = async (database: AuthDatabase, clinic: string, staff: string): Promise<string | null> => {
  const [found] = await database.sql<{ user: string }>`select user_id as user from auth.seat where clinic = ${clinic} and staff = ${staff}`
  return found?.user ?? null
}
