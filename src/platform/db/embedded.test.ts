import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { placeOf } from './place.ts'
import { alive, folderOf } from './processes.ts'
import { startDatabase } from './start.ts'

// One data folder lives through everything a clinic's machine does to it. The tests run in this order.
// Closed to others but for passing through, as `npm start` makes it.
const data = mkdtempSync(join(tmpdir(), 'waymark-embedded-'))
chmodSync(data, 0o711)
const said: string[] = []
const start = (folder = data) => startDatabase(folder, {}, (line) => said.push(line))
const postmaster = () => {
  const file = join(placeOf(data, () => {}).cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}
const count = async (url: string) => {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from waymark.clinic')
  await client.end()
  return rows[0].n
}
afterAll(() => {
  rmSync(placeOf(data, () => {}).cluster, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
})

test('an empty folder becomes a migrated PostgreSQL 18', async () => {
  const started = await start()
  expect(started.version).toMatch(/^18\./)
  expect(started.applied[0]).toBe('0001_clinic.sql')
  const client = new pg.Client(started.ownerUrl)
  await client.connect()
  await client.query("insert into waymark.clinic (id, name, zone) values (gen_random_uuid(), 'First', 'UTC')")
  const { rows } = await client.query("select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens")
  expect(rows).toEqual([{ fsync: 'on', listens: '127.0.0.1' }])
  await client.end()
  await started.stop()
})

test('its database lies in the data folder itself', () => {
  expect(placeOf(data, () => {}).cluster).toBe(join(data, 'db'))
})

test('its keys are for its owner only', () => {
  expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('a second start keeps everything and is quick', async () => {
  const before = performance.now()
  const started = await start()
  expect(performance.now() - before).toBeLessThan(3000)
  expect(started.applied).toEqual([])
  expect(await count(started.appUrl)).toBe(0)
  expect(await count(started.ownerUrl)).toBe(1)
  await started.stop()
})

test('after a stop no process is left', async () => {
  const started = await start()
  const pid = postmaster()
  await started.stop()
  expect(alive(pid)).toBe(false)
})

test('a PostgreSQL that is killed comes back at the same address', async () => {
  const started = await start()
  const pid = postmaster()
  process.kill(pid, 'SIGKILL')
  const again = async () => postmaster() !== pid && (await count(started.ownerUrl).catch(() => 0))
  for (let tries = 0; tries < 100 && !(await again()); tries++) await pause(100)
  expect(await count(started.ownerUrl)).toBe(1)
  await started.stop()
})

test('a Waymark that is killed leaves its PostgreSQL, and the next start stops it in order and goes on', async () => {
  const starter = `const { startDatabase } = await import(${JSON.stringify(new URL('start.ts', import.meta.url).href)})
    await startDatabase(${JSON.stringify(data)}, {}); console.log('up'); setInterval(() => {}, 1000)`
  const killed = spawn(process.execPath, ['--input-type=module', '-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(killed.stdout, 'data')
  const orphan = postmaster()
  await expect(start()).rejects.toThrow(`in use by another Waymark (process ${killed.pid})`)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(alive(orphan)).toBe(true)

  said.length = 0
  const started = await start()
  expect(said).toEqual([`The database was still running after Waymark had been killed (process ${orphan}); stopping it in order`])
  expect(alive(orphan)).toBe(false)
  expect(await count(started.ownerUrl)).toBe(1)
  await started.stop()
})

test('a pid file whose number now belongs to somebody else is no hindrance', async () => {
  const { cluster } = placeOf(data, () => {})
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`)
  const started = await start()
  expect(await count(started.ownerUrl)).toBe(1)
  await started.stop()
})

/** Processes of a cluster, by the folder they work in. */
const processesIn = (cluster: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(Number(name)) === cluster && alive(Number(name)))
    .map(Number)

test.runIf(process.platform === 'linux')(
  'a process of a killed PostgreSQL that still has the files open keeps a second one from writing beside it',
  async () => {
    const starter = `const { startDatabase } = await import(${JSON.stringify(new URL('start.ts', import.meta.url).href)})
    const pg = (await import('pg')).default
    const { ownerUrl } = await startDatabase(${JSON.stringify(data)}, {}); const client = new pg.Client(ownerUrl); client.on('error', () => {})
    await client.connect(); console.log((await client.query('select pg_backend_pid() as pid')).rows[0].pid); setInterval(() => {}, 1000)`
    const killed = spawn(process.execPath, ['--input-type=module', '-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] })
    const backend = Number(String((await once(killed.stdout, 'data'))[0]))
    const [cluster, old] = [realpathSync(placeOf(data, () => {}).cluster), postmaster()]
    process.kill(backend, 'SIGSTOP')
    killed.kill('SIGKILL')
    process.kill(old, 'SIGKILL')
    await once(killed, 'exit')
    while (processesIn(cluster).length > 1) await pause(10)
    expect(processesIn(cluster)).toEqual([backend])

    const starting = start()
    const [first] = await Promise.all([
      Promise.race([starting.then(() => 'started'), refused().then(() => 'refused')]),
      refused().then(() => process.kill(backend, 'SIGKILL')),
    ])
    expect(first).toBe('refused')
    const started = await starting
    expect(processesIn(cluster)).not.toContain(backend)
    expect(await count(started.ownerUrl)).toBe(1)
    await started.stop()
  },
)

/** Until PostgreSQL has said that it does not start beside another one. */
async function refused(): Promise<void> {
  const log = join(placeOf(data, () => {}).folder, 'postgres.log')
  while (!/pre-existing shared memory block .* is still in use/.test(readFileSync(log, 'utf8'))) await pause(10)
}

test('a database without its key says what is missing', async () => {
  const kept = readFileSync(join(data, 'secrets.json'))
  rmSync(join(data, 'secrets.json'))
  await expect(start()).rejects.toThrow(/restore secrets.json/)
  writeFileSync(join(data, 'secrets.json'), kept, { mode: 0o600 })
  expect(existsSync(join(data, 'secrets.json'))).toBe(true)
})

test('an address that is no PostgreSQL is named', async () => {
  await expect(startDatabase(data, { DATABASE_URL: 'mysql://a@b/c' })).rejects.toThrow(/not an address of the form/)
  await expect(startDatabase(data, { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/c' })).rejects.toThrow(/cannot be reached/)
})
