import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

/** The lint rule that keeps clock and chance out of pure files, broken once in a house of its own; an edge file may have them. */
const root = join(import.meta.dirname, '..')
const house = mkdtempSync(join(tmpdir(), 'lint-'))
for (const part of ['biome.json', 'scripts/lint']) cpSync(join(root, part), join(house, part), { recursive: true })
afterAll(() => rmSync(house, { recursive: true, force: true }))

const lint = (file: string, text: string) => {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${text}\n`)
  const answer = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', path], { cwd: house, encoding: 'utf8' })
  return { status: answer.status, said: `${answer.stdout}${answer.stderr}` }
}

test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'crypto.randomUUID()'])(
  '%s is refused in a pure file, with the reason',
  (call) => {
    const { status, said } = lint('src/medicine/probe.ts', `export const probe = () => ${call}`)
    expect(status).toBe(1)
    expect(said).toContain('A pure file takes the moment')
  },
)

test('a store may look at the clock', () => {
  expect(lint('src/care/session/probe.store.ts', 'export const probe = () => Date.now()').status).toBe(0)
})
