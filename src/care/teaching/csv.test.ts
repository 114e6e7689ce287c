import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { bands, concentrations } from '../../medicine/pk/pk.ts'
import { csvOf } from './csv.ts'
import { drawnOf } from './picture.ts'
import { course, lesson } from './teaching.fixture.ts'

type Row = Readonly<Record<string, string>>
const USE = 'For display and teaching, not for dosing'
const rowsOf = (text: string) => parse(text, { columns: true }) as Row[]
const numbers = (rows: readonly Row[], column: string) => rows.map((row) => (row[column] === '' ? null : Number(row[column])))

test('the rows are exactly what the library answers, one a moment, empty where a model has no such thing', () => {
  const drawn = drawnOf(lesson(course('kamp2020', 'iv-half-over-40', { effect: 1 }), course('otto2021', 'esketamine-ten-over-30')))
  const rows = rowsOf(csvOf(drawn, [null, null], USE))
  for (const [i, scenario] of (['first', 'second'] as const).entries()) {
    const mine = rows.filter((row) => row.scenario === scenario)
    const answer = concentrations(drawn[i]?.request ?? expect.unreachable())
    if (answer.kind === 'refused') throw new Error('expected a curve')
    expect(numbers(mine, 'time_min')).toEqual(answer.times_min)
    expect(numbers(mine, 'parent_ng_per_mL')).toEqual([...answer.parent_ng_per_mL])
    expect(numbers(mine, 'metabolite_ng_per_mL')).toEqual(answer.metabolite_ng_per_mL ? [...answer.metabolite_ng_per_mL] : mine.map(() => null))
    expect(numbers(mine, 'effect_site_ng_per_mL')).toEqual(answer.effect_site_ng_per_mL ? [...answer.effect_site_ng_per_mL] : mine.map(() => null))
  }
})

test('every row says its model, sampling site, person, doses and what it is not for', () => {
  const rows = rowsOf(csvOf(drawnOf(lesson(course('perezruixo2021', 'nasal-56'))), [null], USE))
  for (const row of rows)
    expect(row).toMatchObject({
      model: 'perezruixo2021',
      parent: 'esketamine',
      metabolite: 'noresketamine',
      sampling_site: 'venous (not verified)',
      weight_kg: '70',
      age_years: '45',
      regimen: '2 devices of 28 mg',
      use: USE,
    })
})

test('the spread between people stands beside the curve, moment by moment', () => {
  const drawn = drawnOf(lesson(course('otto2021', 'esketamine-ten-over-30')))
  const found = bands({ ...(drawn[0]?.request ?? expect.unreachable()), people: 300, seed: 2 })
  if (found.kind !== 'bands') throw new Error('expected bands')
  const rows = rowsOf(csvOf(drawn, [found], USE))
  expect(numbers(rows, 'parent_p05_ng_per_mL')).toEqual([...(found.parent_ng_per_mL[0] ?? [])])
  expect(numbers(rows, 'parent_p50_ng_per_mL')).toEqual([...(found.parent_ng_per_mL[2] ?? [])])
  expect(numbers(rows, 'parent_p95_ng_per_mL')).toEqual([...(found.parent_ng_per_mL[4] ?? [])])
})

test('a course that was refused has no rows, and the columns stand all the same', () => {
  expect(rowsOf(csvOf(drawnOf(lesson(course('kamp2020', 'nasal-56'))), [null], USE))).toEqual([])
  expect(csvOf([], [], USE)).toMatch(/^scenario,model,subject,time_min,parent_ng_per_mL,metabolite_ng_per_mL,effect_site_ng_per_mL,/)
})

test('what a table program would take for a formula is text', () => {
  const text = csvOf(drawnOf(lesson(course('kamp2020', 'iv-ten-at-once'))), [null], '=HYPERLINK("x"), "quoted"')
  expect(text.split('\r\n')[1]).toMatch(/," =HYPERLINK\(""x""\), ""quoted"""$/)
})

const reference = join(import.meta.dirname, '../../../../shared/pharmacokinetics/reference.csv')
test.skipIf(!existsSync(reference))('the standard session is the reference table’s S1, in the same columns (skipped where the table is absent)', () => {
  const expected = (parse(readFileSync(reference), { columns: true }) as Row[]).filter(({ scenario, time_min }) => scenario === 'S1' && Number(time_min) <= 240)
  const rows = rowsOf(csvOf(drawnOf(lesson(course('kamp2020', 'iv-half-over-40', { effect: 1 }))), [null], USE))
  expect(Object.keys(rows[0] ?? {}).slice(0, 7)).toEqual(Object.keys(expected[0] ?? {}))
  for (const want of expected) {
    const row = rows.find(({ time_min }) => Number(time_min) === Number(want.time_min))
    for (const column of ['parent_ng_per_mL', 'effect_site_ng_per_mL']) {
      const value = Number(want[column])
      expect(Math.abs(Number(row?.[column]) - value), `${column} at ${want.time_min}`).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-9)
    }
  }
  expect(expected.length).toBeGreaterThan(10)
})
