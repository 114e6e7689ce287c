import { expect, test } from 'vitest'
import type { Values } from '../../medicine/vitals.ts'
import { arrived, calm, codes, discharged, infusing, minute, nina, sentences } from './session.fixture.ts'

const set = (values: Values) => ({ values, from: {} })
const asked = (values: Values) => infusing().ask(70, nina, 'record-readings', set(values))

test.each<[Values, string, string[]]>([
  [{ systolic: 80, diastolic: 80 }, 'refused', ['pressure-order']],
  [{ systolic: 70, diastolic: 110 }, 'refused', ['pressure-order']],
  [{ systolic: 120, diastolic: 80, 'mean-pressure': 121 }, 'refused', ['mean-above-systolic']],
  [{ systolic: 120, diastolic: 80, 'mean-pressure': 79 }, 'refused', ['mean-below-diastolic']],
  [{ 'heart-rate': 251 }, 'refused', ['impossible']],
  [{ 'heart-rate': 19 }, 'refused', ['impossible']],
  [{ spo2: 101 }, 'refused', ['impossible']],
  [{ spo2: Number.NaN }, 'refused', ['not-a-number']],
  [{ moaas: 4.5 }, 'refused', ['whole-number']],
  [{ moaas: 6 }, 'refused', ['impossible']],
  [{ systolic: 201, diastolic: 100 }, 'ask', ['really:systolic']],
  [{ spo2: 83 }, 'ask', ['really:spo2']],
  [{ systolic: 124 + 60, diastolic: 78 }, 'accepted', []],
  [{ systolic: 124 + 61, diastolic: 78 }, 'ask', ['really:systolic']],
  [{ dissociation: 9 }, 'accepted', []],
  [{}, 'refused', ['empty-set']],
])('a set of %j is %s', (values, kind, expected) => {
  const decision = asked(values)
  expect(decision.kind).toBe(kind)
  expect(codes(decision)).toEqual(expected)
})

test('an unusual value is accepted once somebody says "really"', () => {
  const t = infusing()
  const odd = { systolic: 205, diastolic: 130 }
  expect(codes(t.ask(70, nina, 'record-readings', set(odd)))).toEqual(['really:systolic', 'really:diastolic'])
  expect(codes(t.ask(70, nina, 'record-readings', set(odd), { confirmed: ['really:systolic'] }))).toEqual(['really:diastolic'])
  t.does(70, nina, 'record-readings', set(odd), { confirmed: ['really:systolic', 'really:diastolic'] })
  expect(t.s.readings.at(-1)?.values).toEqual(odd)
})

test('nothing impossible is let through by a "really"', () => {
  expect(infusing().ask(70, nina, 'record-readings', set({ spo2: 120 }), { confirmed: ['really:spo2', 'impossible'] }).kind).toBe('refused')
})

test('a refusal says what was wrong with which number', () => {
  expect(sentences(asked({ systolic: 70, diastolic: 110 }))).toBe(
    'The systolic pressure (70) must be higher than the diastolic (110). Were they entered the wrong way round?',
  )
  expect(sentences(asked({ 'heart-rate': 19 }))).toBe('Heart rate 19 /min cannot be: it lies between 20 and 250, by made up for the test.')
})

test('"not measured" needs its reason and is not a value', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'record-readings', { ...set({}), notMeasured: { spo2: ' ' } }))).toEqual(['why-not-measured'])
  expect(codes(t.ask(70, nina, 'record-readings', { ...set({ spo2: 98 }), notMeasured: { spo2: 'cold hand' } }))).toEqual(['contradiction'])
  t.does(70, nina, 'record-readings', { ...set({}), notMeasured: { spo2: 'cold hand' } })
  expect(t.s.readings.at(-1)).toMatchObject({ values: {}, notMeasured: { spo2: 'cold hand' } })
})

test('a monitor’s value keeps where it came from; one from long before is asked about', () => {
  const t = infusing()
  const from = (m: number) => ({ spo2: { device: 'monitor-3', message: 'm1', observedAt: minute(m) } })
  expect(codes(t.ask(70, nina, 'record-readings', { values: { spo2: 98 }, from: from(54) }))).toEqual(['really:spo2'])
  expect(codes(t.ask(70, nina, 'record-readings', { values: { 'heart-rate': 70 }, from: from(69) }))).toEqual(['source-without-value'])
  t.does(70, nina, 'record-readings', { values: { spo2: 98 }, from: from(69) })
  expect(t.s.readings.at(-1)?.from.spo2?.device).toBe('monitor-3')
})

test('a late set needs its reason, which stays with it', () => {
  const t = infusing()
  expect(codes(t.ask(64, nina, 'record-readings', set(calm), { now: 80 }))).toEqual(['late-reason'])
  const late = t.does(64, nina, 'record-readings', { ...set(calm), lateReason: 'both hands full' }, { now: 80 })
  expect(t.s.entries.find(({ fact }) => fact.id === late)).toMatchObject({ late: true, fact: { data: { lateReason: 'both hands full' } } })
})

test('what was typed in time and only sent late, the network being gone, is not asked why', () => {
  const t = infusing()
  t.does(64, nina, 'record-readings', set(calm), { now: 120, typed: 65 })
  expect(codes(t.ask(64, nina, 'record-readings', set(calm), { now: 120, typed: 119 }))).toEqual(['late-reason'])
  expect(codes(t.ask(64, nina, 'record-readings', set(calm), { now: 80, typed: 900 }))).toEqual(['late-reason'])
})

test('time: a minute ahead or behind is a clock; beyond it lies the future, or a time before arrival; after leaving nothing is observed', () => {
  const t = arrived()
  expect(t.ask(43, nina, 'record-readings', set(calm), { now: 42 }).kind).toBe('accepted')
  expect(codes(t.ask(44, nina, 'record-readings', set(calm), { now: 42 }))).toEqual(['in-the-future'])
  expect(t.ask(39, nina, 'record-readings', set(calm), { now: 45 }).kind).toBe('accepted')
  expect(codes(t.ask(38.9, nina, 'record-readings', set(calm), { now: 45 }))).toEqual(['before-arrival'])
  const gone = discharged()
  expect(codes(gone.ask(166, nina, 'record-readings', set(calm)))).toEqual(['after-leaving'])
  gone.does(163, nina, 'record-readings', set(calm), { now: 166 })
})
