import { createHash, randomBytes } from 'node:crypto'
import type { AuthDatabase } from '../../platform/auth/auth-database.ts'

export type Invitation = {
  readonly clinic: string
  readonly staff: string
  readonly email: string
  readonly purpose: 'join' | 'reset'
  readonly forgets: boolean
}

/** Long enough to be handed over within a working day, too short to lie around. */
export const LINK_HOURS = 24

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Makes a single-use link and ends earlier ones for the same person. The secret is answered once and kept nowhere. */
export async function makeInvitation(database: AuthDatabase, { clinic, staff, email, purpose, forgets }: Invitation, until: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await database.sql`delete from auth.invitation where clinic = ${clinic} and staff = ${staff} and used_at is null`
  await database.sql`
    insert into auth.invitation (hash, clinic, staff, email, purpose, forgets, expires_at)
    values (${hash(secret)}, ${clinic}, ${staff}, ${email}, ${purpose}, ${forgets}, ${until})`
  return secret
}

export async function findInvitation(database: AuthDatabase, secret: string): Promise<Invitation | null> {
  const [found] = await database.sql<Invitation>`
    select clinic, staff, email, purpose, forgets from auth.invitation where hash = ${hash(secret)} and used_at is null and expires_at > now()`
  return found ?? null
}

/** True for the first to use it, and for nobody after. */
export async function redeemInvitation(database: AuthDatabase, secret: string): Promise<boolean> {
  const used = await database.sql`
    update auth.invitation set used_at = now() where hash = ${hash(secret)} and used_at is null and expires_at > now() returning staff`
  return used.length > 0
}
