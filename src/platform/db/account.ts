import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { NeedsHelp } from './needs-help.ts'

/** The user PostgreSQL runs as; `null` where that is simply the user who started Waymark. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number } | null

export type Say = (line: string) => void

const asRoot = (): boolean => process.getuid?.() === 0

/** PostgreSQL refuses to run as root. Root's Waymark lets it run as `postgres`, made here where there is none. */
export function databaseAccount(say: Say): Account {
  if (!asRoot()) return null
  return lookUp('postgres') ?? create('postgres') ?? borrow(say)
}

/** Whoever owns existing data goes on working with it: PostgreSQL insists on that. */
export function ownerOf(folder: string): Account {
  if (!asRoot()) return null
  const { uid, gid } = statSync(folder)
  if (uid === 0)
    throw new NeedsHelp(
      `The database in ${folder} belongs to root, and PostgreSQL does not run as root. Give it back to the user it ran as: chown -R postgres ${folder}`,
    )
  return { name: `user ${uid}`, uid, gid }
}

/** Whether `account` can pass through to what is inside. Asked of the system itself, as that user, because modes are only half the truth (access lists, mounts). */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' })
  return status === 0
}

export const identity = (account: Account): { uid?: number; gid?: number } => (account ? { uid: account.uid, gid: account.gid } : {})

const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`

function lookUp(name: string): Account {
  try {
    const ask = (what: string) => Number(execFileSync('id', [what, name], { encoding: 'utf8', env: { PATH }, stdio: ['ignore', 'pipe', 'ignore'] }))
    return { name, uid: ask('-u'), gid: ask('-g') }
  } catch {
    return null
  }
}

/** The two tools for it: of the large distributions, and of the small ones. */
function create(name: string): Account {
  const tools: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  for (const [tool, how] of tools) {
    if (spawnSync(tool, how, { env: { PATH }, stdio: 'ignore' }).status === 0) return lookUp(name)
  }
  return null
}

function borrow(say: Say): Account {
  const nobody = lookUp('nobody')
  if (!nobody || nobody.uid === 0) {
    throw new NeedsHelp(
      'PostgreSQL does not run as root, and no other user could be made here (useradd is missing). Start Waymark as an ordinary user, or set DATABASE_URL.',
    )
  }
  say('PostgreSQL does not run as root and a user "postgres" could not be made (useradd is missing); it runs as "nobody". A user of its own is safer.')
  return nobody
}
