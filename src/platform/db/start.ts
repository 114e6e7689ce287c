import pg from 'pg'
import type { Say } from './account.ts'
import { appLogin, appUrlFor, rolesByHand } from './app-login.ts'
import { connection } from './database.ts'
import { ownerUrl, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { NeedsHelp } from './needs-help.ts'
import { secret } from './secrets.ts'
import { SteadyClient } from './steady.ts'

export type Started = {
  readonly ownerUrl: string
  readonly appUrl: string
  /** Port of our own PostgreSQL; absent where DATABASE_URL names another. */
  readonly port?: number
  /** For people: where the data lies. */
  readonly where: string
  readonly version: string
  /** Migrations applied just now. */
  readonly applied: readonly string[]
  stop(): Promise<void>
}

export type DatabaseEnv = { readonly DATABASE_URL?: string | undefined; readonly WAYMARK_APP_DATABASE_URL?: string | undefined }

const NAME = 'waymark'

/** A database ready for use: running, of a version we know, migrated, with the login the server works as. */
export async function startDatabase(dataDir: string, env: DatabaseEnv, say: Say = () => {}): Promise<Started> {
  const reached = await reachDatabase(dataDir, env, say)
  try {
    return { ...reached, ...(await prepare(reached.ownerUrl, dataDir, env.WAYMARK_APP_DATABASE_URL)) }
  } catch (fault) {
    await reached.stop()
    throw fault
  }
}

/** The database running and of a version we know, with nothing of ours laid in it: where a restore begins. */
export async function reachDatabase(dataDir: string, env: DatabaseEnv, say: Say = () => {}): Promise<Omit<Started, 'appUrl' | 'applied'>> {
  if (env.DATABASE_URL) {
    const { hostname, pathname } = readUrl(env.DATABASE_URL)
    const version = await versionOf(env.DATABASE_URL)
    return { ownerUrl: env.DATABASE_URL, version, where: `${hostname || 'this machine'}${pathname}`, stop: async () => {} }
  }
  const embedded = await startEmbedded(dataDir, { say })
  try {
    await createDatabase(embedded.url('postgres'))
    const ownerUrl = embedded.url(NAME)
    return { ownerUrl, version: await versionOf(ownerUrl), port: embedded.port, where: embedded.place.cluster, stop: embedded.stop }
  } catch (fault) {
    await embedded.stop()
    throw fault
  }
}

/** The addresses of a database that a running Waymark has started; see `port` of Started. */
export function addressesOf(dataDir: string, env: DatabaseEnv, port?: number): { ownerUrl: string; appUrl: string } {
  const owner = env.DATABASE_URL ?? ownerUrl(secret(dataDir, 'database'), port ?? 0, NAME)
  return { ownerUrl: owner, appUrl: env.WAYMARK_APP_DATABASE_URL ?? appUrlFor(owner, dataDir) }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^postgres(ql)?:$/.test(url.protocol)) return url
  throw new NeedsHelp('DATABASE_URL is not an address of the form postgres://user:password@host:5432/database')
}

/** Migrations and the login the server works as. */
export async function prepare(owner: string, dataDir: string, givenApp?: string): Promise<{ appUrl: string; applied: readonly string[] }> {
  const applied = await migrate(owner).catch((fault: Error) => {
    const denied = fault.cause instanceof pg.DatabaseError && fault.cause.code === '42501'
    throw denied ? new NeedsHelp(`${fault.message}. ${rolesByHand(owner, givenApp ?? appUrlFor(owner, dataDir))}`) : fault
  })
  return { appUrl: await appLogin(owner, dataDir, givenApp), applied }
}

async function versionOf(url: string): Promise<string> {
  const client = new SteadyClient({ ...connection(url), connectionTimeoutMillis: 15_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string; number: string }>(
      "select current_setting('server_version') as server_version, current_setting('server_version_num') as number",
    )
    const version = rows[0]?.server_version.split(' ')[0] ?? ''
    if (Number(rows[0]?.number) < 150_000) throw new NeedsHelp(`DATABASE_URL leads to PostgreSQL ${version}. Waymark needs 15 or newer.`)
    return version
  } catch (fault) {
    if (fault instanceof NeedsHelp) throw fault
    throw new NeedsHelp(`The database cannot be reached: ${(fault as Error).message || (fault as NodeJS.ErrnoException).code}`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Also after a first start that was cut off between the cluster and this. */
async function createDatabase(url: string): Promise<void> {
  const client = new SteadyClient(connection(url))
  await client.connect()
  const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME])
  if (!rowCount) await client.query(`create database ${NAME}`)
  await client.end()
}
