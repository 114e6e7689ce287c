import { expect, test } from 'vitest'
import type { CriterionId } from '../protocol/protocol.ts'
import {
  both,
  codes,
  homeward,
  infusing,
  minute,
  nina,
  noor,
  pat,
  protocol,
  recovering,
  script,
  sentences,
  type Telling,
  wellAgain,
} from './session.fixture.ts'
import { readiness } from './session.ts'

const criterion = (t: Telling, id: CriterionId, at: number) => readiness(t.s, protocol, minute(at)).find((one) => one.id === id)
const states = (t: Telling, at: number) => Object.fromEntries(readiness(t.s, protocol, minute(at)).map(({ id, state }) => [id, state]))
const assessed = (at: number, data: object) => {
  const t = recovering()
  t.does(at, nina, 'assess', data)
  return t
}
const pressure = (systolic: number, diastolic: number) => {
  const t = recovering()
  t.does(150, nina, 'record-readings', { values: { systolic, diastolic }, from: {} }, { confirmed: ['really:systolic', 'really:diastolic'] })
  return criterion(t, 'blood-pressure', 151)
}

test('right after the stop everything nobody looked at is unknown, never met', () => {
  expect(states(recovering(), 101)).toEqual({
    'minimum-time': 'not-met',
    score: 'unknown',
    sedation: 'unknown',
    orientation: 'unknown',
    dissociation: 'unknown',
    'blood-pressure': 'unknown',
    gait: 'unknown',
    'iv-removed': 'not-met',
    'no-new-suicidal-intent': 'unknown',
    'escort-present': 'unknown',
    'advice-given': 'unknown',
  })
})

test('the minimum time counts from the stop, and nobody may override it here', () => {
  expect(criterion(recovering(), 'minimum-time', 159)).toMatchObject({
    state: 'not-met',
    why: '59 min since the infusion stopped, 60 min asked for: met in 1 min.',
  })
  expect(criterion(recovering(), 'minimum-time', 160)?.state).toBe('met')
  expect(codes(recovering().ask(120, pat, 'override-criterion', { criterion: 'minimum-time', reason: 'in a hurry' }))).toEqual(['not-overridable'])
})

test.each([
  [{ aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 1 } }, 'met', 'Modified Aldrete 9 of 10'],
  [{ aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 1, activity: 1 } }, 'not-met', '8 of 10'],
  [{ aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2 } }, 'unknown', 'Activity missing'],
  [{ padss: { vitals: 2, ambulation: 2, nausea: 1, pain: 2, bleeding: 2 } }, 'met', 'PADSS 9 of 10'],
  [{ aldrete: { consciousness: 2 }, padss: { vitals: 2, ambulation: 2, nausea: 2, pain: 2, bleeding: 2 } }, 'met', 'PADSS 10 of 10'],
])('the score with %j is %s', (data, state, says) => {
  expect(criterion(assessed(150, data), 'score', 151)).toMatchObject({ state, why: expect.stringContaining(says) })
})

test.each([
  [{ oriented: { person: true, place: true, time: true } }, 'orientation', 'met', 'Nina Nurse'],
  [{ oriented: { person: true, place: false, time: false } }, 'orientation', 'not-met', 'place and time'],
  [{ gait: 'unsteady' }, 'gait', 'not-met', 'unsteady'],
  [{ newSuicidalIntent: true }, 'no-new-suicidal-intent', 'not-met', 'needs a clinician'],
  [{ newSuicidalIntent: false }, 'no-new-suicidal-intent', 'met', ''],
  [{ escortPresent: false }, 'escort-present', 'not-met', 'Eva Escort is not here'],
  [{ adviceGiven: true }, 'advice-given', 'met', ''],
  [{ adviceGiven: false }, 'advice-given', 'not-met', ''],
] as const)('an assessment of %j makes %s %s', (data, id, state, says) => {
  expect(criterion(assessed(150, data), id, 151)).toMatchObject({ state, why: expect.stringContaining(says) })
})

test('what is older than the protocol’s freshness is unknown again; that advice was given does not age', () => {
  const t = assessed(150, wellAgain)
  expect(criterion(t, 'gait', 175)?.state).toBe('met')
  expect(criterion(t, 'gait', 176)).toMatchObject({ state: 'unknown', why: 'The gait was looked at 26 min ago; within the last 25 min is asked for.' })
  expect(criterion(t, 'advice-given', 300)?.state).toBe('met')
})

test('what was looked at before the infusion stopped does not count', () => {
  const t = recovering()
  t.does(99, nina, 'record-readings', { values: { moaas: 5 }, from: {} }, { now: 101 })
  expect(criterion(t, 'sedation', 102)).toMatchObject({ state: 'unknown', why: expect.stringContaining('before the infusion stopped') })
  expect(codes(t.ask(99, nina, 'assess', { gait: 'steady' }, { now: 102 }))).toEqual(['before-stop'])
})

