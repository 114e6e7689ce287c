import { expect, test } from 'vitest'
import type { BackupAnswer } from './backup.wire.ts'
import { backupWords } from './backupWords.ts'

const good = { at: '2026-11-24T02:30:00.000Z', file: 'waymark-2026-11-24T02-30-00Z.age', bytes: 2_000_000 }
const daily = { at: '02:30', zone: 'America/New_York', keep: 14 }
const answer = (change: Partial<BackupAnswer>): BackupAnswer => ({ standing: 'good', daily, good, failed: null, busy: false, canAsk: true, ...change })
const when = (at: string) => `on ${at.slice(0, 10)}`

test('a good backup needs no words', () => {
  expect(backupWords(answer({}), when)).toBeNull()
  expect(backupWords(answer({ standing: 'none', good: null }), when)).toBeNull()
})

test('a failed one says why', () => {
  const failed = { at: '2026-11-25T02:30:00.000Z', why: 'ENOSPC: no space left on device' }
  expect(backupWords(answer({ standing: 'failed', failed }), when)).toEqual({ title: 'The last backup failed', says: 'ENOSPC: no space left on device' })
})

test('a late one says when the last was, or that there was none', () => {
  expect(backupWords(answer({ standing: 'late' }), when)?.says).toBe('The last one was made on 2026-11-24. Tell whoever keeps the server.')
  expect(backupWords(answer({ standing: 'late', good: null }), when)?.says).toMatch(/^None has been made yet/)
})

test('a clinic nobody backs up is told so', () => {
  expect(backupWords(answer({ standing: 'none', good: null, daily: null, canAsk: false }), when)?.title).toBe('Nobody backs this clinic up')
})
