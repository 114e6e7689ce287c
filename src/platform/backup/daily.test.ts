import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { addMs, type Instant, instant } from '../../medicine/time.ts'
import { freshDatabase } from '../db/testing.ts'
import { ask, folder, PASSPHRASE, WORK } from './backup.testing.ts'
import { backUp, type DailyBackup } from './daily.ts'
import { lastBackup } from './ledger.ts'
import { headerOf } from './read.ts'
import { isLeftOver, scheduledName, surplus } from './retention.ts'
import { standing } from './standing.ts'
import { writeBackup } from './write.ts'

const fresh = await freshDatabase()
const DAY_MS = 86_400_000
let clock: Instant
let dir = ''
const said: string[] = []
const daily = (change: Partial<DailyBackup> = {}): DailyBackup => ({
  database: fresh.database,
  data: folder(),
  dir,
  keep: 3,
  passphrase: PASSPHRASE,
  waymark: '0.1.0',
  node: 'larch-1',
  now: () => clock,
  write: (order) => writeBackup({ ...order, work: WORK }),
  say: (line) => said.push(line),
  ...change,
})
/** `n` days, one backup each, as the schedule makes them. */
async function days(n: number, change: Partial<DailyBackup> = {}) {
  for (let i = 0; i < n; i++) {
    await backUp(daily(change), 'scheduled')
    clock = addMs(clock, DAY_MS)
  }
}

beforeEach(async () => {
  dir = join(folder(), 'safe')
  clock = instant(Date.parse('2026-11-20T02:30:00Z'))
  said.splice(0)
  await ask(fresh.ownerUrl, 'delete from keeping.backup_run')
})

test('a backup a day, the newest three are kept, and each opens', async () => {
  await days(5)
  expect(readdirSync(dir).sort()).toEqual(['waymark-2026-11-22T02-30-00Z.age', 'waymark-2026-11-23T02-30-00Z.age', 'waymark-2026-11-24T02-30-00Z.age'])
  for (const name of readdirSync(dir)) expect((await headerOf(join(dir, name), PASSPHRASE)).takenAt).toBe(`${name.slice(8, 21)}:30:00.000Z`)
  expect((await lastBackup(fresh.database)).good).toMatchObject({ at: '2026-11-24T02:30:00.000Z', kind: 'scheduled', node: 'larch-1' })
})

test('files that others put there stay, whatever they are called', async () => {
  mkdirSync(dir, { recursive: true })
  const others = ['waymark-2020-01-01T02-30-00Z.age', 'year-end.age', 'notes.txt']
  for (const name of others) writeFileSync(join(dir, name), 'of somebody else')
  await days(5)
  for (const name of others) expect(existsSync(join(dir, name)), name).toBe(true)
})

test('a file that is no longer as it was made is left alone, and does not count as one of the three', async () => {
  await days(3)
  writeFileSync(join(dir, 'waymark-2026-11-21T02-30-00Z.age'), 'changed')
  await days(1)
  expect(readdirSync(dir).sort()).toEqual([20, 21, 22, 23].map((day) => `waymark-2026-11-${day}T02-30-00Z.age`))
  expect(said).toEqual([expect.stringMatching(/2026-11-21T02-30-00Z.age is not as it was made; it is left alone/)])
})

test('backups that somebody carried away do not make room for older ones to go', async () => {
  await days(3)
  for (const day of [21, 22]) renameSync(join(dir, `waymark-2026-11-${day}T02-30-00Z.age`), join(folder(), 'elsewhere.age'))
  await days(1)
  expect(readdirSync(dir).sort()).toEqual(['waymark-2026-11-20T02-30-00Z.age', 'waymark-2026-11-23T02-30-00Z.age'])
})

test('another node’s files and another folder’s are not this schedule’s to remove', async () => {
  await days(2, { node: 'larch-2' })
  const first = dir
  dir = join(folder(), 'second')
  await days(4)
  expect(readdirSync(first)).toHaveLength(2)
  expect(readdirSync(dir)).toHaveLength(3)
})

