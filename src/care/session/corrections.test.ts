import { expect, test } from 'vitest'
import {
  calm,
  codes,
  discharged,
  homeward,
  infusing,
  minute,
  nina,
  noor,
  ondansetron,
  pat,
  prepared,
  protocol,
  RATE,
  readied,
  recovering,
  sentences,
  type Telling,
} from './session.fixture.ts'
import { fold, totals } from './session.ts'

const idOf = (t: Telling, type: string, nth = -1) => t.facts.filter((fact) => fact.type === type).at(nth)?.id ?? ''
const set = (values: object) => ({ values, from: {} })
const replace = (entry: string, type: string, data: unknown, at: number, reason = 'slip of the finger') =>
  ({ entry, type, data, at: minute(at), reason }) as never

test('a correction keeps the original with who, when and why, and what stands counts', () => {
  const t = infusing()
  const wrong = t.does(70, nina, 'record-readings', set({ ...calm, spo2: 95 }))
  t.does(72, noor, 'replace-entry', replace(wrong, 'readings-recorded', set({ ...calm, spo2: 97 }), 69))
  expect(t.s.readings.find(({ event }) => event === wrong)).toMatchObject({ at: minute(69), by: nina, values: { spo2: 97 } })
  expect(t.s.entries.find(({ fact }) => fact.id === wrong)).toMatchObject({
    stands: 'replaced',
    fact: { at: minute(70), data: { values: { spo2: 95 } } },
    corrections: [{ by: noor, at: minute(72), reason: 'slip of the finger', newAt: minute(69) }],
  })
  expect(t.facts.at(-1)?.corrects).toBe(wrong)
  expect(fold(t.facts, protocol)).toEqual(t.state)
})

test('an entry may be corrected again; the last correction stands; a struck one is entered anew', () => {
  const t = infusing()
  const wrong = t.does(70, nina, 'record-readings', set({ spo2: 95 }))
  t.does(71, nina, 'replace-entry', replace(wrong, 'readings-recorded', set({ spo2: 96 }), 70))
  t.does(72, nina, 'replace-entry', replace(wrong, 'readings-recorded', set({ spo2: 97 }), 70))
  expect(t.s.readings.at(-1)?.values).toEqual({ spo2: 97 })
  t.does(73, nina, 'strike-entry', { entry: wrong, reason: 'other patient' })
  expect(t.s.readings.every(({ event }) => event !== wrong)).toBe(true)
  expect(codes(t.ask(74, nina, 'replace-entry', replace(wrong, 'readings-recorded', set({ spo2: 97 }), 70)))).toEqual(['struck'])
  expect(codes(t.ask(74, nina, 'strike-entry', { entry: wrong, reason: 'again' }))).toEqual(['struck'])
  expect(t.s.entries.find(({ fact }) => fact.id === wrong)?.corrections).toHaveLength(3)
})

