import { createHash, createHmac, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import pg from 'pg'
import { connection } from './database.ts'
import { LOCK } from './migrate.ts'
import { NeedsHelp } from './needs-help.ts'
import { secret } from './secrets.ts'
import { SteadyClient } from './steady.ts'

const GROUP = 'waymark_app'

/**
 * The address under which the server works: a login of its own, a member of `waymark_app`, so that row-level security holds.
 * The login is made where it is missing; `given` (WAYMARK_APP_DATABASE_URL) replaces it.
 */
export async function appLogin(ownerUrl: string, dataDir: string, given?: string): Promise<string> {
  const url = given ?? appUrlFor(ownerUrl, dataDir)
  const fault = await tryLogin(url)
  if (!fault) return url
  if (given) throw new NeedsHelp(`WAYMARK_APP_DATABASE_URL does not work: ${fault}`)
  await makeLogin(ownerUrl, url)
  const still = await tryLogin(url)
  if (still) throw new NeedsHelp(`The login the server works as was made, but cannot be used: ${still}`)
  return url
}

/**
 * The password follows from the owner's, so that every node with the same DATABASE_URL has the same one and nothing needs copying.
 * An owner without password (a socket, a certificate) gets a random one from this data folder.
 */
export function appUrlFor(ownerUrl: string, dataDir: string): string {
  const url = new URL(ownerUrl)
  const database = databaseName(url)
  const owner = url.searchParams.get('password') ?? decodeURIComponent(url.password)
  const password = owner
    ? scryptSync(owner, `${GROUP} ${database}`, 24, { N: 4096 }).toString('hex')
    : secret(dataDir, `app ${database}`, () => randomBytes(24).toString('hex'))
  const user = `${GROUP}_${database}`.slice(0, 63)
  if (url.host) {
    url.username = encodeURIComponent(user)
    url.password = password
    url.searchParams.delete('user')
    url.searchParams.delete('password')
  } else {
    url.searchParams.set('user', user)
    url.searchParams.set('password', password)
  }
  return url.href
}

const databaseName = (url: URL): string => decodeURIComponent(url.pathname.slice(1)) || url.searchParams.get('dbname') || 'postgres'

/** Null when all is well, else what is wrong in words. */
async function tryLogin(url: string): Promise<string | null> {
  const client = new SteadyClient(connection(url))
  try {
    await client.connect()
    const { rows } = await client.query<{ member: boolean; past: boolean; name: string }>(
      `select current_user as name, pg_has_role('${GROUP}', 'usage') as member, rolsuper or rolbypassrls as past from pg_roles where rolname = current_user`,
    )
    const [role] = rows
    if (role?.past) return `"${role.name}" passes row-level security (superuser or bypassrls), so clinics would not be kept apart. Use an ordinary login.`
    return role?.member ? null : `"${role?.name}" is not in the group; run: grant ${GROUP} to ${pg.escapeIdentifier(role?.name ?? '')};`
  } catch (fault) {
    return (fault as Error).message
  } finally {
    await client.end().catch(() => {})
  }
}

/** What an administrator runs where the owner of the database may not make roles. */
export function rolesByHand(ownerUrl: string, appUrl: string): string {
  const { name, password } = loginIn(appUrl)
  const role = pg.escapeIdentifier(name)
  const owner = pg.escapeIdentifier(loginIn(ownerUrl).name)
  const groups = [GROUP, 'waymark_auth', 'waymark_jobs'].map((group) => `create role ${group} nologin;  -- unless it exists`)
  const sql = [
    ...groups,
    `grant waymark_auth, waymark_jobs to ${owner} with admin option;`,
    `create role ${role} login password '${password}';`,
    `grant ${GROUP} to ${role};`,
  ]
  return (
    `An administrator of that PostgreSQL runs once:\n\n  ${sql.join('\n  ')}\n\nthen start Waymark again. ` +
    `Or give a login of your own in WAYMARK_APP_DATABASE_URL; it must be a member of ${GROUP}.`
  )
}

function loginIn(appUrl: string): { name: string; password: string; database: string } {
  const url = new URL(appUrl)
  const part = (text: string, key: string) => decodeURIComponent(text) || (url.searchParams.get(key) ?? '')
  return { name: part(url.username, 'user'), password: part(url.password, 'password'), database: databaseName(url) }
}

async function makeLogin(ownerUrl: string, appUrl: string): Promise<void> {
  const { name, password, database } = loginIn(appUrl)
  const role = pg.escapeIdentifier(name)
  const client = new SteadyClient(connection(ownerUrl))
  await client.connect()
  try {
    // Two nodes that start at one moment both find no login; the second waits here and finds the first one's.
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login password '${verifier(password)}'`)
    await client.query(`grant ${GROUP} to ${role}`)
    await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${GROUP}`)
  } catch (fault) {
    if (!(fault instanceof pg.DatabaseError) || fault.code !== '42501') throw fault
    throw new NeedsHelp(`The user in DATABASE_URL may not create the login that the server works as (${fault.message}). ${rolesByHand(ownerUrl, appUrl)}`)
  } finally {
    await client.end()
  }
}

/** The form in which PostgreSQL keeps a password (RFC 5802), computed here so that the password itself never lies in a server's log. */
function verifier(password: string): string {
  const salt = randomBytes(16)
  const rounds = 4096
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}
