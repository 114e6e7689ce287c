import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codes, discharged, infusing, minute, nina, order, pat, RATE, readied, recovering, sentences, type Telling, tell } from './session.fixture.ts'
import { totals } from './session.ts'

const start = { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' }
const mg = (t: Telling, at: number) => totals(t.s, minute(at))?.deliveredMg

test('before an order there are no totals; before the start nothing is delivered', () => {
  const t = tell()
  t.does(0, nina, 'schedule', { patient: 'p', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '3', plannedFor: minute(60) })
  expect(totals(t.s, minute(1))).toBeNull()
  expect(totals(readied().s, minute(59))).toMatchObject({ deliveredMg: '0', plannedMg: '0', orderedMl: '87.5', plannedRateMlPerHour: RATE, runningMs: 0 })
})

test.each([
  [{ rateMlPerHour: '150.9375' }, 'accepted', []],
  [{ rateMlPerHour: '150.9376' }, 'refused', ['rate-over-order']],
  [{ rateMlPerHour: '60' }, 'accepted', []],
  [{ concentrationMgPerMl: '0.5' }, 'refused', ['concentration-differs']],
  [{ concentrationMgPerMl: '0.40' }, 'accepted', []],
  [{ rateMlPerHour: '0' }, 'refused', ['not-a-number']],
  [{ bagMl: '-1', rateMlPerHour: '1,5' }, 'refused', ['not-a-number', 'not-a-number']],
])('starting with %j is %s', (change, kind, expected) => {
  const decision = readied().ask(60, nina, 'start-infusion', { ...start, ...change })
  expect(decision.kind).toBe(kind)
  expect(codes(decision)).toEqual(expected)
})

test('lost time is not caught up: a rate over the order is refused with what would make it possible', () => {
  const t = infusing()
  t.does(70, nina, 'pause', {})
  expect(sentences(t.ask(80, nina, 'resume', { rateMlPerHour: '175' }))).toBe(
    '175 mL/h is faster than the order’s 131.3 mL/h by more than 15 %, by made up for the test. Lost time is not caught up; a faster rate needs a new order from the physician.',
  )
})

test('what cannot follow is refused: running is not resumed, paused is not paused, stopped stays stopped', () => {
  const t = infusing()
  expect(codes(t.ask(61, nina, 'resume', { rateMlPerHour: RATE }))).toEqual(['pump-order'])
  t.does(61, nina, 'pause', {})
  expect(codes(t.ask(62, nina, 'pause', {}))).toEqual(['pump-order'])
  expect(sentences(t.ask(62, nina, 'change-rate', { rateMlPerHour: RATE }))).toBe(
    'At that time the infusion is paused. The rate changes while it runs; resuming sets the rate after a pause.',
  )
  t.does(63, nina, 'stop-infusion', { reason: 'patient-wish' })
  expect(codes(t.ask(64, nina, 'resume', { rateMlPerHour: RATE }))).toEqual(['pump-order'])
  expect(codes(t.ask(64, nina, 'stop-infusion', { reason: 'complete' }))).toEqual(['pump-order'])
  expect(codes(t.ask(64, nina, 'start-infusion', start))).toEqual(['not-in-this-status'])
})

test('a forgotten pause is entered late, even after the stop, and the account is as if it had been written at once', () => {
  const t = recovering()
  expect(mg(t, 120)).toBe('35')
  t.does(70, nina, 'pause', {}, { now: 110 })
  expect(t.s.status).toBe('recovering')
  expect(mg(t, 120)).toBe('8.75')
  t.does(80, nina, 'resume', { rateMlPerHour: RATE }, { now: 111 })
  expect(mg(t, 120)).toBe('26.25')
  expect(totals(t.s, minute(120))?.runningMs).toBe(30 * 60_000)
})

test('a late entry that makes a later one impossible is refused, naming it', () => {
  const t = infusing()
  t.does(75, nina, 'change-rate', { rateMlPerHour: '100' })
  expect(sentences(t.ask(70, nina, 'pause', {}, { now: 80 }))).toBe(
    'A later entry, the rate change, would no longer fit, because the infusion is paused by then. Correct or strike that entry first.',
  )
})

test('a bolus is part of what was delivered; past the order it asks, past the hard maximum it is refused', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'give-bolus', { ml: '2', reason: '' }))).toEqual(['reason'])
  t.does(70, nina, 'give-bolus', { ml: '2.5', reason: 'flush of the line' })
  expect(mg(t, 70)).toBe('9.75')
  // 30 min of 40 and the bolus: 27.25 mg; 7.75 mg are left of the order, 56.75 of the hard maximum of 84.
  expect(t.ask(90, nina, 'give-bolus', { ml: '19.375', reason: 'x' }).kind).toBe('accepted')
  expect(codes(t.ask(90, nina, 'give-bolus', { ml: '19.376', reason: 'x' }))).toEqual(['really:over-order'])
})

test('past the hard maximum nothing is confirmed away', () => {
  const t = infusing()
  t.does(61, nina, 'change-bag', { concentrationMgPerMl: '0.4', bagMl: '500', reason: 'leak' })
  const much = t.ask(62, nina, 'give-bolus', { ml: '300', reason: 'x' }, { confirmed: ['really:over-order', 'over-hard-maximum'] })
  expect(codes(much)).toEqual(['over-hard-maximum'])
  expect(sentences(much)).toContain('1.2 mg/kg, by made up for the test (84.0 mg for 70 kg)')
})

test('once the ordered dose is given, going on asks', () => {
  const t = infusing()
  t.does(99, nina, 'pause', {})
  t.does(100, nina, 'resume', { rateMlPerHour: RATE })
  t.does(101, nina, 'pause', {})
  expect(codes(t.ask(102, nina, 'resume', { rateMlPerHour: RATE }))).toEqual(['really:over-order'])
})

