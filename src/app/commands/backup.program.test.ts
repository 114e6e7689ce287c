import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerOf } from '../../platform/backup/read.ts'
import { placeOf } from '../../platform/db/place.ts'

// The whole program as an operator runs it: a clinic on one data folder, its backup, and the same clinic on another. In this order.
const LONG = 240_000
const base = mkdtempSync(join(tmpdir(), 'waymark-restored-'))
const [first, second, file] = [join(base, 'first'), join(base, 'second'), join(base, 'clinic.age')]
const root = new URL('../../../', import.meta.url)
const left: ChildProcess[] = []
const PASSPHRASE = 'heron lantern gravel moss'
const olive = { email: 'olive@larch.example', password: 'four calm cedars stand' }

beforeAll(() => chmodSync(base, 0o711))
afterAll(() => {
  for (const child of left) child.kill('SIGKILL')
  for (const data of [first, second].filter((one) => existsSync(one))) rmSync(placeOf(data, () => {}).cluster, { recursive: true, force: true })
  rmSync(base, { recursive: true, force: true })
})

type Run = { readonly child: ChildProcess; text: string; readonly ended: Promise<number | null> }

function run(data: string, script: string, words: readonly string[], more: Record<string, string> = {}): Run {
  const { DATABASE_URL: _, WAYMARK_SECRET: __, ...env } = process.env
  const child = spawn(process.execPath, [script, ...words, '--data', data], { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  left.push(child)
  const made: Run = { child, text: '', ended: once(child, 'close').then(([code]) => code) }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (made.text += chunk))
  return made
}
const waymark = (data: string, words: readonly string[], passphrase = PASSPHRASE) =>
  run(data, 'src/app/cli.ts', words, passphrase ? { WAYMARK_BACKUP_PASSPHRASE: passphrase } : {})

async function start(data: string, ...words: string[]): Promise<Run & { readonly url: string }> {
  const port = await freePort()
  const program = run(data, 'src/app/main.ts', ['--port', String(port), ...words])
  let over = false
  void program.ended.then(() => {
    over = true
  })
  while (!program.text.includes(' is open at ')) {
    if (over) throw new Error(program.text)
    await pause(50)
  }
  return Object.assign(program, { url: `http://127.0.0.1:${port}` })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}

/** A browser with one cookie. */
async function ask(url: string, method: string, path: string, body?: unknown, cookie = '') {
  const headers = { origin: url, cookie, ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await fetch(`${url}/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  const set = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0])
  const text = await answer.text()
  return { status: answer.status, cookie: set.join('; '), body: text ? JSON.parse(text) : null }
}

let cookie = ''

test('a clinic is backed up while it is open, by its owner’s button and by the operator’s command', { timeout: LONG }, async () => {
  const key = join(base, 'key')
  writeFileSync(key, `${PASSPHRASE}\n`)
  const safe = join(base, 'safe')
  const program = await start(first, '--backup-dir', safe, '--backup-passphrase-file', key)
  const founded = await ask(program.url, 'POST', '/setup/clinic', {
    clinicName: 'Larch Street',
    zone: 'America/New_York',
    ownerName: 'Olive Marsh',
    alsoPhysician: true,
    ...olive,
  })
  expect(founded.status).toBe(200)
  cookie = founded.cookie
  const status = async () => (await ask(program.url, 'GET', '/backup', undefined, cookie)).body
  while (!(await status()).canAsk) await pause(50)
  expect(await status()).toMatchObject({ standing: 'none', daily: { at: '02:30', keep: 14 }, good: null, failed: null })
  expect((await ask(program.url, 'POST', '/backup', {}, cookie)).body).toEqual({ asked: true })
  while (!(await status()).good) await pause(100)
  const { good, standing } = await status()
  expect([standing, readdirSync(safe)]).toEqual(['good', [good.file]])
  expect((await headerOf(join(safe, good.file), PASSPHRASE)).clinics.map(({ name }) => name)).toEqual(['Larch Street'])

  const backup = waymark(first, ['backup', file])
  expect([await backup.ended, backup.text]).toEqual([0, expect.stringMatching(/^Backed up \d+ rows of Larch Street to .*clinic.age .*read it back/)])
  const again = waymark(first, ['backup', file])
  expect([await again.ended, again.text]).toEqual([1, expect.stringMatching(/is there already.*--force/)])
  const running = waymark(first, ['restore', file])
  expect([await running.ended, running.text]).toEqual([1, expect.stringContaining(`Waymark is already running at ${program.url}`)])
  program.child.kill('SIGTERM')
  expect([await program.ended, program.text]).toEqual([0, expect.not.stringMatching(/rror|failed/)])
})

test('a restore into the folder of a clinic, or with a wrong passphrase, is refused', { timeout: LONG }, async () => {
  const onto = waymark(first, ['restore', file])
  expect([await onto.ended, onto.text]).toEqual([1, expect.stringMatching(/not empty: it holds Larch Street. A restore never writes over a clinic/)])
  const wrong = waymark(second, ['restore', file], 'not the passphrase')
  expect([await wrong.ended, wrong.text]).toEqual([1, expect.stringMatching(/^The passphrase does not open/)])
  expect(existsSync(second)).toBe(false)
  const unasked = waymark(second, ['backup', join(base, 'x.age')], '')
  expect([await unasked.ended, unasked.text]).toEqual([1, expect.stringMatching(/A backup needs a passphrase/)])
})

test('restored elsewhere it opens: the owner’s session and password are good, the clinic is there, the chain holds', { timeout: LONG }, async () => {
  const restored = waymark(second, ['restore', file])
  expect([await restored.ended, restored.text]).toEqual([
    0,
    expect.stringMatching(
      /Restored \d+ rows of Larch Street as they were at .*\nAll \d+ events in \d+ streams are as they were written[\s\S]*\nEvery list is what/,
    ),
  ])
  const program = await start(second)
  expect((await ask(program.url, 'GET', '/me', undefined, cookie)).body).toMatchObject({ clinic: { name: 'Larch Street' } })
  expect((await ask(program.url, 'POST', '/auth/sign-in/email', olive)).status).toBe(200)
  expect((await ask(program.url, 'POST', '/auth/sign-in/email', { ...olive, password: 'four calm cedars fall' })).status).toBe(401)
  expect((await ask(program.url, 'GET', '/clinic', undefined, cookie)).body).toMatchObject({ name: 'Larch Street', zone: 'America/New_York' })
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  const verify = waymark(second, ['verify'])
  expect([await verify.ended, verify.text]).toEqual([0, expect.stringMatching(/^All \d+ events in \d+ streams are as they were written/)])
})
