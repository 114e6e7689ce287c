import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

/** The lint rule that keeps clock and chance out of pure files, broken once; an edge file may have them. */
const root = join(import.meta.dirname, '..')
const made: string[] = []
const lint = (file: string, text: string) => {
  const path = join(root, file)
  made.push(path)
  writeFileSync(path, `${text}\n`)
  return spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', path], { cwd: root, encoding: 'utf8' })
}
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { force: true })
})

test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'crypto.randomUUID()'])('%s is refused in a pure file, with the reason', (call) => {
  const answer = lint('src/medicine/lint-probe.ts', `export const probe = () => ${call}`)
  expect(answer.status).toBe(1)
  expect(answer.stdout + answer.stderr).toContain('A pure file takes the moment')
})

test('a store may look at the clock', () => {
  expect(lint('src/care/session/lint-probe.store.ts', 'export const probe = () => Date.now()').status).toBe(0)
})