test.each([
  ['no reason', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', set(calm), 46, ' '), ['reason']],
  ['no such entry', () => replace('x', 'readings-recorded', set(calm), 46), ['no-such-entry']],
  ['a step', (t: Telling) => replace(idOf(t, 'patient-arrived'), 'readings-recorded', set(calm), 46), ['not-correctable']],
  ['another kind', (t: Telling) => replace(idOf(t, 'weight-measured'), 'readings-recorded', set(calm), 46), ['other-type']],
  ['half the data', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', { values: { spo2: 'x' } }, 46), ['bad-data']],
  ['no data', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', null, 46), ['bad-data']],
  ['an unknown quantity', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', set({ hr: 70 }), 46), ['bad-data']],
  [
    'the wrong way round',
    (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', set({ systolic: 70, diastolic: 90 }), 46),
    ['pressure-order'],
  ],
  ['the future', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', set(calm), 90), ['in-the-future']],
  ['before arrival', (t: Telling) => replace(idOf(t, 'readings-recorded'), 'readings-recorded', set(calm), 38), ['before-arrival']],
  ['pounds', (t: Telling) => replace(idOf(t, 'weight-measured'), 'weight-measured', { kg: '154', method: 'scale' }, 42), ['looks-like-pounds']],
  ['a time that is none', (t: Telling) => replace(idOf(t, 'fast-answered'), 'fast-answered', { lastFood: 'noon', lastDrink: minute(0) }, 43), ['bad-data']],
  [
    'a meal after the answer',
    (t: Telling) => replace(idOf(t, 'fast-answered'), 'fast-answered', { lastFood: minute(44), lastDrink: minute(0) }, 43),
    ['not-yet'],
  ],
] as const)('a correction with %s is refused', (_, data, expected) => {
  const t = infusing()
  expect(codes(t.ask(72, nina, 'replace-entry', data(t)))).toEqual(expected)
})

test('an odd but possible correction asks, as an entry would', () => {
  const t = infusing()
  const entry = idOf(t, 'readings-recorded')
  const data = replace(entry, 'readings-recorded', set({ spo2: 83 }), 46)
  expect(codes(t.ask(72, nina, 'replace-entry', data))).toEqual(['really:spo2'])
  t.does(72, nina, 'replace-entry', data, { confirmed: ['really:spo2'] })
})

test('undo of a stop brings the infusion back, as if it had run on', () => {
  const t = infusing()
  const stop = t.does(70, nina, 'stop-infusion', { reason: 'complete' })
  expect(t.s.status).toBe('recovering')
  t.does(71, nina, 'strike-entry', { entry: stop, reason: 'undone at once' })
  expect(t.s).toMatchObject({ status: 'dosing', infusion: 'running' })
  expect(totals(t.s, minute(80))?.deliveredMg).toBe('17.5')
})

test('undo of the start makes the session ready again; with later pump entries it is refused, naming the first', () => {
  const t = infusing()
  const start = idOf(t, 'infusion-started')
  t.does(65, nina, 'pause', {})
  expect(sentences(t.ask(66, nina, 'strike-entry', { entry: start, reason: 'x' }))).toContain('A later entry, the pause, would no longer fit')
  t.does(66, nina, 'strike-entry', { entry: idOf(t, 'infusion-paused'), reason: 'x' })
  t.does(67, nina, 'strike-entry', { entry: start, reason: 'x' })
  expect(t.s.status).toBe('ready')
  t.does(68, nina, 'start-infusion', { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' })
})

test('a corrected rate or time changes what was delivered; over the order it asks, because it has happened', () => {
  const t = infusing()
  const start = { rateMlPerHour: '65.625', concentrationMgPerMl: '0.4', bagMl: '100' }
  t.does(70, nina, 'replace-entry', replace(idOf(t, 'infusion-started'), 'infusion-started', start, 60))
  expect(totals(t.s, minute(80))?.deliveredMg).toBe('8.75')
  t.does(71, nina, 'replace-entry', replace(idOf(t, 'infusion-started'), 'infusion-started', start, 64))
  expect(totals(t.s, minute(80))?.deliveredMg).toBe('7')
  const fast = replace(idOf(t, 'infusion-started'), 'infusion-started', { ...start, rateMlPerHour: '160' }, 64)
  expect(codes(t.ask(72, nina, 'replace-entry', fast))).toEqual(['really:rate-over-order'])
  t.does(72, nina, 'replace-entry', fast, { confirmed: ['really:rate-over-order'] })
})

test('a corrected time must still fit between its neighbours', () => {
  const t = infusing()
  t.does(70, nina, 'pause', {})
  t.does(75, nina, 'resume', { rateMlPerHour: RATE })
  expect(codes(t.ask(80, nina, 'replace-entry', replace(idOf(t, 'infusion-paused'), 'infusion-paused', {}, 76)))).toEqual(['pump-order'])
  t.does(80, nina, 'replace-entry', replace(idOf(t, 'infusion-paused'), 'infusion-paused', {}, 73))
  expect(totals(t.s, minute(75))?.deliveredMg).toBe('11.375')
})

test('what the rest of the session stands on cannot be struck away', () => {
  const t = recovering()
  expect(codes(t.ask(110, nina, 'strike-entry', { entry: idOf(t, 'iv-placed'), reason: 'x' }))).toEqual(['iv-in-use'])
  const gone = homeward()
  expect(codes(gone.ask(161, nina, 'strike-entry', { entry: idOf(gone, 'infusion-stopped'), reason: 'x' }))).toEqual(['left-while-infusing'])
})

test('a corrected dose is held to the order as if it were given then', () => {
  const t = infusing()
  t.does(61, pat, 'order-as-needed', { ...ondansetron, maxDoses: 1 })
  const given = t.does(65, nina, 'give-drug', { orderId: 'ond', dose: '4' })
  const data = { orderId: 'ond', drug: 'Ondansetron', dose: '8', unit: 'mg', route: 'intravenous' }
  expect(codes(t.ask(66, nina, 'replace-entry', replace(given, 'drug-given', data, 65)))).toEqual(['over-order'])
  expect(codes(t.ask(66, nina, 'replace-entry', replace(given, 'drug-given', { ...data, dose: '2', route: 'oral' }, 65)))).toEqual(['no-such-order'])
  t.does(66, nina, 'replace-entry', replace(given, 'drug-given', { ...data, dose: '2' }, 65))
  expect(t.s.drugs).toMatchObject([{ dose: '2', event: given }])
})

test('a struck answer leaves the one before, or none: the gate is open again', () => {
  const t = prepared()
  t.does(47, nina, 'record-weight', { value: '71', unit: 'kg', method: 'scale' })
  t.does(48, nina, 'strike-entry', { entry: idOf(t, 'weight-measured'), reason: 'shoes on' })
  expect(t.s.weight?.kg).toBe('70')
  t.does(49, nina, 'strike-entry', { entry: idOf(t, 'weight-measured', 0), reason: 'other scale' })
  expect(t.s.weight).toBeUndefined()
  expect(codes(t.ask(50, nina, 'ready', {}))).toEqual(['gate:weight'])
})

test('a correction after one signature takes it away; after both only an amendment is possible', () => {
  const t = discharged()
  t.does(170, nina, 'sign', { as: 'nurse' })
  t.does(171, nina, 'strike-entry', { entry: idOf(t, 'readings-recorded'), reason: 'other patient' })
  expect(t.s.signatures).toEqual({})
})

test('nothing is corrected before there is something', () => {
  expect(readied().ask(57, nina, 'strike-entry', { entry: 'x', reason: 'y' }).kind).toBe('refused')
})
