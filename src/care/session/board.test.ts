import { expect, test } from 'vitest'
import { arrived, calm, discharged, infusing, minute, nina, protocol, recovering, scheduled, theo } from './session.fixture.ts'
import { boardRow } from './session.ts'

const really = { confirmed: ['really:heart-rate'] }
const read = (values: object) => ({ values, from: {} })

test('a planned session shows who, where, when and the order, and nothing that has not happened', () => {
  expect(boardRow(scheduled().s, protocol)).toEqual({
    status: 'scheduled',
    phase: null,
    chair: '3',
    patient: 'patient-1',
    protocol: 'made-up',
    plannedFor: minute(60),
    order: { drug: 'Ketamine', doseMgPerKg: '0.5', weightKg: '70', durationMin: '40', signed: true },
    readings: {},
    due: [],
    alerts: [],
    attending: [],
    signedBy: [],
  })
})

test('while infusing it shows phase, times, what is due, the newest values and who is there', () => {
  const t = infusing()
  t.does(61, theo, 'attend', { present: true })
  t.does(65, nina, 'record-readings', read({ spo2: 97 }))
  t.does(64, nina, 'record-readings', read({ spo2: 95, systolic: 130, diastolic: 80 }), { now: 66 })
  expect(boardRow(t.s, protocol)).toMatchObject({
    status: 'dosing',
    phase: 'infusing',
    arrivedAt: minute(40),
    readyAt: minute(50),
    startedAt: minute(60),
    attending: [{ staff: 'theo', name: 'Theo Therapist' }],
    readings: { spo2: { value: 97, at: minute(65) }, systolic: { value: 130, at: minute(64) }, 'heart-rate': { value: 72, at: minute(46) } },
  })
  expect(boardRow(t.s, protocol).due.map(({ dueAt }) => dueAt)).toEqual([minute(70), minute(74), minute(75), minute(80)])
})

test('alerts stay on the board until somebody saw them and they are over; an emergency is on it while open', () => {
  const t = infusing()
  t.does(70, nina, 'record-readings', read({ 'heart-rate': 125 }), really)
  t.does(71, nina, 'record-readings', read({ 'heart-rate': 115 }))
  const alert = t.s.alerts[0]?.alert ?? ''
  expect(boardRow(t.s, protocol).alerts).toMatchObject([{ alert, limit: 120, latestValue: 115, issuedAt: minute(70), acknowledged: false, resolved: false }])
  t.does(72, nina, 'record-readings', read({ 'heart-rate': 100 }))
  expect(boardRow(t.s, protocol).alerts).toMatchObject([{ resolved: true, latestValue: 100 }])
  t.does(73, nina, 'acknowledge-alert', { alert, action: 'looked' })
  expect(boardRow(t.s, protocol).alerts).toEqual([])
  t.does(74, nina, 'open-emergency', { kind: 'chest-pain' })
  expect(boardRow(t.s, protocol)).toMatchObject({ status: 'recovering', stoppedAt: minute(74), emergency: { kind: 'chest-pain', openedAt: minute(74) } })
  t.does(80, nina, 'close-emergency', { outcome: 'well' })
  expect(boardRow(t.s, protocol).emergency).toBeUndefined()
})

test('who has signed is on the board, and a resolved alert keeps its last value whatever comes later', () => {
  const t = discharged()
  t.does(170, nina, 'sign', { as: 'nurse' })
  expect(boardRow(t.s, protocol)).toMatchObject({ dischargedAt: minute(165), signedBy: ['nurse'] })
  const again = recovering()
  again.does(105, nina, 'record-readings', read({ ...calm, 'heart-rate': 125 }), really)
  again.does(106, nina, 'record-readings', read({ ...calm, 'heart-rate': 105 }))
  again.does(107, nina, 'record-readings', read({ ...calm, 'heart-rate': 90 }))
  expect(again.s.alerts[0]).toMatchObject({ value: 125, latestValue: 105, resolvedAt: minute(106) })
})

test('a line for a session that has only begun: nothing is due before arrival, the baseline set after it', () => {
  expect(boardRow(arrived().s, protocol)).toMatchObject({ phase: 'before', due: [{ dueAt: minute(40) }] })
})
