import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answerAll } from './pk.ts'

const check = join(import.meta.dirname, '../../medicine/pk/check')
const cli = join(import.meta.dirname, '../cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'waymark-pk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .map((line) => line.split(','))

test('a file of scenarios becomes the table of reference, heading, rows and empty cells', () => {
  const found = table(execFileSync(process.execPath, [cli, 'pk', join(check, 'scenarios.jsonl')], { encoding: 'utf8', stdio: 'pipe' }))
  const expected = table(readFileSync(join(check, 'expected.csv'), 'utf8'))
  expect(found.length).toBe(expected.length)
  for (const [i, row] of expected.entries())
    for (const [c, cell] of row.entries()) {
      const other = found[i]?.[c] ?? ''
      if (i === 0 || c < 3 || cell === '') expect(other).toBe(cell)
      else expect(Math.abs(Number(other) - Number(cell))).toBeLessThanOrEqual(1e-9 * Math.abs(Number(cell)) + 1e-12)
    }
})

const good = { scenario: 'A', model: 'kamp2020', ke0_per_min: null, times_min: [7], subjects: [{ covariates: { weight_kg: 82 }, eta: {}, events: [] }] }

test('bad input is named by line and field, nothing is printed, and it ends with 1', () => {
  const file = join(folder, 'bad.jsonl')
  const bad = { ...good, subjects: [{ covariates: { weight_kg: 82 }, events: [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 'x' }] }] }
  writeFileSync(file, [good, bad].map((line) => JSON.stringify(line)).join('\n'))
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'pk', file], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('line 2, subjects[0].events[0].mg_per_h')
})

test.each([
  ['{"scenario": "A", "mod', /^line 1: This is no JSON object/],
  ['[3]', /^line 1: This is no JSON object/],
  [JSON.stringify({ ...good, subjects: [] }), /^line 1, subjects: /],
  [JSON.stringify({ ...good, scenario: undefined }), /^line 1, scenario: /],
  [`\n\n${JSON.stringify({ ...good, model: 'nobody1999' })}`, /^line 3, model: There is no model "nobody1999"/],
  [JSON.stringify({ ...good, times_min: [7, null] }), /^line 1, times_min\[1\]: /],
  ['', /no scenario/],
])('%j is refused where it is wrong', (text, words) => {
  const { faults, rows } = answerAll(text)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(words)
  expect(rows).toEqual([])
})

test('a person outside the model is told beside the table', () => {
  const { cautions, rows } = answerAll(JSON.stringify({ ...good, subjects: [{ covariates: { weight_kg: 151 }, events: [] }] }))
  expect(cautions).toEqual(['line 1, subjects[0]: 151 kg is outside the 45 to 130 kg that kamp2020 is for.'])
  expect(rows).toEqual(['A,kamp2020,1,7,0,,'])
})
