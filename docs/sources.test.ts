import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readBook } from '../src/care/teaching/book.load.ts'
import { ALDRETE } from '../src/medicine/scales/aldrete.ts'
import { CTCAE } from '../src/medicine/scales/ctcae.ts'
import { MOAAS } from '../src/medicine/scales/moaas.ts'
import { PADSS } from '../src/medicine/scales/padss.ts'

const root = join(import.meta.dirname, '..')
const listed = [...readFileSync(join(root, 'docs/sources.md'), 'utf8').matchAll(/^\| ([A-Z][A-Z0-9-]*) +\|/gm)].map(([, tag]) => tag)
/** Every document of the clinic's own: protocols, the catalogue of facts, the code books. The teaching ones have a reader. */
const documents = readdirSync(join(root, 'protocols'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.yaml') && !file.startsWith('teaching'),
)
const used = new Set([
  ...documents.flatMap((file) => Object.keys((parse(readFileSync(join(root, 'protocols', file), 'utf8')) as { sources?: object }).sources ?? {})),
  ...Object.keys(readBook(join(root, 'protocols/teaching/regimens.yaml')).sources),
  ...[ALDRETE, PADSS, MOAAS, CTCAE].map(({ source }) => source),
])

test('every source that a protocol, a code book, a published regimen or a scale names is on the page of sources, and no other', () => {
  expect([...listed].sort()).toEqual([...used].sort())
})