test('what has happened can be written down: a late over-rate asks instead of being refused', () => {
  const t = infusing()
  expect(codes(t.ask(62, nina, 'change-rate', { rateMlPerHour: '200' }, { now: 70 }))).toEqual(['rate-over-order'])
  expect(codes(t.ask(62, nina, 'change-rate', { rateMlPerHour: '200' }, { now: 80 }))).toEqual(['really:rate-over-order'])
  t.does(62, nina, 'change-rate', { rateMlPerHour: '200' }, { now: 80, confirmed: ['really:rate-over-order'] })
  expect(totals(t.s, minute(80))?.currentRateMlPerHour).toBe('200')
})

test('another bag needs the ordered concentration and a reason, and counts with what it held', () => {
  const t = infusing()
  expect(codes(t.ask(70, nina, 'change-bag', { concentrationMgPerMl: '0.8', bagMl: '50', reason: 'leak' }))).toEqual(['concentration-differs'])
  expect(codes(t.ask(70, nina, 'change-bag', { concentrationMgPerMl: '0.4', bagMl: '50', reason: '' }))).toEqual(['reason'])
  t.does(70, nina, 'change-bag', { concentrationMgPerMl: '0.4', bagMl: '50', reason: 'leak' })
  expect(mg(t, 80)).toBe('17.5')
})

test('a stronger bag by a new order does not run on at the old rate', () => {
  const t = infusing()
  t.does(70, pat, 'sign-order', { order: t.does(70, pat, 'write-order', { ...order, concentrationMgPerMl: '0.8' }) })
  const bag = { concentrationMgPerMl: '0.8', bagMl: '50', reason: 'pharmacy sent this one' }
  expect(sentences(t.ask(71, nina, 'change-bag', bag))).toContain('131.25 mL/h is faster than the order’s 65.6 mL/h')
  t.does(71, nina, 'change-rate', { rateMlPerHour: '65.625' })
  t.does(72, nina, 'change-bag', bag)
  expect(mg(t, 82)).toBe('18.8125')
  expect(codes(t.ask(83, nina, 'change-rate', { rateMlPerHour: '76' }))).toEqual(['rate-over-order'])
})

test('stopping for another reason says which, and nothing else holds a stop up', () => {
  expect(codes(infusing().ask(70, nina, 'stop-infusion', { reason: 'other' }))).toEqual(['remark'])
  expect(infusing().ask(200, nina, 'stop-infusion', { reason: 'complete' }).kind).toBe('accepted')
})

test('an emergency stops the infusion in the same decision, and one entered late leaves the pump’s record alone', () => {
  const t = infusing()
  t.does(70, nina, 'open-emergency', { kind: 'unresponsive' })
  expect(t.facts.slice(-2).map(({ type, at }) => [type, at])).toEqual([
    ['emergency-opened', minute(70)],
    ['infusion-stopped', minute(70)],
  ])
  expect(t.s.status).toBe('recovering')
  const later = infusing()
  later.does(75, nina, 'pause', {})
  later.does(70, nina, 'open-emergency', { kind: 'other' }, { now: 76 })
  expect(later.s).toMatchObject({ status: 'dosing', infusion: 'paused' })
})

test('after the patient left the pump cannot be touched for later than that', () => {
  expect(codes(discharged().ask(166, nina, 'change-rate', { rateMlPerHour: RATE }))).toEqual(['after-leaving'])
})

type Step = { readonly at: number; readonly give: (t: Telling, now?: number) => void }
const day: readonly Step[] = [
  { at: 65, give: (t, now) => t.does(65, nina, 'change-rate', { rateMlPerHour: '120' }, { now: now ?? 65 }) },
  { at: 70, give: (t, now) => t.does(70, nina, 'pause', {}, { now: now ?? 70 }) },
  { at: 74, give: (t, now) => t.does(74, nina, 'give-bolus', { ml: '1.5', reason: 'flush' }, { now: now ?? 74 }) },
  { at: 76, give: (t, now) => t.does(76, nina, 'resume', { rateMlPerHour: '110' }, { now: now ?? 76 }) },
  { at: 85, give: (t, now) => t.does(85, nina, 'change-bag', { concentrationMgPerMl: '0.4', bagMl: '80', reason: 'empty' }, { now: now ?? 85 }) },
]

test('entered in time or late, in any order in which each entry fits, the account is the same', () => {
  const inOrder = infusing()
  for (const step of day) step.give(inOrder)
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      const t = infusing()
      const left = [...order]
      while (left.length > 0) {
        const at = left.findIndex((n) => fits(t, day[n] as Step))
        ;(day[left.splice(at, 1)[0] ?? 0] as Step).give(t, 90)
      }
      for (const m of [66, 72, 75, 80, 90, 95]) expect(totals(t.s, minute(m))).toEqual(totals(inOrder.s, minute(m)))
    }),
  )
})
const fits = (t: Telling, { give }: Step): boolean => {
  try {
    give(tellingOnly(t), 90)
    return true
  } catch {
    return false
  }
}
/** The same telling, which asks and writes nothing down. */
const tellingOnly = (t: Telling): Telling => ({
  ...t,
  does: (...asked) => {
    if (t.ask(...asked).kind !== 'accepted') throw new Error('does not fit')
    return ''
  },
})

test('a physician’s order decides, not the protocol’s standard', () => {
  const t = readied()
  t.does(57, pat, 'sign-order', { order: t.does(57, pat, 'write-order', { ...order, doseMgPerKg: '0.4' }) })
  expect(codes(t.ask(60, nina, 'start-infusion', start))).toEqual(['rate-over-order'])
  t.does(60, nina, 'start-infusion', { ...start, rateMlPerHour: '105' })
})
