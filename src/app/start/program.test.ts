import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOf } from '../../platform/db/place.ts'
import { alive } from '../../platform/db/processes.ts'

// The whole program as `npm start` runs it, on one data folder. The tests run in this order.
const LONG = 120_000
const data = mkdtempSync(join(tmpdir(), 'waymark-program-'))
const root = new URL('../../../', import.meta.url)
const left: ChildProcess[] = []
let [port, other] = [0, 0]

beforeAll(async () => {
  chmodSync(data, 0o711)
  port = await freePort()
  other = await freePort()
})
afterAll(() => {
  for (const child of left) child.kill('SIGKILL')
  const { cluster } = placeOf(data, () => {})
  rmSync(cluster, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
})

type Run = { readonly child: ChildProcess; text: string; readonly ended: Promise<number | null> }

function run(file: string, ...words: string[]): Run {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [file, ...words, '--data', data], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  left.push(child)
  const made: Run = { child, text: '', ended: once(child, 'close').then(([code]) => code) }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (made.text += chunk))
  return made
}
const start = (on = port) => run('src/app/main.ts', '--port', String(on))
const waymark = (name: string) => run('src/app/cli.ts', name)

async function open(program: Run): Promise<void> {
  let over = false
  void program.ended.then(() => {
    over = true
  })
  while (!program.text.includes(' is open at ')) {
    if (over) throw new Error(program.text)
    await pause(50)
  }
}
const postmaster = () => Number(readFileSync(join(placeOf(data, () => {}).cluster, 'postmaster.pid'), 'utf8').split('\n')[0])

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return free
}

test('it opens, answers, says where, and ends in order', { timeout: LONG }, async () => {
  const program = start()
  await open(program)
  expect(program.text).toContain(`http://127.0.0.1:${port}`)
  expect((await fetch(`http://127.0.0.1:${port}/api/setup`)).status).toBe(200)
  const status = waymark('status')
  expect([await status.ended, status.text]).toEqual([0, `Waymark is running at http://127.0.0.1:${port}, pid ${program.child.pid} (data folder ${data})\n`])

  const database = postmaster()
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(alive(database)).toBe(false)
  expect(await waymark('status').ended).toBe(3)
})

test('a second one on the same data, and one on a taken port, are told so', { timeout: LONG }, async () => {
  const program = start()
  await open(program)
  for (const on of [other, port]) {
    const second = start(on)
    expect([await second.ended, second.text]).toEqual([1, `Waymark is already running at http://127.0.0.1:${port}, pid ${program.child.pid}\n`])
  }
  const verify = waymark('verify')
  expect(await verify.ended).toBe(0)
  expect(verify.text).toContain('are as they were written')
  program.child.kill('SIGINT')
  expect(await program.ended).toBe(0)

  const taken = createServer().listen(port, '127.0.0.1')
  await once(taken, 'listening')
  const refused = start()
  expect([await refused.ended, refused.text]).toEqual([1, `Port ${port} is taken. Start with: npm start -- --port ${port + 1}\n`])
  await new Promise((closed) => taken.close(closed))
})

test('after a kill the next start takes over lock and database', { timeout: LONG }, async () => {
  const killed = start()
  await open(killed)
  killed.child.kill('SIGKILL')
  await killed.ended
  const again = start()
  await open(again)
  expect(again.text).toContain('after Waymark had been killed')
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
})

test('a command works as well when nobody runs', { timeout: LONG }, async () => {
  const verify = waymark('verify')
  expect([await verify.ended, verify.text]).toEqual([0, 'All 0 events in 0 streams are as they were written; all 0 commands are accounted for.\n'])
})
