import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identity, type Say } from './account.ts'
import type { Binaries } from './binaries.ts'
import { NeedsHelp } from './needs-help.ts'
import { settleEarlier } from './orphan.ts'
import type { Place } from './place.ts'

export type Postmaster = {
  readonly port: number
  readonly pid: number
  /** Settles when the process is gone, for whatever reason. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

export type Settings = Readonly<Record<string, string>>

/** Nothing a patient said may reach the log: it is terse, and statements are not in it. */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

/** Starts PostgreSQL on a free port and returns when it takes connections. */
export async function startPostmaster(place: Place, binaries: Binaries, say: Say, settings: Settings = {}, wanted?: number): Promise<Postmaster> {
  await settleEarlier(place.cluster, say)
  let last = ''
  // Two faults pass by themselves: somebody took the port first; processes of a killed server still hold its memory.
  for (let attempt = 0; attempt < 40; attempt++) {
    const port = wanted ?? (await freePort())
    const started = launch(place, binaries, { ...SETTINGS, ...settings, port: String(port) }, port)
    if (await started.ready) return started.postmaster
    last = started.log()
    if (!/could not bind|Address already in use|still in use|pre-existing shared memory/.test(last)) break
    await pause(250)
  }
  throw new NeedsHelp(`PostgreSQL did not start. Its log is ${logOf(place)} and ends with:\n${last.trim().split('\n').slice(-6).join('\n')}`)
}

const logOf = (place: Place) => join(place.folder, 'postgres.log')

function launch(place: Place, { postgres, pgCtl }: Binaries, settings: Settings, port: number) {
  const log = logOf(place)
  if (existsSync(log) && statSync(log).size > 5_000_000) rmSync(log)
  const out = openSync(log, 'a', 0o600)
  const from = statSync(log).size
  // Its own session: Ctrl-C in the terminal is Waymark's to handle, and Waymark stops PostgreSQL last.
  const child = spawn(postgres, ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...identity(place.account),
    cwd: '/',
    env: environment(),
    stdio: ['ignore', out, out],
    detached: true,
  })
  closeSync(out)
  child.unref()
  let over = false
  const gone = new Promise<void>((done) => {
    const end = () => {
      over = true
      process.off('exit', interrupt)
      done()
    }
    child.once('exit', end).once('error', end)
  })
  const interrupt = () => void child.kill('SIGINT')
  process.once('exit', interrupt)
  const postmaster: Postmaster = { port, pid: child.pid ?? 0, gone, stop: () => stop() }
  return { postmaster, ready: ready(), log: () => readFileSync(log).subarray(from).toString('utf8') }

  async function ready(): Promise<boolean> {
    for (const until = Date.now() + 120_000; !over && Date.now() < until; await pause(10)) {
      if (isReady(place.cluster, postmaster.pid)) return true
    }
    if (!over) await stop()
    return false
  }

  /** Fast shutdown: open transactions are rolled back, everything acknowledged is written. */
  async function stop(): Promise<void> {
    if (over) return
    if (process.platform === 'win32') spawn(pgCtl, ['stop', '-D', place.cluster, '-m', 'fast'], { stdio: 'ignore' })
    else child.kill('SIGINT')
    const late = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    child.ref()
    await gone
    clearTimeout(late)
  }
}

/** PostgreSQL itself says so, in the eighth line of its pid file. */
function isReady(cluster: string, pid: number): boolean {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return false
  const lines = readFileSync(file, 'utf8').split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** Settings meant for another PostgreSQL (PGPORT, PGDATA, PGSSLMODE …) must not reach ours. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LANGUAGE$|NODE_)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

async function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((found, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
