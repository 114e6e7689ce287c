import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ask } from '../backup/backup.testing.ts'
import { freshDatabase } from '../db/testing.ts'
import { dailyAt, type Job, type Jobs } from './jobs.ts'
import { memoryJobs } from './memory.ts'
import { openJobs } from './postgres.ts'

const { ownerUrl } = await freshDatabase()
const faults: unknown[] = []
beforeEach(() => faults.splice(0))

/** On a schedule whose time is the minute that is running; near its end, the next one, so that it cannot slip away. */
const thisMinute = (): string => {
  const now = new Date(Date.now() + 10_000)
  return `${now.getUTCMinutes()} ${now.getUTCHours()} * * *`
}
const job = (name: string, run: Job['run'], cron = '0 0 1 1 *'): Job => ({ name, cron, zone: 'UTC', within: 60, again: 1, run })

const memory = memoryJobs({ onFault: (fault) => faults.push(fault) })
const worlds = [
  ['in memory', async (): Promise<Jobs> => memory.node()],
  ['in the database', () => openJobs({ ownerUrl, onFault: (fault) => faults.push(fault), poll: 1, look: 1 })],
] as const

describe.each(worlds)('%s', (world, node) => {
  const named = (name: string) => `${name}-${world.replaceAll(' ', '-')}`

  test('what is asked for by two nodes at once is done once', { timeout: 60_000 }, async () => {
    const name = named('asked')
    const [one, two] = [await node(), await node()]
    const runs: boolean[] = []
    let finish = () => {}
    const held = new Promise<void>((done) => {
      finish = done
    })
    const work = job(name, async (asked) => {
      runs.push(asked)
      await held
    })
    await one.add(work)
    await two.add(work)
    const answers = await Promise.all([one.ask(name), two.ask(name), one.ask(name), two.ask(name)])
    expect(answers.filter(Boolean)).toHaveLength(1)
    await vi.waitFor(() => expect(runs).toEqual([true]), 20_000)
    expect(await two.busy(name)).toBe(true)
    finish()
    await vi.waitFor(async () => expect(await one.busy(name)).toBe(false), 20_000)
    await Promise.all([one.close(), two.close()])
    expect(runs).toEqual([true])
  })

  test('what fails is told and tried again', { timeout: 60_000 }, async () => {
    const name = named('failing')
    const jobs = await node()
    let tries = 0
    const work = job(name, async () => {
      tries += 1
      if (tries < 3) throw new Error(`try ${tries}`)
    })
    await jobs.add(work)
    expect(await jobs.ask(name)).toBe(true)
    await vi.waitFor(() => expect(tries).toBe(3), 30_000)
    await jobs.close()
    expect(faults.map((fault) => (fault as Error).message)).toEqual(['try 1', 'try 2'])
  })
})

test('whoever has mended what made it fail need not wait for the next try', { timeout: 60_000 }, async () => {
  const jobs = await openJobs({ ownerUrl, onFault: (fault) => faults.push(fault), poll: 1, look: 1 })
  const runs: boolean[] = []
  let mended = false
  const work = job('mended', async (asked) => {
    runs.push(asked)
    if (!mended) throw new Error('the disk is not there')
  })
  await jobs.add({ ...work, again: 3_600 })
  await jobs.ask('mended')
  await vi.waitFor(async () => expect(await ask(ownerUrl, "select state::text from jobs.job where name = 'mended'")).toEqual([{ state: 'retry' }]), 30_000)
  expect(await jobs.busy('mended')).toBe(false)
  mended = true
  expect(await jobs.ask('mended')).toBe(true)
  await vi.waitFor(() => expect(runs).toEqual([true, true]), 30_000)
  await jobs.close()
})

test('a job that is due is done by one of two nodes, once', { timeout: 120_000 }, async () => {
  const nodes = await Promise.all([1, 2].map(() => openJobs({ ownerUrl, onFault: (fault) => faults.push(fault), poll: 1, look: 1 })))
  const runs: string[] = []
  const cron = thisMinute()
  for (const [n, jobs] of nodes.entries()) await jobs.add(job('due', async (asked) => void runs.push(`${asked ? 'asked' : 'due'} at node ${n}`), cron))
  await vi.waitFor(() => expect(runs.length).toBeGreaterThan(0), 90_000)
  await Promise.all(nodes.map((jobs) => jobs.close()))
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatch(/^due/)
  expect(await ask(ownerUrl, "select state::text from jobs.job where name = 'due'")).toEqual([{ state: 'completed' }])
  expect(faults).toEqual([])
})

test('what came due while no node ran is made good once at the next start', { timeout: 120_000 }, async () => {
  const hourAgo = new Date(Date.now() - 3_600_000)
  const cron = `${hourAgo.getUTCMinutes()} ${hourAgo.getUTCHours()} * * *`
  const first = await openJobs({ ownerUrl, onFault: (fault) => faults.push(fault), poll: 1, look: 1 })
  await first.add(job('missed', async () => {}, cron))
  await first.close()
  await ask(ownerUrl, "update jobs.schedule set created_on = now() - interval '3 days'; update jobs.version set cron_on = now() - interval '2 days'")
  const runs: boolean[] = []
  const nodes = await Promise.all([1, 2].map(() => openJobs({ ownerUrl, onFault: (fault) => faults.push(fault), poll: 1, look: 1 })))
  for (const jobs of nodes) await jobs.add(job('missed', async (asked) => void runs.push(asked), cron))
  await vi.waitFor(() => expect(runs).toEqual([false]), 60_000)
  await Promise.all(nodes.map((jobs) => jobs.close()))
  expect(runs).toEqual([false])
})

test('the role that works the queue sees no chart, no sign-in and no list of backups', async () => {
  const seen = await ask<{ table: string }>(
    ownerUrl,
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v') and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')
       and has_table_privilege('waymark_jobs', c.oid, 'select, insert, update, delete')`,
  )
  expect(seen).toEqual([])
  const [role] = await ask<{ past: boolean }>(
    ownerUrl,
    "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin as past from pg_roles where rolname = 'waymark_jobs'",
  )
  expect(role).toEqual({ past: false })
})

test('times of day are read; what is none is not guessed', () => {
  expect([dailyAt('02:30'), dailyAt('0:05'), dailyAt('23:59')]).toEqual(['30 2 * * *', '5 0 * * *', '59 23 * * *'])
  for (const text of ['24:00', '2', '02:60', '2:5', 'noon', '']) expect(dailyAt(text)).toBeNull()
})
