import { expect, test } from 'vitest'
import { MODELS } from '../../medicine/pk/pk.ts'
import { parameterRows } from './parameters.ts'
import { modelNamed } from './teaching.ts'

const who = { weight: 70, age: 45, ancestry: 'not-stated' } as const
const row = (model: string, name: string, change: Partial<{ weight: number; age: number; ancestry: 'not-stated' | 'asian' | 'japanese' }> = {}) => {
  const found = modelNamed(model)
  return (found ? parameterRows(found, { ...who, ...change }) : []).find((one) => one.name === name)
}

test('every parameter of every model is told with value, unit in words, source and whether it was verified', () => {
  for (const model of MODELS) {
    const rows = parameterRows(model, who)
    expect(rows.map(({ name }) => name)).toEqual(model.parameters.map(({ name }) => name))
    for (const one of rows)
      expect([one.published, one.forThisPerson, one.unit, one.covariates, one.source].every((words) => words.length > 0 && !words.includes('NaN'))).toBe(true)
    expect(rows.map(({ verified }) => verified)).toEqual(model.parameters.map(({ verified }) => verified))
  }
})

test('a person of 70 kg has the published numbers', () => {
  for (const { name, published, forThisPerson } of parameterRows(modelNamed('kamp2020') ?? expect.unreachable(), who))
    expect(forThisPerson, name).toBe(published)
})

test('at 140 kg a volume doubles and a clearance grows by 2 to the power 0.75', () => {
  expect(row('kamp2020', 'V1', { weight: 140 })).toMatchObject({ published: '25', forThisPerson: '50', unit: 'litres', covariates: 'times weight / 70 kg' })
  expect(row('kamp2020', 'CL', { weight: 140 })?.forThisPerson).toBe(String(Number((84 * 2 ** 0.75).toPrecision(4))))
  expect(row('domino1982', 'V1')).toMatchObject({ published: '0.063', unit: 'litres per kilogram', forThisPerson: '4.41 litres' })
})

test('what moves a parameter is told in words and seen in the number', () => {
  expect(row('perezruixo2021', 'QH', { age: 70 })).toMatchObject({ published: '151', forThisPerson: '129.1', covariates: 'less 2.19 for each year above 60' })
  expect(row('perezruixo2021', 'FRn', { ancestry: 'japanese' })).toMatchObject({ forThisPerson: '0.7236', covariates: 'times 1.34 if Japanese' })
  expect(row('perezruixo2021', 'Dsw')).toMatchObject({ published: '0.53', forThisPerson: '0.53', unit: 'hours' })
})

test('how far people differ is told as published, with what moves together, or that it was not published', () => {
  expect(row('otto2021', 'CL')?.between).toBe('16 % (coefficient of variation), together with V1')
  expect(row('perezruixo2021', 'kel')?.between).toBe('120 % (coefficient of variation)')
  expect(row('perezruixo2021', 'FRn')?.between).toBe('standard deviation 0.708 on the logit')
  expect(row('perezruixo2021', 'kmet')?.between).toBe('none')
  expect(row('domino1982', 'k10')?.between).toBe('not published')
})
