import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { arrangement } from './arrangement.ts'

const base = mkdtempSync(join(tmpdir(), 'waymark-arranged-'))
afterAll(() => rmSync(base, { recursive: true }))
const key = join(base, 'key')
writeFileSync(key, 'heron lantern gravel moss\nwhat stands below is not read\n')
const WAYMARK_BACKUP_PASSPHRASE = 'four calm cedars stand'

test('a folder and a passphrase are enough: half past two, fourteen kept', () => {
  expect(arrangement({ dir: base }, { WAYMARK_BACKUP_PASSPHRASE })).toEqual({
    dir: base,
    keep: 14,
    at: '02:30',
    cron: '30 2 * * *',
    passphrase: WAYMARK_BACKUP_PASSPHRASE,
  })
})

test('the command line goes before the environment', () => {
  const env = { WAYMARK_BACKUP_DIR: '/elsewhere', WAYMARK_BACKUP_KEEP: '3', WAYMARK_BACKUP_AT: '23:00', WAYMARK_BACKUP_PASSPHRASE }
  expect(arrangement({}, env)).toMatchObject({ dir: '/elsewhere', keep: 3, cron: '0 23 * * *' })
  expect(arrangement({ dir: base, keep: '30', at: '4:05', 'passphrase-file': key }, env)).toEqual({
    dir: base,
    keep: 30,
    at: '4:05',
    cron: '5 4 * * *',
    passphrase: 'heron lantern gravel moss',
  })
})

test('nothing arranged is nothing', () => expect(arrangement({}, { WAYMARK_BACKUP_PASSPHRASE })).toBeNull())

test.each([
  [{ dir: base }, {}, /need a passphrase/],
  [{ dir: base }, { WAYMARK_BACKUP_PASSPHRASE: 'short' }, /A passphrase of 5 characters is soon guessed/],
  [{ dir: base, 'passphrase-file': join(base, 'none') }, {}, /passphrase file cannot be read: ENOENT/],
  [{ dir: base, at: '25:00' }, { WAYMARK_BACKUP_PASSPHRASE }, /--backup-at needs a time of day/],
  [{ dir: base, keep: '0' }, { WAYMARK_BACKUP_PASSPHRASE }, /--backup-keep needs a number/],
  [{ dir: base, keep: 'all' }, { WAYMARK_BACKUP_PASSPHRASE }, /--backup-keep needs a number/],
  [{ keep: '14' }, { WAYMARK_BACKUP_PASSPHRASE }, /--backup-dir, which says where, is missing/],
])('half an arrangement (%j) is refused, so that nobody believes there are backups', (words, env, message) => {
  expect(() => arrangement(words, env)).toThrow(message)
})
