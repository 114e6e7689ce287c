import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

/** The documents that a change can make untrue, held to the code. */
const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

type Hazard = { id: string; hazard: string; cause: string; harm: string; control: string; tests: string[] }
const hazards = parse(read('docs/hazards.yaml')) as Hazard[]

/** Whether `file` has a test of exactly this name (for `test.each`, the name as written). */
const hasTest = (file: string, name: string) => {
  if (!existsSync(join(root, file))) return false
  const quoted = ["'", '"', '`'].map((quote) => `(${quote}${name}${quote}`)
  return quoted.some((opening) => read(file).replace(/\(\s+/g, '(').includes(opening))
}

test.each(hazards.map((hazard) => [hazard.id, hazard] as const))('hazard %s names cause, harm, control and a test that exists', (_id, hazard) => {
  for (const field of ['hazard', 'cause', 'harm', 'control'] as const) expect(hazard[field]?.trim().length, field).toBeGreaterThan(10)
  expect(hazard.tests.length).toBeGreaterThan(0)
  for (const id of hazard.tests) {
    const [file = '', name = ''] = id.split(' › ')
    expect(hasTest(file, name), `${hazard.id}: no test «${name}» in ${file}`).toBe(true)
  }
})

test('hazard ids are unique, and a made-up test id would be noticed', () => {
  expect(new Set(hazards.map((hazard) => hazard.id)).size).toBe(hazards.length)
  expect(hasTest('docs/docs.test.ts', 'no such test stands here')).toBe(false)
})

test('the tree in docs/ARCHITECTURE.md is the tree of src/', () => {
  const drawn = [...read('docs/ARCHITECTURE.md').matchAll(/^\| `(src\/[^`]+\/)`\s+\|/gm)].map((row) => row[1])
  const rooms = readdirSync(join(root, 'src')).filter((name) => statSync(join(root, 'src', name)).isDirectory())
  const isFolder = (path: string) => statSync(join(root, path)).isDirectory()
  const inside = rooms.flatMap((room) => readdirSync(join(root, 'src', room)).map((name) => `src/${room}/${name}`)).filter(isFolder)
  const folders = [...rooms.map((room) => `src/${room}/`), ...inside.map((path) => `${path}/`)]
  expect(drawn.sort()).toEqual(folders.sort())
})

test('every link from the documents leads to a file', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
  ]
  for (const page of pages.filter((name) => name.endsWith('.md'))) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      expect(existsSync(join(root, page, '..', target)), `${page} → ${target}`).toBe(true)
    }
  }
})
