import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaksIn } from './private.ts'

const root = join(import.meta.dirname, '..')

/** A free port of this machine's loopback, at the moment of asking. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

export type Waymark = {
  readonly url: string
  readonly mllpPort: number
  readonly data: string
  readonly log: () => string
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Starts Waymark as a clinic would, on its own data folder, and waits for the address it prints. */
export async function startWaymark(args: readonly string[] = [], data = mkdtempSync(join(tmpdir(), 'waymark-e2e-'))): Promise<Waymark> {
  chmodSync(data, 0o755)
  const [port, mllpPort] = [await freePort(), await freePort()]
  const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/start.ts', '--port', `${port}`, '--mllp-port', `${mllpPort}`, '--data', data, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await untilReady(child, () => said)
  return { url: `http://127.0.0.1:${port}`, mllpPort, data, log: () => said, stop: (signal = 'SIGTERM') => end(child, signal).then(() => expectNobody(said)) }
}

/** Whatever a journey did, what the server said of it tells of nobody. */
function expectNobody(said: string): void {
  const leaks = leaksIn(said)
  if (leaks.length > 0) throw new Error(`The server's log tells of people:\n${leaks.join('\n')}`)
}

/** Removes a data folder after its Waymark has stopped. */
export const forget = (waymark: Waymark | undefined) => waymark && rmSync(waymark.data, { recursive: true, force: true })

const untilReady = (child: ChildProcess, said: () => string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error(`Waymark did not start in 60 s:\n${said()}`)), 60_000)
    const fail = (error: Error) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(error)
    }
    child.once('exit', (code) => fail(new Error(`Waymark ended with ${code}:\n${said()}`)))
    // It goes on talking; only the first word of its address is waited for.
    const listening = () => {
      if (!/http:\/\/127\.0\.0\.1:\d+/.test(said())) return
      child.stdout?.off('data', listening)
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve()
    }
    child.stdout?.on('data', listening)
  })

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill(signal)
  })
