import { expect, test } from 'vitest'
import { shippedProtocol } from '../protocol/protocol.fixture.ts'
import {
  calm,
  codes,
  discharged,
  fay,
  infusing,
  minute,
  monitor,
  nina,
  order,
  pat,
  protocol,
  RATE,
  scheduled,
  signed,
  tell,
  wellAgain,
} from './session.fixture.ts'
import { fold, gates, readiness, totals } from './session.ts'

test('a whole session, from the plan to two signatures', () => {
  const t = tell()
  t.does(0, fay, 'schedule', { patient: 'patient-1', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '3', plannedFor: minute(60) })
  const written = t.does(4, nina, 'write-order', order)
  expect(t.s.status).toBe('scheduled')
  expect(codes(t.ask(5, nina, 'sign-order', { order: written }))).toEqual(['not-your-role'])
  t.does(5, pat, 'sign-order', { order: written })
  t.does(40, fay, 'arrive', {})
  expect(t.s.status).toBe('arrived')

  expect(codes(t.ask(41, nina, 'ready', {}))).toEqual(['gate:identity', 'gate:weight', 'gate:fast', 'gate:escort', 'gate:blood-pressure', 'gate:allergies'])
  t.does(41, nina, 'confirm-identity', { checked: ['name', 'birth-date'] })
  t.does(42, nina, 'record-weight', { value: '70.4', unit: 'kg', method: 'scale' })
  t.does(43, nina, 'answer-fast', { lastFood: minute(-500), lastDrink: minute(-200) })
  t.does(44, fay, 'name-escort', { name: 'Eva Escort', phone: '555 0100', relation: 'sister' })
  t.does(45, nina, 'review-allergies', { allergies: [{ substance: 'Penicillin', reaction: 'rash' }], noneKnown: false })
  t.does(46, nina, 'record-readings', { values: calm, from: {} })
  expect(gates(t.s, protocol, minute(46)).map(({ state }) => state)).toEqual(Array(7).fill('met'))
  t.does(50, nina, 'ready', {})
  expect(t.s.status).toBe('ready')

  expect(codes(t.ask(55, nina, 'start-infusion', { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' }))).toEqual(['no-iv'])
  t.does(56, nina, 'place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 })
  t.does(60, nina, 'start-infusion', { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' })
  expect(t.s).toMatchObject({ status: 'dosing', infusion: 'running' })
  t.does(70, nina, 'record-readings', { values: { ...calm, systolic: 162 }, from: {} })
  const alert = t.s.alerts[0]?.alert ?? ''
  t.does(72, nina, 'acknowledge-alert', { alert, action: 'Paused, asked about headache' })
  t.does(73, nina, 'pause', { reason: 'pressure' })
  expect(t.s).toMatchObject({ status: 'dosing', infusion: 'paused' })
  t.does(78, nina, 'record-readings', { values: { ...calm, systolic: 148 }, from: {} })
  expect(t.s.alerts[0]).toMatchObject({ resolvedAt: minute(78), latestValue: 148 })
  t.does(80, nina, 'resume', { rateMlPerHour: RATE })
  expect(totals(t.s, minute(90))).toMatchObject({
    deliveredMl: '50.3125',
    deliveredMg: '20.125',
    orderedMg: '35',
    plannedMg: '26.25',
    currentRateMlPerHour: RATE,
    completeAt: minute(107),
  })
  t.does(107, nina, 'stop-infusion', { reason: 'complete' })
  expect(t.s.status).toBe('recovering')
  expect(totals(t.s, minute(300))).toMatchObject({ deliveredMg: '35', deliveredMl: '87.5', deliveredMgPerKg: '0.5', currentRateMlPerHour: '0' })

  t.does(160, nina, 'remove-iv', { intact: true })
  t.does(165, nina, 'record-readings', { values: calm, from: {} })
  t.does(166, nina, 'assess', wellAgain)
  expect(codes(t.ask(166, nina, 'discharge', {}))).toEqual(['criterion:minimum-time', 'no-hand-over'])
  t.does(168, nina, 'hand-over', { escort: 'Eva Escort', signature: { name: 'Eva Escort' }, advice: 'English leaflet' })
  expect(readiness(t.s, protocol, minute(168)).map(({ state }) => state)).toEqual(Array(11).fill('met'))
  t.does(168, nina, 'discharge', {})
  expect(t.s.status).toBe('discharged')
  t.does(170, nina, 'sign', { as: 'nurse' })
  expect(t.s.status).toBe('discharged')
  t.does(175, pat, 'sign', { as: 'physician' })
  expect(t.s.status).toBe('signed')
  t.does(300, pat, 'amend', { words: 'Called in the evening, well', reason: 'follow-up call' })
  expect(t.s.amendments).toHaveLength(1)

  expect(fold(t.facts, protocol)).toEqual(t.state)
  expect(t.s.entries).toHaveLength(t.facts.length)
})

test('the same day goes through on the protocol that ships', () => {
  expect(signed(shippedProtocol().protocol).s.status).toBe('signed')
})

test('monitor samples are kept beside the record: a device sends them, a person cannot, and they confirm nothing', () => {
  const t = infusing()
  const samples = { device: 'monitor-3', samples: [{ at: minute(61), values: { spo2: 85 } }] }
  expect(codes(t.ask(62, nina, 'keep-samples', samples))).toEqual(['device-only'])
  t.does(62, monitor, 'keep-samples', samples)
  t.does(64, monitor, 'keep-samples', {
    device: 'monitor-3',
    samples: [
      { at: minute(64), values: { spo2: 96 } },
      { at: minute(63), values: { spo2: 95 } },
    ],
  })
  t.does(65, monitor, 'keep-samples', { device: 'monitor-3', samples: [{ at: minute(62), values: { spo2: 90 } }] })
  expect(t.s.samples.map(({ at }) => at)).toEqual([61, 62, 63, 64].map(minute))
  expect(codes(t.ask(65, monitor, 'keep-samples', { device: 'monitor-3', samples: [] }))).toEqual(['empty-set'])
  expect(t.s.alerts).toEqual([])
  expect(codes(t.ask(62, monitor, 'record-readings', { values: calm, from: {} }))).toEqual(['not-a-person'])
})

test('a session is scheduled once, and nothing happens before that', () => {
  expect(codes(tell().ask(3, nina, 'arrive', {}))).toEqual(['no-session'])
  const again = scheduled().ask(9, fay, 'schedule', { patient: 'x', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '1', plannedFor: minute(60) })
  expect(codes(again)).toEqual(['not-in-this-status'])
})

test('after both signatures nothing is accepted but an amendment, which stays visible', () => {
  const t = signed()
  const before = t.s
  for (const decision of [
    t.ask(200, nina, 'write-note', { voice: 'nurse', access: 'team', words: 'late thought' }),
    t.ask(200, nina, 'strike-entry', { entry: t.facts.at(-8)?.id ?? '', reason: 'wrong' }),
    t.ask(200, nina, 'record-readings', { values: calm, from: {} }),
  ])
    expect(codes(decision)).toEqual(['not-in-this-status'])
  expect(codes(t.ask(200, nina, 'amend', { words: ' ', reason: '' }))).toEqual(['no-words', 'reason'])
  t.does(200, nina, 'amend', { words: 'The escort called', reason: 'asked to be noted' })
  expect(t.s).toMatchObject({ status: 'signed', signatures: before.signatures, amendments: [{ words: 'The escort called', by: nina }] })
})

test('a later change takes a single signature away: it stood for another record', () => {
  const t = discharged()
  t.does(170, nina, 'sign', { as: 'nurse' })
  t.does(172, nina, 'write-note', { voice: 'nurse', access: 'team', words: 'Forgot to say: slept well' })
  expect(t.s.signatures).toEqual({})
  t.does(173, nina, 'sign', { as: 'nurse' })
  t.does(174, pat, 'sign', { as: 'physician' })
  expect(t.s.status).toBe('signed')
})

test('a journal that holds what nobody could have decided folds all the same: a struck step stands, half a correction too', () => {
  const t = infusing()
  const [arrival, set] = [t.facts.find(({ type }) => type === 'patient-arrived'), t.facts.findLast(({ type }) => type === 'readings-recorded')]
  t.write([{ type: 'entry-struck', data: { entry: arrival?.id ?? '', reason: 'x' } }], 'a', 70, nina, 70)
  t.write(
    [{ type: 'entry-replaced', data: { entry: set?.id ?? '', type: 'readings-recorded', data: { values: 'none' }, at: minute(46), reason: 'x' } }],
    'b',
    71,
    nina,
    71,
  )
  expect(t.s).toMatchObject({ status: 'dosing', arrived: { at: minute(40) } })
  expect(t.s.readings.at(-1)?.values).toEqual(calm)
  expect(t.s.entries.every(({ stands }) => stands === 'as-written')).toBe(true)
})
