import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identity } from './account.ts'
import type { Binaries } from './binaries.ts'
import { NeedsHelp } from './needs-help.ts'
import type { Place } from './place.ts'
import { environment } from './postmaster.ts'

export const OWNER = 'waymark'
const MAJOR = '18'

/** A new, empty cluster, unless there is one. It gets its name only when it is complete. */
export async function initialise({ folder, cluster, account }: Place, { initdb }: Binaries, password: string, flags: readonly string[] = []): Promise<boolean> {
  if (existsSync(cluster)) return expectMajor(cluster)
  const unfinished = `${cluster}.new`
  const passwordFile = join(folder, `.${randomBytes(6).toString('hex')}`)
  rmSync(unfinished, { recursive: true, force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    if (account) chownSync(unfinished, account.uid, account.gid)
    await run(
      initdb,
      // One collation on every system: a library that sorts names anew after an update would corrupt indexes.
      [...['-D', unfinished, '-U', OWNER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'], ...COLLATION, ...flags],
      identity(account),
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster)
  return true
}

const COLLATION = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function expectMajor(cluster: string): false {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file)) throw new NeedsHelp(`${cluster} exists but holds no database. Move it away, or choose another folder with --data.`)
  const major = readFileSync(file, 'utf8').trim()
  if (major === MAJOR) return false
  throw new NeedsHelp(
    `The database in ${cluster} was made by PostgreSQL ${major}; this Waymark brings ${MAJOR}. Use the Waymark it was made with to export it.`,
  )
}

function run(program: string, args: string[], who: { uid?: number; gid?: number }): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { ...who, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.once('error', failed)
    child.once('close', (code) => (code === 0 ? done() : failed(new NeedsHelp(`The database could not be created:\n${said.trim()}`))))
  })
}
