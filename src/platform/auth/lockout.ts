import { createHash } from 'node:crypto'
import type { AuthDatabase } from './auth-database.ts'

/**
 * Wrong passwords in a row lock that account's password for a while. A passkey and a link from the owner still open it,
 * so nobody can keep a nurse out of the room by guessing. NIST SP 800-63B asks for a limit of at most 100; five is ours.
 */
export const LOCKOUT = { failures: 5, minutes: 15 }

const keyOf = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('hex')

export async function lockedUntil(database: AuthDatabase, email: string): Promise<Date | null> {
  const [row] = await database.sql<{ until: Date }>`select locked_until as until from auth.lockout where account = ${keyOf(email)} and locked_until > now()`
  return row?.until ?? null
}

/** Counts one wrong password; answers until when the account is locked now, if it is. Failures older than the lock are forgotten. */
export async function countFailure(database: AuthDatabase, email: string): Promise<Date | null> {
  const [row] = await database.sql<{ until: Date | null }>`
    insert into auth.lockout as l (account, failures, last_at) values (${keyOf(email)}, 1, now())
    on conflict (account) do update set last_at = now(),
      failures = case when l.last_at < now() - make_interval(mins => ${LOCKOUT.minutes}) then 1 else l.failures + 1 end,
      locked_until = case when l.last_at >= now() - make_interval(mins => ${LOCKOUT.minutes}) and l.failures + 1 >= ${LOCKOUT.failures}
        then now() + make_interval(mins => ${LOCKOUT.minutes}) end
    returning locked_until as until`
  return row?.until ?? null
}

export const forgetFailures = (database: AuthDatabase, email: string) => database.sql`delete from auth.lockout where account = ${keyOf(email)}`

/** Said to the person; the time is an instant, so that the screen can show it in the clinic's zone. */
export const lockedAnswer = (until: Date) => ({
  code: 'account-locked',
  message: 'Too many wrong passwords. The password works again at the time shown; a passkey or a new link from the owner works now.',
  until: until.toISOString(),
})
