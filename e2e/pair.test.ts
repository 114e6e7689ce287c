import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { asOwner, calm, command, foundClinic, register } from '../bench/clinic.ts'
import { plan } from '../bench/plan.ts'
import { Program } from '../bench/torture/program.ts'
import { identity } from '../src/platform/db/account.ts'
import { binariesFor } from '../src/platform/db/binaries.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { initialise } from '../src/platform/db/initialise.ts'
import { placeOf } from '../src/platform/db/place.ts'
import { environment } from '../src/platform/db/postmaster.ts'
import { openProxy, type Wire } from '../src/platform/db/proxy.fixture.ts'
import { addressesOf } from '../src/platform/db/start.ts'
import { verify } from '../src/platform/journal/verify.ts'
import { freePort } from './waymark.ts'

// Two PostgreSQL servers in synchronous replication, with the settings that docs/operating.md gives. What a machine that
// is lost takes with it is its server; here it is killed in the middle of charting.
const folder = mkdtempSync(join(tmpdir(), 'waymark-pair-'))
chmodSync(folder, 0o755)
const PASSWORD = 'a password for two servers'
const silent = () => {}
const running: ChildProcess[] = []
let program: Program | undefined
let address: Wire | undefined
afterAll(async () => {
  await program?.kill('SIGTERM')
  await address?.close()
  await Promise.all(running.map((child) => ended(child, 'SIGQUIT')))
  rmSync(folder, { recursive: true, force: true })
})

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })
}

mkdirSync(join(folder, 'first'))
mkdirSync(join(folder, 'second'))
const place = placeOf(join(folder, 'first'), silent)
const binaries = binariesFor(place.account, silent)
const urlOf = (port: number, database = 'postgres') => `postgres://waymark:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`

/** Starts a server on a cluster and waits until it can be asked. */
async function serve(cluster: string): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  const child = spawn(binaries.postgres, ['-D', cluster, ...settings.flatMap((one) => ['-c', one])], {
    ...identity(place.account),
    cwd: '/',
    env: environment(),
    stdio: 'ignore',
  })
  running.push(child)
  await until(() => ask(port, 'select 1').then(Boolean, () => false))
  return { child, port }
}

async function ask(port: number, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(urlOf(port))
  try {
    await client.connect()
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(silent)
  }
}
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await pause(50)
}

/** A copy of a running server, as the low-level backup of PostgreSQL makes it, that follows it. */
async function follower(first: number): Promise<string> {
  const cluster = join(folder, 'second', 'db')
  const client = new pg.Client(urlOf(first))
  await client.connect()
  await client.query("select pg_backup_start('pair', true)")
  execFileSync('cp', ['-a', place.cluster, cluster])
  const { rows } = await client.query('select labelfile from pg_backup_stop()')
  await client.end()
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  const own = (name: string, text: string, flag = 'w') => {
    writeFileSync(join(cluster, name), text, { flag })
    if (place.account) execFileSync('chown', [`${place.account.uid}:${place.account.gid}`, join(cluster, name)])
  }
  own('backup_label', rows[0].labelfile)
  own('standby.signal', '')
  own('postgresql.auto.conf', `primary_conninfo = 'host=127.0.0.1 port=${first} user=waymark password=''${PASSWORD}'' application_name=second'\n`, 'a')
  return cluster
}

test('when the first of two servers is lost in the middle of charting, the second one has every entry that was acknowledged', async () => {
  await initialise(place, binaries, PASSWORD)
  const first = await serve(place.cluster)
  await ask(first.port, 'create database waymark')
  const second = await serve(await follower(first.port))
  await ask(first.port, "alter system set synchronous_standby_names = 'second'")
  await ask(first.port, 'select pg_reload_conf()')
  await until(async () => (await ask(first.port, 'select sync_state from pg_stat_replication'))[0]?.sync_state === 'sync')

  // One address that moves, as a balancer or a virtual address does.
  address = await openProxy(first.port)
  const env = { DATABASE_URL: address.through(urlOf(first.port, 'waymark')) }
  program = new Program(join(folder, 'data'), await freePort(), env)
  await program.start()
  const clinic = await foundClinic(program.port)
  const session = await plan(clinic, await register(clinic, 1))
  const post = async (body: { id: string }): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${program?.port}/api/sessions/${session}/commands`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${clinic.token}`, 'content-type': 'application/json' },
    })
    await answer.text()
    return answer.status
  }

  const acknowledged: string[][] = []
  let moved = false
  const person = async () => {
    const own: string[] = []
    acknowledged.push(own)
    for (let after = 0; after < 10; after += moved ? 1 : 0) {
      const body = command('record-readings', { values: calm, from: {} })
      for (let status = await post(body); status !== 200; status = await post(body)) {
        expect(status).toBe(503)
        await pause(50)
      }
      own.push(body.id)
    }
  }
  const charting = Promise.all(Array.from({ length: 8 }, person))
  while (acknowledged.flat().length < 80) await pause(5)
  await ended(first.child, 'SIGKILL')
  await address.refuse()
  const before = acknowledged.flat()
  await ask(second.port, 'select pg_promote()')
  const there = await ask(second.port, 'select pg_is_in_recovery() as follows')
  expect(there).toEqual([{ follows: false }])
  const database = openDatabase({ ...addressesOf(join(folder, 'data'), { DATABASE_URL: urlOf(second.port, 'waymark') }), connections: 2 })
  const kept = () =>
    database.acrossClinics(async (tx) =>
      (await tx.sql<{ id: string }>`select id from journal where stream_id = ${session} and type = 'readings-recorded' order by seq`).map(({ id }) => id),
    )
  expect(await kept()).toEqual(expect.arrayContaining(before))

  address.aim(second.port)
  await address.open()
  moved = true
  await charting
  const all = await kept()
  expect(all.length).toBeGreaterThan(before.length + 8 * 9)
  expect(all.toSorted()).toEqual(acknowledged.flat().toSorted())
  for (const own of acknowledged) expect(all.filter((id) => own.includes(id))).toEqual(own)
  expect((await verify(database)).flaw).toBeNull()
  await database.close()

  // And a Waymark that is started with the address of the second server.
  await program.kill('SIGTERM')
  program = new Program(join(folder, 'data'), await freePort(), { DATABASE_URL: urlOf(second.port, 'waymark') })
  await program.start()
  const { facts } = await asOwner<{ facts: { type: string }[] }>({ ...clinic, port: program.port }, `/api/sessions/${session}`)
  expect(facts.filter(({ type }) => type === 'readings-recorded')).toHaveLength(all.length)
})
