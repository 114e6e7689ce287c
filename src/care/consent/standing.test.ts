import { expect, test } from 'vitest'
import { addMinutes } from '../../medicine/time.ts'
import { BEGUN, drip, factsAfter, filled, patientSigns, prepare, readAll, signedByBoth, spray } from './consent.fixture.ts'
import { fold, type Held, standing, standings, type Wanted } from './consent.ts'
import type { ConsentOrder } from './consent.types.ts'

const forms = [drip.ref, spray.ref]
const wanted: Wanted = { drug: 'ketamine', route: 'intravenous', range: { low: '0.5', high: '0.75', unit: 'mg/kg' }, forms }
const later = addMinutes(BEGUN, 10_000)
const held = (id: string, orders: readonly ConsentOrder[], from = 0): Held => ({ id, consent: fold(factsAfter(orders, from)) })
const withdraw: ConsentOrder = { type: 'withdraw', data: { reason: 'I changed my mind' } }
const signed = held('c1', signedByBoth())

test('nothing signed, or signed by one alone, is no consent', () => {
  expect(standing([], wanted, later)).toMatchObject({ kind: 'none' })
  expect(standing([held('c1', [prepare(), ...readAll(), patientSigns])], wanted, later)).toMatchObject({ kind: 'none' })
})

test('signed by both and nothing changed: in force since the second signature', () => {
  expect(standing([signed], wanted, later)).toEqual({ kind: 'in-force', consent: 'c1', since: expect.stringMatching(/^2026-11-24T14:20/) })
})

test.each<[string, Partial<Wanted>, RegExp]>([
  [
    'a higher end of the range',
    { range: { low: '0.5', high: '1.0', unit: 'mg/kg' } },
    /dose range is another one: 0.5 to 1.0 mg\/kg, signed for 0.5 to 0.75 mg\/kg/,
  ],
  ['a lower end of the range', { range: { low: '0.4', high: '0.75', unit: 'mg/kg' } }, /dose range/],
  ['another unit', { range: { low: '0.5', high: '0.75', unit: 'mg' } }, /dose range/],
  ['a range that is no number', { range: { low: 'half', high: '0.75', unit: 'mg/kg' } }, /dose range/],
  ['another drug', { drug: 'esketamine' }, /drug is another one: esketamine, signed for ketamine/],
  ['another route', { route: 'intranasal' }, /given is another one: intranasal, signed for intravenous/],
  [
    'a new version of the form',
    { forms: [{ ...drip.ref, version: '1.1.0', hash: 'f'.repeat(64) }] },
    /form has changed: version 1.1.0, signed in version 1.0.0/,
  ],
  ['a form that is no longer used', { forms: [spray.ref] }, /no longer in use/],
  ['an order above the range', { order: { dose: '0.8', unit: 'mg/kg' } }, /0.8 mg\/kg lies outside/],
  ['an order below the range', { order: { dose: '0.4', unit: 'mg/kg' } }, /outside/],
])('%s asks for a new consent and says why', (_, change, why) => {
  const found = standing([signed], { ...wanted, ...change }, later)
  expect(found).toMatchObject({ kind: 'needs-new', consent: 'c1' })
  expect(found.kind === 'needs-new' && found.why.join(' ')).toMatch(why)
  expect(found.kind === 'needs-new' && found.why).toHaveLength(1)
})

test('everything changed at once is said one by one', () => {
  const found = standing([signed], { drug: 'esketamine', route: 'intranasal', range: { low: '56', high: '84', unit: 'mg' }, forms: [] }, later)
  expect(found.kind === 'needs-new' && found.why).toHaveLength(4)
})

test('0.50 is 0.5, and an order at either end lies inside', () => {
  expect(standing([signed], { ...wanted, range: { low: '0.50', high: '0.750', unit: 'mg/kg' } }, later).kind).toBe('in-force')
  for (const dose of ['0.5', '0.6', '0.75']) expect(standing([signed], { ...wanted, order: { dose, unit: 'mg/kg' } }, later).kind).toBe('in-force')
})

test('withdrawn is withdrawn, from that moment on', () => {
  const gone = held('c1', [...signedByBoth(), withdraw])
  expect(standing([gone], wanted, later)).toEqual({ kind: 'withdrawn', consent: 'c1', why: 'I changed my mind' })
  expect(standing([gone], wanted, addMinutes(BEGUN, 20)).kind).toBe('in-force')
})

test('taken back before the clinician signed, with an older one in force: the patient has said no', () => {
  const half = held('c2', [prepare(), ...readAll(), patientSigns, withdraw], 100)
  expect(standing([signed, half], wanted, later)).toMatchObject({ kind: 'withdrawn', consent: 'c2' })
})

test('an older one taken back while a newer holds: whoever says no means no', () => {
  const old = { id: 'c0', consent: fold(factsAfter([...signedByBoth()]).concat(factsAfter([...signedByBoth(), withdraw], 500).slice(-1))) }
  expect(standing([old, held('c1', signedByBoth(), 100)], wanted, later)).toMatchObject({ kind: 'withdrawn', consent: 'c0' })
})

test('a new consent after the withdrawal holds again', () => {
  expect(standing([held('c1', [...signedByBoth(), withdraw]), held('c2', signedByBoth(), 100)], wanted, later)).toMatchObject({
    kind: 'in-force',
    consent: 'c2',
  })
})

test('consents to the drip and to the spray stand beside each other', () => {
  const nose = held(
    'c2',
    [
      prepare({ fill: filled(spray, { 'dose-low': '56', 'dose-high': '84' }) }, spray),
      ...readAll(spray),
      patientSigns,
      { type: 'sign-clinician', data: { capacity: true, answered: true } },
    ],
    200,
  )
  const both = [signed, nose]
  expect(standing(both, wanted, later)).toMatchObject({ kind: 'in-force', consent: 'c1' })
  expect(standing(both, { drug: 'esketamine', route: 'intranasal', range: { low: '56', high: '84', unit: 'mg' }, forms }, later)).toMatchObject({
    kind: 'in-force',
    consent: 'c2',
  })
  expect(standing([held('c1', [...signedByBoth(), withdraw]), nose], wanted, later).kind).toBe('withdrawn')
})

test('what is signed later than now has not happened', () => {
  expect(standing([signed], wanted, BEGUN).kind).toBe('none')
})

test('each treatment stands by its own plan: a new range that is prepared ends what was signed for the old one, until it is set aside', () => {
  const wider = prepare({ fill: filled(drip, { 'dose-high': '1' }) })
  expect(standings([signed], forms, later)).toMatchObject([{ drug: 'ketamine', standing: { kind: 'in-force' } }])
  expect(standings([signed, held('c2', [wider], 100)], forms, later)).toMatchObject([
    { standing: { kind: 'needs-new', consent: 'c1', why: [expect.stringContaining('0.5 to 1 mg/kg')] } },
  ])
  const aside: ConsentOrder = { type: 'set-aside', data: { reason: 'a slip', declined: false } }
  expect(standings([signed, held('c2', [wider, aside], 100)], forms, later)).toMatchObject([{ standing: { kind: 'in-force' } }])
  expect(standings([], forms, later)).toEqual([])
})