test.each([
  [{ moaas: 5 }, 'sedation', 'met'],
  [{ moaas: 4 }, 'sedation', 'not-met'],
  [{ dissociation: 1 }, 'dissociation', 'met'],
  [{ dissociation: 2 }, 'dissociation', 'not-met'],
] as const)('%j makes %s %s', (values, id, state) => {
  const t = recovering()
  t.does(150, nina, 'record-readings', { values, from: {} })
  expect(criterion(t, id, 151)?.state).toBe(state)
})

// Baseline 124/78 before the start; 136/78 is the highest since.
test.each([
  [124, 78, 'met', 'baseline 124/78'],
  [130, 78, 'met', ''],
  [136, 78, 'not-met', 'not falling yet'],
  [140, 78, 'not-met', 'not falling yet'],
  [149, 78, 'not-met', 'more than 20 % apart'],
  [120, 94, 'not-met', 'more than 20 % apart'],
  [98, 76, 'not-met', 'more than 20 % apart'],
  [120, 79, 'not-met', 'not falling yet'],
])('a pressure of %i/%i after the infusion is %s', (systolic, diastolic, state, says) => {
  expect(pressure(systolic, diastolic)).toMatchObject({ state, why: expect.stringContaining(says) })
})

test('without a pressure since the start, or from before it, nothing can be compared', () => {
  const none = infusing()
  none.does(100, nina, 'stop-infusion', { reason: 'complete' })
  expect(criterion(none, 'blood-pressure', 101)).toMatchObject({ state: 'unknown', why: 'No blood pressure since the infusion started.' })
  const t = recovering()
  t.does(110, nina, 'strike-entry', { entry: t.facts.find(({ type }) => type === 'readings-recorded')?.id ?? '', reason: 'other patient' })
  expect(criterion(t, 'blood-pressure', 111)?.why).toContain('no pressure from before the infusion')
})

test('a physician overrides with a reason, in person; it shows who and why', () => {
  const t = recovering()
  expect(codes(t.ask(150, nina, 'override-criterion', { criterion: 'gait', reason: 'walks so at home' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(150, script, 'override-criterion', { criterion: 'gait', reason: 'x' }))).toEqual(['in-person'])
  expect(codes(t.ask(150, pat, 'override-criterion', { criterion: 'gait', reason: '' }))).toEqual(['reason'])
  t.does(150, pat, 'override-criterion', { criterion: 'gait', reason: 'walks with a stick, as before' })
  expect(criterion(t, 'gait', 300)).toMatchObject({ state: 'overridden', why: expect.stringContaining('Pat Physician: walks with a stick') })
})

test('discharge names everything that is missing: criteria and hand-over', () => {
  expect(sentences(recovering().ask(110, nina, 'discharge', {}))).toContain('Criterion of gait: not known. The gait was not assessed. ')
  expect(sentences(recovering().ask(110, nina, 'discharge', {}))).toContain('Criterion of iv-removed: not met. The IV is still in (left forearm).')
  expect(codes(recovering().ask(110, nina, 'discharge', {}))).toHaveLength(12)
  const t = homeward()
  t.does(165, nina, 'discharge', {})
  expect(t.s.status).toBe('discharged')
})

test('a hand-over is to the named escort, with name and advice; to somebody else it asks', () => {
  const t = recovering()
  const to = { escort: 'Eva Escort', signature: { name: 'Eva Escort' }, advice: 'leaflet' }
  expect(codes(t.ask(150, nina, 'hand-over', { escort: '', signature: { name: ' ' }, advice: '' }))).toEqual(['no-name', 'no-signature', 'no-advice'])
  expect(codes(t.ask(150, nina, 'hand-over', { ...to, escort: 'Uwe Uncle' }))).toEqual(['really:escort'])
  expect(t.ask(150, nina, 'hand-over', { ...to, escort: ' eva escort ' }).kind).toBe('accepted')
})

test('two different people sign, each in their own role; the same person may not sign twice', () => {
  const t = homeward()
  t.does(165, nina, 'discharge', {})
  expect(codes(t.ask(170, nina, 'sign', { as: 'physician' }))).toEqual(['not-your-role'])
  expect(codes(t.ask(170, script, 'sign', { as: 'nurse' }))).toEqual(['in-person'])
  t.does(170, nina, 'sign', { as: 'nurse' })
  expect(codes(t.ask(171, nina, 'sign', { as: 'nurse' }))).toEqual(['second-person'])
  expect(codes(t.ask(171, noor, 'sign', { as: 'nurse' }))).toEqual(['not-your-signature'])
  t.does(172, pat, 'sign', { as: 'physician' })
  expect(t.s).toMatchObject({ status: 'signed', signatures: { nurse: { by: nina }, physician: { by: pat } } })
})

test('nobody signs both parts, even with both roles', () => {
  const t = homeward()
  t.does(165, nina, 'discharge', {})
  t.does(170, both, 'sign', { as: 'physician' })
  expect(codes(t.ask(171, both, 'sign', { as: 'nurse' }))).toEqual(['second-person'])
})
