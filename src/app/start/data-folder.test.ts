import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dataFolder } from './data-folder.ts'

const base = mkdtempSync(join(tmpdir(), 'waymark-data-'))
afterAll(() => rmSync(base, { recursive: true }))
const root = process.getuid?.() === 0

test('a missing folder is made, closed to others', () => {
  const folder = dataFolder(join(base, 'deep', 'data'))
  expect(existsSync(folder)).toBe(true)
  expect(statSync(folder).mode & 0o066).toBe(0)
})

test('a file in its place is named', () => {
  writeFileSync(join(base, 'file'), '')
  expect(() => dataFolder(join(base, 'file'))).toThrow(/is a file, not a folder/)
  expect(() => dataFolder(join(base, 'file', 'data'))).toThrow(/a part of that path is a file|not a folder/)
})

test.skipIf(root)('a folder that may not be written says whose it is not', () => {
  chmodSync(base, 0o500)
  expect(() => dataFolder(join(base, 'mine'))).toThrow(/may not write there. Start Waymark as its owner, or choose another folder/)
  chmodSync(base, 0o700)
})
