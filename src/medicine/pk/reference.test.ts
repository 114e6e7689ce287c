import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { concentrations, type Request } from './pk.ts'

type Scenario = {
  scenario: string
  model: string
  ke0_per_min: number | null
  times_min: number[]
  subjects: Omit<Request, 'model' | 'times_min' | 'ke0_per_min'>[]
}

const lines = (text: string) => text.trim().split('\n')
const scenariosIn = (text: string): Scenario[] => lines(text).map((line) => JSON.parse(line))
const tableIn = (text: string) =>
  new Map(
    lines(text)
      .slice(1)
      .map((line) => line.split(','))
      .map(([s, , k, t, ...values]) => [`${s} ${k} ${Number(t)}`, values]),
  )

/** The largest relative distance to the table, beyond 1e-9 ng/mL that nobody could see. */
function worst(scenarios: Scenario[], table: Map<string, string[]>): number {
  let far = 0
  let compared = 0
  for (const { scenario, model, ke0_per_min, times_min, subjects } of scenarios)
    for (const [k, subject] of subjects.entries()) {
      const answer = concentrations({ ...subject, model, ke0_per_min, times_min })
      if (answer.kind !== 'curve') throw new Error(JSON.stringify(answer.because))
      const columns = [answer.parent_ng_per_mL, answer.metabolite_ng_per_mL, answer.effect_site_ng_per_mL]
      for (const [i, t] of times_min.entries())
        for (const [c, column] of columns.entries()) {
          const expected = table.get(`${scenario} ${k + 1} ${t}`)?.[c] ?? ''
          expect(column === null, `${scenario} ${t} column ${c}`).toBe(expected === '')
          if (column === null) continue
          compared += 1
          const distance = Math.abs((column[i] as number) - Number(expected))
          if (distance > 1e-9 * Number(expected) && distance > 1e-13) console.info(scenario, k + 1, t, c, column[i], expected)
          far = Math.max(far, Math.max(0, distance - 1e-13) / Math.max(Number(expected), 1e-9))
        }
    }
  expect(compared).toBeGreaterThan(100)
  return far
}

describe('the table of this folder, by a matrix exponential of 60 digits', () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, 'check', name), 'utf8')
  test('every number is met to 1e-9, coinciding rates included', () => {
    expect(worst(scenariosIn(read('scenarios.jsonl')), tableIn(read('expected.csv')))).toBeLessThan(1e-9)
  })
})

describe('the shared reference table, by numerical integration', () => {
  const folder = join(import.meta.dirname, '../../../../shared/pharmacokinetics')
  test.skipIf(!existsSync(folder))('every number is met to 1e-9 (skipped where the folder is absent)', () => {
    const text = readFileSync(join(folder, 'README.md'), 'utf8').split('```jsonl\n')[1]?.split('```')[0] ?? ''
    expect(worst(scenariosIn(text), tableIn(readFileSync(join(folder, 'reference.csv'), 'utf8')))).toBeLessThan(1e-9)
  })
})
