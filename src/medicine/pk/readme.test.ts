import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { MODELS } from './pk.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''

test('the example of the README runs and prints what the README says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-pk-'))
  try {
    const file = join(folder, 'example.mts')
    writeFileSync(file, block('ts').replace('./pk.ts', pathToFileURL(join(import.meta.dirname, 'pk.ts')).href))
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(block('text'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the README names every model and says what it is not for', () => {
  for (const { id } of MODELS) expect(readme).toContain(`\`${id}\``)
  expect(readme).toContain('For display and teaching, not for dosing')
})
