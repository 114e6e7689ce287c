import { expect, test } from 'vitest'
import { arrived, calm, discharged, infusing, minute, nina, protocol, recovering, scheduled, type Telling } from './session.fixture.ts'
import { due, dueTimes, phase } from './session.ts'

const vitals = ['heart-rate', 'systolic', 'diastolic', 'spo2']
const at = (t: Telling, m: number) => due(t.s, protocol, minute(m)).map(({ quantities, dueAt, state }) => [quantities, dueAt, state])
const set = (values: object) => ({ values, from: {} })

test('outside monitoring nothing is due', () => {
  expect(at(scheduled(), 10)).toEqual([])
  expect(phase(discharged().s)).toBeNull()
  expect(at(discharged(), 170)).toEqual([])
})

test('the baseline set is due on arrival, and overdue after the protocol’s time', () => {
  const t = arrived()
  expect(at(t, 40)).toEqual([[vitals, minute(40), 'due']])
  expect(at(t, 46)).toEqual([[vitals, minute(40), 'overdue']])
  t.does(47, nina, 'record-readings', set(calm))
  expect(at(t, 48)).toEqual([[vitals, minute(77), 'later']])
})

test('while infusing each rhythm counts from the start, then from the last look', () => {
  const t = infusing()
  expect(at(t, 69)).toEqual([
    [vitals, minute(70), 'later'],
    [['dissociation'], minute(80), 'later'],
  ])
  t.does(68, nina, 'record-readings', set({ 'heart-rate': 70, systolic: 120, diastolic: 80, spo2: 98 }))
  expect(at(t, 78)).toEqual([
    [vitals, minute(78), 'due'],
    [['dissociation'], minute(80), 'later'],
  ])
  expect(due(t.s, protocol, minute(80))[0]?.state).toBe('overdue')
})

test('a set taken in part leaves the rest due when it was', () => {
  const t = infusing()
  t.does(66, nina, 'record-readings', set({ spo2: 97 }))
  expect(at(t, 70)).toEqual([
    [['heart-rate', 'systolic', 'diastolic'], minute(70), 'due'],
    [['spo2'], minute(76), 'later'],
    [['dissociation'], minute(80), 'later'],
  ])
})

test('"not measured" with a reason counts as looked at', () => {
  const t = infusing()
  t.does(69, nina, 'record-readings', { ...set({ 'heart-rate': 70, spo2: 98 }), notMeasured: { systolic: 'cuff failed', diastolic: 'cuff failed' } })
  expect(at(t, 70)[0]).toEqual([vitals, minute(79), 'later'])
})

test('a set from before the infusion does not count for it, a late entry counts at its own time', () => {
  const t = infusing()
  t.does(59, nina, 'record-readings', set(calm), { now: 62 })
  expect(at(t, 62)[0]?.[1]).toBe(minute(70))
  t.does(65, nina, 'record-readings', set(calm), { now: 72 })
  expect(at(t, 72)[0]?.[1]).toBe(minute(75))
})

test('a pause asks sooner, and neither pause nor resume postpones a look', () => {
  const t = infusing()
  t.does(68, nina, 'pause', {})
  expect(at(t, 68)[0]).toEqual([vitals, minute(68), 'due'])
  t.does(69, nina, 'resume', { rateMlPerHour: '131.25' })
  expect(at(t, 69)[0]).toEqual([vitals, minute(70), 'later'])
  t.does(70, nina, 'record-readings', set(calm))
  t.does(72, nina, 'pause', {})
  expect(at(t, 72)[0]).toEqual([vitals, minute(75), 'later'])
})

test('in recovery the rhythm goes on from the last look', () => {
  expect(at(recovering(), 101)).toEqual([[vitals, minute(105), 'later']])
})

test('the board gets moments, so its rows stay true while time passes', () => {
  expect(dueTimes(infusing().s, protocol)[0]).toMatchObject({ dueAt: minute(70), overdueAt: minute(72), everyMin: 10, source: 'TEST' })
})

test('a struck set is no look', () => {
  const t = infusing()
  const wrong = t.does(69, nina, 'record-readings', set(calm))
  t.does(70, nina, 'strike-entry', { entry: wrong, reason: 'other patient' })
  expect(at(t, 70)[0]).toEqual([vitals, minute(70), 'due'])
})
