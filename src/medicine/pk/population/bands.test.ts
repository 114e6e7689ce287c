import { expect, test } from 'vitest'
import { concentrations, type Dose, MODELS } from '../pk.ts'
import { bands } from './bands.ts'
import { chance } from './chance.ts'
import { cholesky, draw, drawn } from './draw.ts'
import { finder } from './quantiles.ts'

const infusion = (mg: number): Dose[] => [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: mg * 1.5 }]
const nasal56: Dose[] = [0, 5].map((t_min, i) => ({ type: 'nasal', t_min, mg: 28, device_in_session: i + 1 }))

// Made with 131,072 (nasal: 32,768) quasi-random people by another program; drawn people agree within 2 %.
test.each([
  ['otto2021', { weight_kg: 70 }, infusion(17.5), 40, 'parent', [57.34, 78.82, 102.64]],
  ['otto2021', { weight_kg: 70 }, infusion(17.5), 40, 'metabolite', [15.1, 23.29, 35.09]],
  ['otto2021', { weight_kg: 70 }, infusion(17.5), 120, 'parent', [22.24, 27.33, 32.95]],
  ['otto2021', { weight_kg: 70 }, infusion(17.5), 120, 'metabolite', [24.44, 35.13, 48.3]],
  ['kamp2020', { weight_kg: 70 }, infusion(35), 40, 'parent', [221.3, 251.3, 283.3]],
  ['kamp2020', { weight_kg: 70 }, infusion(35), 120, 'parent', [36.7, 50.2, 64.9]],
  ['perezruixo2021', { age_y: 45 }, nasal56, 40, 'parent', [33.8, 67.8, 109.1]],
  ['perezruixo2021', { age_y: 45 }, nasal56, 240, 'metabolite', [26.5, 59.1, 94.6]],
] as const)('%s %o: the band of 40,000 people is the published sampler check within 2 percent', (model, covariates, events, t, column, expected) => {
  const answer = bands({ model, covariates, events, times_min: [0, t], people: 40_000, seed: 20_261_124 })
  if (answer.kind !== 'bands') throw new Error(answer.kind)
  const values = (column === 'parent' ? answer.parent_ng_per_mL : answer.metabolite_ng_per_mL) ?? []
  for (const [q, want] of [0, 2, 4].map((q, i) => [q, expected[i] as number] as const)) {
    expect(Math.abs((values[q]?.[1] as number) / want - 1), `${q}: ${values[q]?.[1]} for ${want}`).toBeLessThan(0.02)
  }
})

test('the same seed tells the same people again, another seed others', () => {
  const ask = (seed: number) => bands({ model: 'otto2021', covariates: { weight_kg: 82 }, events: infusion(20), times_min: [10, 50], people: 300, seed })
  expect(ask(7)).toEqual(ask(7))
  expect(ask(7)).not.toEqual(ask(8))
})

test('a model without variability says so and gives no band', () => {
  const answer = bands({ model: 'domino1982', covariates: { weight_kg: 70 }, events: infusion(35), times_min: [10], people: 100, seed: 3 })
  expect(answer).toMatchObject({ kind: 'no-variability', why: expect.stringContaining('No variability') })
  expect(answer).not.toHaveProperty('parent_ng_per_mL')
})

test('a borrowed spread says that it is borrowed', () => {
  const answer = bands({ model: 'kamp2020', covariates: { weight_kg: 70 }, events: infusion(35), times_min: [10], people: 10, seed: 3 })
  expect(answer).toMatchObject({ kind: 'bands', variability: { kind: 'borrowed', verified: false } })
})

test('with one person every quantile is that person, and the typical curve lies inside the band of many', () => {
  const request = { model: 'otto2021', covariates: { weight_kg: 70 }, events: infusion(17.5), times_min: [5, 40, 200], seed: 5 }
  const [one, many, typical] = [bands({ ...request, people: 1 }), bands({ ...request, people: 2000 }), concentrations(request)]
  if (one.kind !== 'bands' || many.kind !== 'bands' || typical.kind !== 'curve') throw new Error('expected curves')
  expect(one.parent_ng_per_mL[0]).toEqual(one.parent_ng_per_mL[4])
  for (let i = 0; i < 3; i += 1) {
    expect(many.parent_ng_per_mL[0]?.[i]).toBeLessThan(typical.parent_ng_per_mL[i] as number)
    expect(many.parent_ng_per_mL[4]?.[i]).toBeGreaterThan(typical.parent_ng_per_mL[i] as number)
  }
})

test('people and seed are refused by name when they are no whole numbers', () => {
  const answer = bands({ model: 'otto2021', covariates: { weight_kg: 70 }, events: [], times_min: [1], people: 0.5, seed: Number.NaN })
  expect(answer.kind === 'refused' && answer.because.map(({ field }) => field)).toEqual(['people', 'seed'])
})

test('every covariance block of the models factors, and draws have the covariance they came from', () => {
  for (const { variability, parameters } of MODELS) if (variability.kind !== 'none') expect(drawn(variability.blocks, parameters).length).toBeGreaterThan(0)
  const otto = MODELS.find(({ id }) => id === 'otto2021')
  if (otto?.variability.kind !== 'published') throw new Error('expected variability')
  const eta = new Float64Array(otto.parameters.length)
  const [blocks, by] = [drawn(otto.variability.blocks, otto.parameters), chance(99)]
  const sums = [0, 0, 0]
  for (let i = 0; i < 200_000; i += 1) {
    draw(blocks, by, eta)
    const [v, cl] = eta as unknown as [number, number]
    for (const [k, product] of [v * v, v * cl, cl * cl].entries()) sums[k] = (sums[k] as number) + product / 200_000
  }
  for (const [k, want] of [0.084177, 0.02261, 0.026048].entries()) expect((sums[k] as number) / want).toBeCloseTo(1, 1.7)
  expect(() => cholesky([2, 3, 2], 2)).toThrow(RangeError)
})

test('quantiles are those of a full sort', () => {
  const by = chance(4)
  for (const draw of [() => Math.abs(by.normal()), () => Math.exp(6 * by.normal()), () => Math.abs(Math.round(by.normal())), () => 3, () => 0]) {
    const values = Float32Array.from({ length: 1237 }, draw)
    const into = [0.05, 0.25, 0.5, 0.75, 0.95].map(() => new Float64Array(1))
    finder([0.05, 0.25, 0.5, 0.75, 0.95], 1200)(values, 30, 1200, into, 0)
    const sorted = values.slice(30, 1230).sort()
    for (const [q, p] of [0.05, 0.25, 0.5, 0.75, 0.95].entries()) {
      const place = p * 1199
      const [a, b] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
      expect(into[q]?.[0]).toBeCloseTo(a + (place % 1) * (b - a), 10)
    }
  }
})
