import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { folder, PASSPHRASE } from '../platform/backup/backup.testing.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { memoryJobs } from '../platform/jobs/memory.ts'
import { openKeeping } from './keeping.ts'

const { database } = await freshDatabase()
const faults: unknown[] = []
const queue = memoryJobs({ onFault: (fault) => faults.push(fault) })

/** A node with its own data folder, working the shared queue. */
async function node(dir: string | null) {
  const data = folder()
  const arranged = dir === null ? null : { dir, keep: 3, at: '02:30', cron: '30 2 * * *', passphrase: PASSPHRASE }
  const keeping = openKeeping({ database, data, arranged, waymark: '0.1.0', report: (fault) => faults.push(fault), say: () => {} })
  await keeping.begin(async () => queue.node())
  return { keeping, data }
}

test('of two nodes one seals and one backs up; a node without a folder shows the same answer and cannot be asked', { timeout: 60_000 }, async () => {
  const safe = join(folder(), 'safe')
  const [plain, arranged] = [await node(null), await node(safe)]
  expect(await plain.keeping.status()).toMatchObject({ standing: 'none', daily: null, good: null, canAsk: false })
  expect(await plain.keeping.backUpNow()).toBe(false)
  expect(await arranged.keeping.status()).toMatchObject({ standing: 'none', daily: { at: '02:30', zone: 'America/New_York', keep: 3 }, canAsk: true })

  expect(await queue.due('seal')).toBe(true)
  expect([plain, arranged].filter(({ data }) => existsSync(join(data, 'seals')))).toHaveLength(1)

  expect(await arranged.keeping.backUpNow()).toBe(true)
  await vi.waitFor(async () => expect((await plain.keeping.status()).good).not.toBeNull(), 30_000)
  expect(readdirSync(safe)).toEqual([(await plain.keeping.status()).good?.file])
  expect((await plain.keeping.lastBackup()).good?.kind).toBe('asked')
  await Promise.all([plain.keeping.close(), arranged.keeping.close()])
  expect(faults).toEqual([])
})

test('a backup that fails is told, tried again, and stands on the owner’s screen with its reason', async () => {
  const unplugged = join(folder(), 'unplugged', 'safe')
  const { keeping } = await node(unplugged)
  await queue.due('backup')
  expect(faults.length).toBeGreaterThan(1)
  expect(String(faults[0])).toMatch(/The backup to .* failed: The folder, or the disk it is on, is not there/)
  expect(await keeping.status()).toMatchObject({
    standing: 'failed',
    failed: { why: expect.stringMatching(/^The folder, or the disk it is on, is not there/) },
  })
  faults.splice(0)
  mkdirSync(join(unplugged, '..'))
  await queue.due('backup')
  expect([faults, (await keeping.status()).standing]).toEqual([[], 'good'])
  await keeping.close()
})

test('a queue that cannot be reached is told, and the clinic stays open', async () => {
  const keeping = openKeeping({ database, data: folder(), arranged: null, waymark: '0.1.0', report: (fault) => faults.push(fault), say: () => {} })
  await keeping.begin(async () => {
    throw new Error('permission denied for schema jobs')
  })
  expect(String(faults.at(-1))).toMatch(/backups, seals\) does not run on this node: permission denied for schema jobs/)
  expect((await keeping.status()).canAsk).toBe(false)
  await keeping.close()
})
