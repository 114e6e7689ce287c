import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { loadProtocol } from '../../care/protocol/protocol.load.ts'
import type { Instant } from '../../medicine/time.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { PROTOCOLS } from '../house.ts'
import { loadRecording } from '../replay/load.ts'
import { held, LONG, mutated, runs, tried } from './hostile.testing.ts'

// Files that people bring: protocols, and recordings to be played. Each is read, or refused in words; nothing else happens.
const bytesIn = (folder: string, most = 20_000) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => Uint8Array.from(readFileSync(join(folder, name)).subarray(0, most)))
    : []
const shared = new URL('../../../../shared/data/', import.meta.url).pathname
const real = [...bytesIn(join(shared, 'hl7v2')), ...bytesIn(join(shared, 'vitals'))]
const text = (lines: string): Uint8Array => new TextEncoder().encode(lines)
const tables = [
  text('time,heart-rate,spo2\n0,72,98\n60,74,97\n120,,\n'),
  text('charttime;HR;SpO2;Temp C\n2026-11-24 14:00:00;72;98;36,6\n'),
  text('"minutes","HR","NIBP Sys"\n"0","72","1""20"\n'),
]

const folder = mkdtempSync(join(tmpdir(), 'waymark-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Does it twice over: the second half must hold no more than the first. */
async function withoutGrowing(usual: number, property: (wasWarm: () => Promise<void>) => Promise<void>): Promise<void> {
  let warm = 0
  await property(async () => {
    warm = await held()
  })
  expect((await held()) - warm, `bytes held after ${runs(usual)} more than after a third of them`).toBeLessThan(24 * 1024 * 1024)
}

test.skipIf(real.length === 0)('real messages and recordings lie beside the checkout (skipped where they are absent; our own are used all the same)', () => {
  expect(real.length).toBeGreaterThan(8)
})

const USUAL = 200

test('a protocol document, whatever is done to it, is loaded whole or refused with a place', { timeout: LONG }, async () => {
  const documents = bytesIn(PROTOCOLS, 200_000)
  // A whole document takes long to read; most of what is wrong with one shows in a part of it.
  const parts = documents.flatMap((bytes) => [bytes.subarray(0, 1500), bytes.subarray(0, 6000)])
  await withoutGrowing(USUAL, async (wasWarm) => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(mutated([...parts, ...parts, ...parts, ...documents]), async (bytes) => {
        const loading = loadProtocol(new TextDecoder().decode(bytes))
        if (loading.kind === 'refused') {
          expect(loading.faults.length).toBeGreaterThan(0)
          for (const { line, column, message } of loading.faults) expect(line >= 1 && column >= 1 && message.length > 0).toBe(true)
        }
        if (++count === Math.ceil(runs(USUAL) / 3)) await wasWarm()
      }),
      tried(USUAL),
    )
  })
})

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`).join('\n')}\n`

test.each([
  ['a bomb of aliases', bomb],
  ['an alias of itself', 'a: &a [*a]'],
  ['a merge key', 'a: &a {b: 1}\nc: {<<: *a}'],
  ['a tag that makes something', 'id: !!js/function "function(){}"'],
  ['a tag of binary', 'id: !!binary aGVsbG8='],
  ['a key that is a prototype', '__proto__: {admin: true}\nid: x'],
  ['a number beyond numbers', `id: x\nversion: ${'9'.repeat(400)}`],
  ['an endless fraction', `id: x\nversion: 1.${'3'.repeat(100_000)}`],
  ['ten thousand levels', `id: ${'['.repeat(10_000)}`],
  ['ten thousand levels of blocks', Array.from({ length: 2_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['a hundred thousand keys', Array.from({ length: 100_000 }, (_, n) => `k${n}: 1`).join('\n')],
  ['keys that are maps in maps', `${'{'.repeat(24)}# and no end`],
  ['two documents', 'id: x\n---\nid: y'],
  ['nothing', ''],
  ['a zero byte', 'id: "a\0b"'],
  ['half a pair', 'id: "\ud800"'],
])('a protocol with %s is refused', (_name, document) => {
  const loading = loadProtocol(document)
  expect(loading.kind).toBe('refused')
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

test('a recording, whatever is done to it, is read or refused in words', { timeout: LONG }, async () => {
  const file = join(folder, 'recording')
  const now = '2026-11-24T14:05:00.000Z' as Instant
  let read = 0
  await withoutGrowing(USUAL, async (wasWarm) => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(mutated([...real, ...tables, ...tables]), async (bytes) => {
        writeFileSync(file, bytes)
        try {
          const { beats } = loadRecording(file, { columns: undefined, only: undefined, bed: '1', zone: 'UTC', asIs: false, everySeconds: 60 })
          for (const { message, offsetMs } of beats.slice(0, 3)) {
            expect(Number.isFinite(offsetMs)).toBe(true)
            expect(message(now, () => now, 'C1').length).toBeGreaterThan(0)
          }
          read += 1
        } catch (fault) {
          if (!(fault instanceof NeedsHelp)) throw fault
        }
        if (++count === Math.ceil(runs(USUAL) / 3)) await wasWarm()
      }),
      tried(USUAL),
    )
  })
  expect(read).toBeGreaterThan(runs(USUAL) / 10)
})

test.each([
  ['a map with a bomb of aliases', bomb],
  ['a map that is a list', '[1,2]'],
  ['a map with ten thousand levels', '['.repeat(10_000)],
  ['a map with a prototype', '{"time":{"column":"time","unit":"s"},"values":{"__proto__":"heart-rate"}}'],
])('%s is refused in words', (_name, map) => {
  const [file, columns] = [join(folder, 'table.csv'), join(folder, 'map.yaml')]
  writeFileSync(file, tables[0] as Uint8Array)
  writeFileSync(columns, map)
  expect(() => loadRecording(file, { columns, only: undefined, bed: '1', zone: 'UTC', asIs: false, everySeconds: 60 })).toThrow(NeedsHelp)
})
