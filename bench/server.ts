import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { running } from '../src/app/start/instance.ts'
import { addressesOf } from '../src/platform/db/start.ts'

const root = join(import.meta.dirname, '..')

/** A data folder of the bench's own, gone afterwards. */
export async function withFolder<T>(work: (data: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  // So that PostgreSQL's own user may enter, and the database lies and goes with the folder.
  chmodSync(data, 0o755)
  try {
    return await work(data)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

export type Server = {
  readonly port: number
  readonly addresses: { readonly ownerUrl: string; readonly appUrl: string }
  readonly tookMs: number
  stop(): Promise<void>
}

/** Waymark as people start it, until its page and its interface answer. */
export async function startServer(data: string, port: number, words: readonly string[] = ['node', 'src/app/main.ts']): Promise<Server> {
  const [program = 'node', ...rest] = words
  const began = performance.now()
  const child = spawn(program, [...rest, '--port', String(port), '--data', data], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], detached: true })
  await usable(child, port)
  const tookMs = performance.now() - began
  return { port, addresses: addressesOf(data, process.env, running(data)?.databasePort), tookMs, stop: () => stopped(child) }
}

async function usable(child: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('Waymark did not start')
    const [page, setup] = await Promise.all([answers(port, '/'), answers(port, '/api/setup')])
    if (page && setup) return
    await pause(20)
  }
}

const answers = (port: number, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    async (answer) => (await answer.text()).length > 0 && answer.ok,
    () => false,
  )

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = new Promise((end) => child.once('exit', end))
  // The whole group: npm passes no signal on.
  process.kill(-child.pid, 'SIGTERM')
  await ended
}
