import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pressureProblems } from './plausible.ts'
import { effectAt, type SimulatedCourse, scoresAt, simulate, usualCourse } from './simulator.ts'

const people = Array.from({ length: 60 }, (_, i) => i + 1)
const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length
const cuffs = (course: SimulatedCourse) =>
  [...simulate(course)].flatMap(({ second, values }) => (values.systolic === undefined ? [] : [{ minute: second / 60, ...values }]))
const meanAt = (minute: number, quantity: 'systolic' | 'diastolic') =>
  mean(people.map((seed) => cuffs(usualCourse(seed)).find((cuff) => cuff.minute === minute)?.[quantity] ?? Number.NaN))

test('on average the pressure has risen by about 16 and 11 mmHg after 40 minutes of infusion [YALE]', () => {
  expect(Math.abs(meanAt(50, 'systolic') - meanAt(0, 'systolic') - 16)).toBeLessThan(2.5)
  expect(Math.abs(meanAt(50, 'diastolic') - meanAt(0, 'diastolic') - 11)).toBeLessThan(2.5)
})

test('and is back by 90 minutes after the start [SZA]', () => {
  expect(Math.abs(meanAt(100, 'systolic') - meanAt(0, 'systolic'))).toBeLessThan(2)
})

test('the effect peaks when the infusion ends, and a pause makes the peak lower', () => {
  const plain = { infusing: [{ from: 0, to: 40 }] }
  const paused = {
    infusing: [
      { from: 0, to: 15 },
      { from: 25, to: 50 },
    ],
  }
  expect(effectAt(plain, 40)).toBeCloseTo(1, 10)
  expect(effectAt(plain, 39)).toBeLessThan(1)
  expect(effectAt(plain, 41)).toBeLessThan(1)
  expect(effectAt(paused, 50)).toBeLessThan(1)
  expect(effectAt(plain, 0)).toBe(0)
})

test('the same seed gives the same recording, another seed another', () => {
  const recording = (seed: number) => [...simulate(usualCourse(seed))]
  expect(recording(7)).toEqual(recording(7))
  expect(recording(7)).not.toEqual(recording(8))
})

test('heart rate, breath and oxygen in every sample, pressures when the cuff has measured', () => {
  const samples = [...simulate(usualCourse(3, { minutes: 10, everySeconds: 5, cuffEveryMinutes: 5 }))]
  expect(samples).toHaveLength(121)
  expect(samples.filter(({ values }) => values.systolic !== undefined).map(({ second }) => second)).toEqual([0, 300, 600])
  expect(samples.every(({ values }) => values['heart-rate'] !== undefined && values.spo2 !== undefined && values['respiratory-rate'] !== undefined)).toBe(true)
})

test('a cuff that fails says so and gives no number', () => {
  const samples = [...simulate(usualCourse(3, { minutes: 20, artefacts: [{ kind: 'cuff-failure', from: 9, to: 11 }] }))]
  const failed = samples.filter(({ failed }) => failed.includes('systolic'))
  expect(failed.map(({ second }) => second)).toEqual([600])
  expect(failed[0]?.values.systolic).toBeUndefined()
})

test('a probe that is off gives no oxygen saturation until it is back', () => {
  const samples = [...simulate(usualCourse(3, { minutes: 5, artefacts: [{ kind: 'probe-off', from: 1, to: 2 }] }))]
  expect(samples.filter(({ failed }) => failed.includes('spo2')).map(({ second }) => second)).toEqual([60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 115])
})

test('movement makes spikes that are not there in the quiet recording', () => {
  const highest = (course: SimulatedCourse) => Math.max(...[...simulate(course)].map(({ values }) => values['heart-rate'] ?? 0))
  expect(highest(usualCourse(3, { artefacts: [{ kind: 'motion', from: 20, to: 22 }] }))).toBeGreaterThan(highest(usualCourse(3)) + 15)
})

test('an excursion is seen in its own quantity alone', () => {
  const course = usualCourse(5, { excursions: [{ quantity: 'spo2', from: 30, to: 40, by: -8 }] })
  const low = [...simulate(course)].find(({ second }) => second === 35 * 60)
  expect(low?.values.spo2).toBeLessThan(92)
})

test('dissociation is felt at the peak and gone an hour and a half after the start', () => {
  const course = usualCourse(2)
  expect(scoresAt(course, 50).dissociation).toBeGreaterThanOrEqual(4)
  expect(scoresAt(course, 100).dissociation).toBe(0)
  expect(scoresAt(course, 5)).toEqual({ moaas: 5, dissociation: 0, nausea: 0, anxiety: 0 })
})

test('whatever the case, the numbers are whole and the pressures in order', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })).map(([from, length]) => ({ from, to: from + length }))
  const artefact = fc.tuple(span, fc.constantFrom('cuff-failure' as const, 'motion' as const, 'probe-off' as const)).map(([at, kind]) => ({ ...at, kind }))
  const excursion = fc
    .tuple(span, fc.constantFrom('systolic' as const, 'diastolic' as const, 'heart-rate' as const, 'spo2' as const), fc.integer({ min: -60, max: 60 }))
    .map(([at, quantity, by]) => ({ ...at, quantity, by }))
  fc.assert(
    fc.property(fc.integer(), fc.array(artefact, { maxLength: 3 }), fc.array(excursion, { maxLength: 3 }), (seed, artefacts, excursions) => {
      for (const { values } of simulate(usualCourse(seed, { minutes: 60, everySeconds: 30, artefacts, excursions }))) {
        expect(pressureProblems(values)).toEqual([])
        expect(Object.values(values).every((value) => Number.isInteger(value))).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})
