import { expect, test } from 'vitest'
import { several, sumOf } from '../engine/sums.ts'
import { concentrations, curve, type Dose, every, given, modelOf, simulator, typicalPerson } from '../pk.ts'
import { moments } from '../simulator.ts'
import { bands } from './bands.ts'
import { chance } from './chance.ts'
import { crowd } from './crowd.ts'
import { draw, drawn } from './draw.ts'
import { finder } from './quantiles.ts'
import { sweep } from './sweep.ts'

const spray = (t_min: number, device_in_session: number): Dose => ({ type: 'nasal', t_min, mg: 28, device_in_session })
const pump = (start_min: number, end_min: number, mg_per_h: number): Dose => ({ type: 'infusion', start_min, end_min, mg_per_h })
const bolus = (t_min: number, mg: number): Dose => ({ type: 'bolus', t_min, mg })
const even = Array.from({ length: 61 }, (_, i) => i * 4)
const odd = [-5, 0, 0.3, 5, 5.001, 31.8, 40, 41, 90, 90, 240, 2885, 100_000]
const vein = [pump(0, 22.5, 52.5), bolus(10, 6), pump(16, 40, 31), bolus(40, 3), pump(2880, 2920, 40)]
const nose = [spray(0, 1), spray(5, 2), spray(10, 3), spray(2880, 1), pump(60, 95, 12.4)]

/** Linear between order statistics, by a full sort. */
const quantile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const place = p * (values.length - 1)
  const [a, b] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
  return a + (place % 1) * (b - a)
}

test.each([
  ['kamp2020', vein, null, even],
  ['kamp2020', vein, Math.LN2 / 8.3, odd],
  ['kamp2020', vein, Math.LN2 / 6.1, even],
  ['otto2021', vein, null, even],
  ['otto2021', vein, null, odd],
  ['perezruixo2021', nose, null, even],
  ['perezruixo2021', nose, null, odd],
] as const)('%s: the band is that of the same people asked one by one', (model, events, ke0_per_min, times_min) => {
  const [people, seed] = [150, 11]
  const request = { model, covariates: { weight_kg: 82, age_y: 66 }, events, ke0_per_min, times_min: [...times_min] }
  const answer = bands({ ...request, people, seed })
  const known = modelOf(model)
  if (answer.kind !== 'bands' || !known || known.variability.kind === 'none') throw new Error('expected a band')
  const eta = new Float64Array(known.parameters.length)
  const [blocks, by] = [drawn(known.variability.blocks, known.parameters), chance(seed)]
  const curves = Array.from({ length: people }, () => {
    draw(blocks, by, eta)
    const one = concentrations({ ...request, eta: Object.fromEntries(known.parameters.map(({ name }, p) => [name, eta[p] as number])) })
    if (one.kind !== 'curve') throw new Error('expected a curve')
    return one
  })
  for (const column of ['parent_ng_per_mL', 'metabolite_ng_per_mL', 'effect_site_ng_per_mL'] as const) {
    if (answer[column] === null) continue
    const peak = Math.max(...(answer[column]?.[4] ?? []))
    expect(peak).toBeGreaterThan(1)
    for (const [q, p] of answer.quantiles.entries())
      for (const i of times_min.keys()) {
        const expected = quantile(
          curves.map((one) => one[column]?.[i] as number),
          p,
        )
        const off = Math.abs((answer[column]?.[q]?.[i] as number) - expected)
        expect(off, `${column} ${p} at ${times_min[i]}`).toBeLessThanOrEqual(1e-7 * expected + 1e-9 * peak)
      }
  }
})

test('people whose rates coincide are drawn one by one, to the same curve', () => {
  const model = modelOf('kamp2020')
  if (!model) throw new Error('expected the model')
  const rates = simulator(model, null)
  const who = typicalPerson(model, { weight_kg: 70 })
  const values = [new Float64Array(61), new Float64Array(61)]
  curve(rates, who, null, given(rates, who, vein), every(4, 0, 240), { values, from: 0, stride: 1 })
  for (const near of [0, 1e-9, 1e-5, 0.5]) {
    const ready = simulator(model, Math.max(...rates.machine.modes.rate) * (1 + near))
    const what = given(ready, who, vein)
    const times = every(4, 0, 240)
    const people = crowd(ready, who, what, times, [], chance(1), 3)
    if (near !== 1e-5) expect(people.apart.size, String(near)).toBe(near > 0.1 ? 0 : 3)
    curve(ready, who, null, what, times, { values, from: 0, stride: 1 })
    sweep(people, what, times, (rows, stride, i, end) => {
      for (let o = 0; o < 2; o += 1)
        for (let at = i; at < end; at += 1)
          for (let person = 0; person < 3; person += 1)
            expect(rows[o]?.[(at - i) * stride + person] ?? Number.NaN).toBeCloseTo(Math.fround(values[o]?.[at] as number), 4)
    })
  }
})

test.each([3, 4, 5, 6, 8])('a sum of %i parts is written out as the plain loop has it', (modes) => {
  const by = chance(modes)
  const size = 2 * modes + 1
  const [one, other] = [0, 1].map(() => new Float64Array(7 * size)) as [Float64Array, Float64Array]
  for (let i = 0; i < one.length; i += 1) one[i] = other[i] = i % size < modes ? by.normal() : by.uniform()
  for (const count of [1, 5, 40]) {
    const [rows, plain] = [new Float32Array(8 * count), new Float32Array(8 * count)]
    sumOf(modes)({ own: one, size }, 1, 7, 0, modes, 2 * modes, rows, 8, count)
    several(modes)({ own: other, size }, 1, 7, 0, modes, 2 * modes, plain, 8, count)
    expect(rows.some((value) => value > 0)).toBe(true)
    for (const [i, value] of plain.entries()) expect(rows[i]).toBeCloseTo(value, 5)
    for (const [i, value] of other.entries()) expect(one[i]).toBeCloseTo(value, 12)
  }
})

test('quantiles of rows in turn are exact, however little one row resembles the one before', () => {
  const by = chance(21)
  const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]
  const find = finder(probabilities, 900)
  const into = probabilities.map(() => new Float64Array(1))
  for (let row = 0; row < 300; row += 1) {
    const scale = row % 7 === 0 ? 0 : row % 11 === 0 ? 1e30 : row % 13 === 0 ? 1e-30 : 1 + row / 50
    const values = Float32Array.from({ length: 900 }, (_, i) => (row % 17 === 0 ? i % 3 : scale * Math.exp((row % 5) * by.normal())))
    const count = row % 19 === 0 ? 1 : 900
    find(values, 0, count, into, 0)
    for (const [q, p] of probabilities.entries()) expect(into[q]?.[0], `row ${row}`).toBe(quantile([...values.subarray(0, count)], p))
  }
})

test('moments that are evenly apart and moments that only nearly are give one band', () => {
  const request = { model: 'otto2021', covariates: { weight_kg: 70 }, events: vein, people: 50, seed: 3 }
  const uneven = even.map((t, i) => (i === 60 ? t + 1e-6 : t))
  expect(moments(uneven).step).toBe(0)
  const [one, other] = [bands({ ...request, times_min: even }), bands({ ...request, times_min: uneven })]
  if (one.kind !== 'bands' || other.kind !== 'bands') throw new Error('expected bands')
  for (let q = 0; q < 5; q += 1) for (let i = 0; i < 60; i += 1) expect(other.parent_ng_per_mL[q]?.[i]).toBeCloseTo(one.parent_ng_per_mL[q]?.[i] as number, 4)
})
