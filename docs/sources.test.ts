import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProtocols } from '../src/care/protocol/protocol.load.ts'
import { readBook } from '../src/care/teaching/book.load.ts'
import { ALDRETE } from '../src/medicine/scales/aldrete.ts'
import { CTCAE } from '../src/medicine/scales/ctcae.ts'
import { MOAAS } from '../src/medicine/scales/moaas.ts'
import { PADSS } from '../src/medicine/scales/padss.ts'

const root = join(import.meta.dirname, '..')
const listed = [...readFileSync(join(root, 'docs/sources.md'), 'utf8').matchAll(/^\| ([A-Z][A-Z0-9-]*) +\|/gm)].map(([, tag]) => tag)
const used = new Set([
  ...readProtocols(join(root, 'protocols')).flatMap(({ protocol }) => Object.keys(protocol.sources)),
  ...Object.keys(readBook(join(root, 'protocols/teaching/regimens.yaml')).sources),
  ...[ALDRETE, PADSS, MOAAS, CTCAE].map(({ source }) => source),
])

test('every source that a protocol, a published regimen or a scale names is on the page of sources, and no other', () => {
  expect([...listed].sort()).toEqual([...used].sort())
})