test('a failed backup is kept with its reason, removes nothing, and is over with the next good one', async () => {
  await days(3)
  const full = daily({
    write: async () => {
      throw new Error('ENOSPC: no space left on device')
    },
  })
  await expect(backUp(full, 'scheduled')).rejects.toThrow(/The backup to .*waymark-2026-11-23T02-30-00Z.age failed: The disk is full/)
  const last = await lastBackup(fresh.database)
  expect(last).toMatchObject({
    good: { at: '2026-11-22T02:30:00.000Z' },
    failed: { at: '2026-11-23T02:30:00.000Z', why: 'The disk is full (ENOSPC: no space left on device)' },
  })
  expect(standing(last, null, clock)).toBe('failed')
  expect(readdirSync(dir)).toHaveLength(3)
  clock = addMs(clock, 600_000)
  await days(1)
  expect((await lastBackup(fresh.database)).failed).toBeNull()
})

test('a disk that is not there is not made up: its folder is missing, and the backup fails', async () => {
  const gone = join(folder(), 'unplugged', 'safe')
  await expect(backUp(daily({ dir: gone }), 'asked')).rejects.toThrow(/failed: The folder, or the disk it is on, is not there \(ENOENT/)
  expect(existsSync(join(gone, '..'))).toBe(false)
  expect((await lastBackup(fresh.database)).failed?.kind).toBe('asked')
})

test('what a killed run left is cleared once it is a day old, and not before', async () => {
  await days(1)
  const name = '.waymark-2026-11-19T02-30-00Z.age.0a1b2c3d.unfinished'
  writeFileSync(join(dir, name), 'half')
  const touched = (at: string) => utimesSync(join(dir, name), new Date(at), new Date(at))
  touched('2026-11-20T03:30:00Z')
  await days(1)
  expect(existsSync(join(dir, name))).toBe(true)
  touched('2026-11-20T01:30:00Z')
  await days(1)
  expect(existsSync(join(dir, name))).toBe(false)
})

test('the last good one never goes, whatever is asked for', () => {
  expect(surplus(['newest', 'older', 'oldest'], 2)).toEqual(['oldest'])
  expect(surplus(['newest', 'older'], 0)).toEqual(['older'])
  expect(surplus(['newest'], -3)).toEqual([])
  expect(surplus([], 5)).toEqual([])
})

test('only names the schedule itself gives are left-overs', () => {
  const name = scheduledName(instant(Date.parse('2026-11-20T02:30:00Z')))
  expect(isLeftOver(`.${name}.0a1b2c3d.unfinished`)).toBe(true)
  for (const other of [name, `.${name}`, '.year-end.age.0a1b2c3d.unfinished', `x.${name}.0a1b2c3d.unfinished`]) expect(isLeftOver(other), other).toBe(false)
})

test('how the clinic stands: none yet, good, failed, late', () => {
  const at = (hours: number) => addMs(clock, hours * 3_600_000)
  const good = { at: at(0), file: 'x', bytes: 1, kind: 'scheduled', node: 'n' } as const
  const failed = { at: at(24), why: 'full', kind: 'scheduled', node: 'n' } as const
  expect(standing({ good: null, failed: null }, null, at(0))).toBe('none')
  expect(standing({ good: null, failed: null }, at(0), at(26))).toBe('none')
  expect(standing({ good: null, failed: null }, at(0), at(26.1))).toBe('late')
  expect(standing({ good, failed: null }, at(-100), at(26))).toBe('good')
  expect(standing({ good, failed: null }, at(-100), at(26.1))).toBe('late')
  expect(standing({ good, failed: null }, null, at(2600))).toBe('good')
  expect(standing({ good, failed }, at(-100), at(24.1))).toBe('failed')
})
