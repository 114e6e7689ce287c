import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concentrations, type Dose, faultsOf, MODELS, type Request } from './pk.ts'

const request: Request = {
  ...{ model: 'kamp2020', covariates: { weight_kg: 82 }, times_min: [5, 40] },
  events: [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 61.5 }],
}

test.each<[string, object, string, string]>([
  ['a model that is not there', { model: 'nobody1999' }, 'model', 'unknown'],
  ['no weight where it is needed', { covariates: {} }, 'covariates.weight_kg', 'missing'],
  ['a weight as text', { covariates: { weight_kg: '82' } }, 'covariates.weight_kg', 'no-number'],
  ['a weight of nothing', { covariates: { weight_kg: 0 } }, 'covariates.weight_kg', 'out-of-range'],
  ['no age for the nasal model', { model: 'perezruixo2021', covariates: { weight_kg: 82 } }, 'covariates.age_y', 'missing'],
  ['a covariate misspelt', { covariates: { weight_kg: 82, weigth: 2 } }, 'covariates.weigth', 'unknown'],
  ['an effect site on a venous model', { model: 'otto2021', ke0_per_min: 0.1 }, 'ke0_per_min', 'unsuitable'],
  ['an effect site that stands still', { ke0_per_min: 0 }, 'ke0_per_min', 'out-of-range'],
  ['a random effect on nothing', { eta: { V9: 0.2 } }, 'eta.V9', 'unknown'],
  ['a rate below zero', { events: [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: -3 }] }, 'events[0].mg_per_h', 'out-of-range'],
  ['an end before the start', { events: [{ type: 'infusion', start_min: 40, end_min: 7, mg_per_h: 3 }] }, 'events[0].end_min', 'out-of-range'],
  ['a spray where the model has no nose', { events: [{ type: 'nasal', t_min: 0, mg: 28, device_in_session: 1 }] }, 'events[0].type', 'unsuitable'],
  [
    'a device without its place',
    { model: 'perezruixo2021', covariates: { age_y: 45 }, events: [{ type: 'nasal', t_min: 2, mg: 28 }] },
    'events[0].device_in_session',
    'missing',
  ],
  ['a dose of another kind', { events: [{ type: 'tablet' }] }, 'events[0].type', 'unknown'],
  ['a time that is no number', { times_min: [3, Number.NaN] }, 'times_min[1]', 'no-number'],
  ['events that are no list', { events: 'none' }, 'events', 'missing'],
])('%s is refused, with the field', (_what, change, field, code) => {
  const answer = concentrations({ ...request, ...change } as Request)
  expect(answer.kind === 'refused' && answer.because.map((fault) => [fault.field, fault.code])).toEqual([[field, code]])
})

test('every fault of a request is named, not only the first', () => {
  const faults = faultsOf({ ...request, covariates: { weight_kg: -2 }, times_min: ['x'], events: [{ type: 'bolus', t_min: 2 }] })
  expect(faults.map(({ field }) => field)).toEqual(['covariates.weight_kg', 'events[0].mg', 'times_min[0]'])
})

test('whatever is asked is answered, never thrown', () => {
  fc.assert(
    fc.property(fc.anything(), (anything) => {
      expect(concentrations(anything as Request).kind).toBe('refused')
    }),
    { numRuns: 300, seed: 8 },
  )
})

test.each([
  ['kamp2020', { weight_kg: 44.9 }, ['weight']],
  ['otto2021', { weight_kg: 131 }, ['weight']],
  ['kamp2020', { weight_kg: 45, age_y: 90 }, []],
  ['perezruixo2021', { age_y: 87, weight_kg: 38 }, ['weight', 'age']],
  ['perezruixo2021', { age_y: 45 }, ['weight-not-stated']],
  ['otto2021', { age_y: 17, weight_kg: 60 }, ['under-18']],
  ['perezruixo2021', { age_y: 45, weight_kg: 60, japanese: true }, ['ancestry']],
] as const)('%s for %o carries the cautions %o and a curve all the same', (model, covariates, codes) => {
  const answer = concentrations({ ...request, model, covariates })
  expect(answer.kind === 'curve' && answer.cautions.map(({ code }) => code)).toEqual(codes)
})

test('a valid request never gives NaN and never less than nothing', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  const valid = fc.constantFrom(...MODELS).chain((model) =>
    fc.record({
      model: fc.constant(model.id),
      covariates: fc.record({ weight_kg: number(1, 700), age_y: number(0, 120), asian: fc.boolean(), japanese: fc.boolean() }),
      eta: fc.dictionary(fc.constantFrom(...model.parameters.map(({ name }) => name)), number(-40, 40)),
      ke0_per_min: model.site.kind === 'arterial' ? fc.option(number(1e-6, 1000)) : fc.constant(null),
      times_min: fc.array(number(-1e9, 1e9), { maxLength: 12 }),
      events: fc.array(
        fc.oneof(
          fc.record({ type: fc.constant('bolus' as const), t_min: number(-1e9, 1e9), mg: number(0, 1e6) }),
          fc
            .tuple(number(-1e9, 1e9), number(0, 1e6), number(0, 1e6))
            .map(([start_min, long, mg_per_h]): Dose => ({ type: 'infusion', start_min, end_min: Math.min(1e9, start_min + long), mg_per_h })),
          ...(model.doses.includes('nasal')
            ? [
                fc.record({
                  type: fc.constant('nasal' as const),
                  t_min: number(-1e9, 1e9),
                  mg: number(0, 1e6),
                  device_in_session: fc.integer({ min: 1, max: 9 }),
                }),
              ]
            : []),
        ),
        { maxLength: 6 },
      ),
    }),
  )
  fc.assert(
    fc.property(valid, (request) => {
      const answer = concentrations(request)
      if (answer.kind !== 'curve') throw new Error(JSON.stringify(answer.because))
      for (const column of [answer.parent_ng_per_mL, answer.metabolite_ng_per_mL, answer.effect_site_ng_per_mL])
        for (const x of column ?? []) if (!(x >= 0 && Number.isFinite(x))) throw new Error(`${x}`)
    }),
    { numRuns: 1000, seed: 12 },
  )
})

test('moments may be asked in any order, and nothing given is nothing there', () => {
  const [forth, back] = [concentrations(request), concentrations({ ...request, times_min: [40, 5] })]
  if (forth.kind !== 'curve' || back.kind !== 'curve') throw new Error('expected curves')
  expect([...back.parent_ng_per_mL]).toEqual([...forth.parent_ng_per_mL].reverse())
  expect(concentrations({ ...request, events: [] })).toMatchObject({ kind: 'curve', parent_ng_per_mL: new Float64Array(2) })
})

test('every number of every model carries a source, and what is not verified says so', () => {
  for (const { parameters, variability, effectSites, limits } of MODELS) {
    for (const { source, unit } of [...parameters, ...effectSites.map((site) => ({ ...site, unit: '1/min' }))])
      expect(source.length * unit.length).toBeGreaterThan(0)
    expect(variability.kind === 'none' ? variability.why : variability.source).toMatch(/\w/)
    expect(limits.join(' ')).toContain('dults only')
  }
})
