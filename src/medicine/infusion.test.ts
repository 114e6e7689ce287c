import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, minus, plus, rounded, text, times, toNumber, whole } from './exact.ts'
import { account, completeAt, deliveredCurve, givenBetween, type InfusionOrder, type PumpChange, perKg, plan, plannedMg } from './infusion.ts'
import { addMs, type Instant, instant, msOf } from './time.ts'

const at = (clock: string): Instant => instant(Date.parse(`2026-11-24T${clock}Z`))
const start = (clock: string, rate = '150', strength = '0.4', bag = '100'): PumpChange => ({
  at: at(clock),
  kind: 'started',
  rateMlPerHour: rate,
  concentrationMgPerMl: strength,
  bagMl: bag,
})

// The example of clinical.md section 2: 80 kg x 0.5 mg/kg, made up to 100 mL.
const order: InfusionOrder = { doseMgPerKg: '0.5', weightKg: '80', durationMin: '40', concentrationMgPerMl: '0.4' }

test('80 kg at 0.5 mg/kg over 40 min at 0.4 mg/mL is 40 mg in 100 mL at 150 mL/h', () => {
  const { mg, ml, rate, durationMs } = plan(order)
  expect([mg, ml, rate, durationMs].map(text)).toEqual(['40', '100', '150', '2400000'])
})

test('an order that does not divide evenly stays exact until it is written down', () => {
  const { rate } = plan({ doseMgPerKg: '0.5', weightKg: '72.4', durationMin: '45', concentrationMgPerMl: '0.7' })
  expect(text(rate)).toBe('68.9523809523809523809523809524')
  expect(rounded(rate, 1)).toBe('69.0')
  expect(text(times(rate, whole('0.63')))).toBe('43.44')
})

// Worked with Python's fractions.Fraction: the sum of rate x ms / 3,600,000 piece by piece; one bolus at 10:31, one bag at 10:40.
const worked: PumpChange[] = [
  start('10:00:00.000', '135.75', '0.4', '100'),
  { at: at('10:12:30.000'), kind: 'rate', rateMlPerHour: '120' },
  { at: at('10:20:00.000'), kind: 'paused' },
  { at: at('10:26:10.000'), kind: 'resumed', rateMlPerHour: '90' },
  { at: at('10:31:00.000'), kind: 'bolus', ml: '2.5' },
  { at: at('10:40:00.000'), kind: 'bag', concentrationMgPerMl: '0.5', bagMl: '50' },
  { at: at('10:52:20.250'), kind: 'rate', rateMlPerHour: '150.3' },
  { at: at('11:01:00.000'), kind: 'stopped' },
]
test.each([
  ['10:05:00.000', '11.3125', '4.525', 300_000],
  ['10:12:30.000', '28.28125', '11.3125', 750_000],
  ['10:23:00.000', '43.28125', '17.3125', 1_200_000],
  ['10:31:00.000', '53.03125', '21.2125', 1_490_000],
  ['10:45:00.000', '74.03125', '30.3625', 2_330_000],
  ['10:52:20.250', '85.0375', '35.865625', 2_770_250],
  ['11:01:00.000', '106.7370625', '46.71540625', 3_290_000],
  ['11:30:00.000', '106.7370625', '46.71540625', 3_290_000],
])('the worked table: by %s there were %s mL and %s mg', (clock, ml, mg, runningMs) => {
  const given = account(worked, at(clock))
  expect({ ml: text(given.ml), mg: text(given.mg), runningMs: given.runningMs }).toEqual({ ml, mg, runningMs })
})

test('the status follows the pump, and the rate is nothing unless it runs', () => {
  const seen = ['09:59:00.000', '10:05:00.000', '10:23:00.000', '11:30:00.000'].map((clock) => account(worked, at(clock)))
  expect(seen.map(({ status, rate }) => [status, text(rate)])).toEqual([
    ['not-started', '0'],
    ['running', '135.75'],
    ['paused', '0'],
    ['stopped', '0'],
  ])
  expect(seen[3]?.pausedMs).toBe(370_000)
})

test('delivered mg/kg is for the weight of the order', () => {
  expect(text(perKg(account([start('10:00:00.000')], at('10:20:00.000')).mg, '80'))).toBe('0.25')
})

test('a bag gives no more than it held, and the record says since when and how far beyond', () => {
  const late = account([start('10:00:00.000')], at('10:42:00.000'))
  expect(text(late.ml)).toBe('100')
  expect(late.status).toBe('running')
  expect(late.bag?.emptyAt).toBe(at('10:40:00.000'))
  expect(text(late.beyondBag)).toBe('5')
})

test('a running pump says when its bag will be empty; a paused one does not', () => {
  const changes: PumpChange[] = [start('10:00:00.000'), { at: at('10:10:00.000'), kind: 'paused' }]
  expect(account(changes, at('10:05:00.000')).bag?.emptyAt).toBe(at('10:40:00.000'))
  expect(account(changes, at('10:15:00.000')).bag).toMatchObject({ emptyAt: null })
})

test('planned mg grows evenly and ends with the order', () => {
  const by = (clock: string) => text(plannedMg(order, at('10:00:00.000'), at(clock)))
  expect(['09:00:00.000', '10:10:00.000', '10:40:00.000', '12:00:00.000'].map(by)).toEqual(['0', '10', '40', '40'])
})

test('the dose is complete later after a pause, never at a faster rate', () => {
  const changes: PumpChange[] = [
    start('10:00:00.000', '150', '0.4', '120'),
    { at: at('10:10:00.000'), kind: 'paused' },
    { at: at('10:15:00.000'), kind: 'resumed', rateMlPerHour: '150' },
  ]
  expect(completeAt(order, changes, at('10:05:00.000'))).toBe(at('10:40:00.000'))
  expect(completeAt(order, changes, at('10:12:00.000'))).toBeNull()
  expect(completeAt(order, changes, at('10:20:00.000'))).toBe(at('10:45:00.000'))
  expect(completeAt(order, changes, at('10:50:00.000'))).toBeNull()
})

test('no end is promised that the bag cannot reach', () => {
  expect(completeAt(order, [start('10:00:00.000', '150', '0.4', '90')], at('10:05:00.000'))).toBeNull()
})

test('a change that does not fit changes nothing', () => {
  const odd: PumpChange[] = [
    { at: at('09:50:00.000'), kind: 'bolus', ml: '5' },
    { at: at('09:51:00.000'), kind: 'resumed', rateMlPerHour: '150' },
    { at: at('09:52:00.000'), kind: 'stopped' },
  ]
  expect(text(account(odd, at('10:30:00.000')).ml)).toBe('0')
})

test('a bag or a bolus recorded as 0 mL gives nothing and breaks nothing', () => {
  const zero: PumpChange[] = [start('10:00:00.000', '150', '0.4', '0'), { at: at('10:05:00.000'), kind: 'bolus', ml: '0' }]
  const { ml, bag, beyondBag } = account(zero, at('10:10:00.000'))
  expect([text(ml), text(beyondBag), bag?.emptyAt]).toEqual(['0', '25', at('10:00:00.000')])
})

test('the curve has a corner at every change and ends where the account stands', () => {
  const curve = deliveredCurve(worked, at('10:45:00.000'))
  expect(curve.map(({ at: moment, mg }) => `${moment.slice(11, 16)} ${rounded(mg, 2)}`)).toEqual([
    '10:00 0.00',
    '10:00 0.00',
    '10:12 11.31',
    '10:12 11.31',
    '10:20 17.31',
    '10:20 17.31',
    '10:26 17.31',
    '10:26 17.31',
    '10:31 20.21',
    '10:31 21.21',
    '10:40 26.61',
    '10:40 26.61',
    '10:45 30.36',
  ])
})

// Properties. Courses are made of any changes at any distinct moments, sensible or not.
const decimal = (max: number, digits: number) => fc.integer({ min: 1, max: max * 10 ** digits }).map((n) => (n / 10 ** digits).toFixed(digits))
const rate = decimal(300, 2)
const strength = decimal(5, 3)
const bag = decimal(250, 1)
const base = msOf(at('10:00:00.000'))
const happening = fc.oneof(
  fc.record({ kind: fc.constant('started' as const), rateMlPerHour: rate, concentrationMgPerMl: strength, bagMl: bag }),
  fc.record({ kind: fc.constant('rate' as const), rateMlPerHour: rate }),
  fc.record({ kind: fc.constant('paused' as const) }),
  fc.record({ kind: fc.constant('resumed' as const), rateMlPerHour: rate }),
  fc.record({ kind: fc.constant('bolus' as const), ml: decimal(20, 2) }),
  fc.record({ kind: fc.constant('bag' as const), concentrationMgPerMl: strength, bagMl: bag }),
  fc.record({ kind: fc.constant('stopped' as const) }),
)
const moment = fc.integer({ min: 0, max: 7_200_000 }).map((ms) => instant(base + ms))
const course = fc
  .tuple(
    fc.record({ kind: fc.constant('started' as const), rateMlPerHour: rate, concentrationMgPerMl: strength, bagMl: bag }),
    fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7_200_000 }), happening), { maxLength: 12, selector: ([ms]) => ms }),
  )
  .map(([first, rest]): PumpChange[] => [{ ...first, at: instant(base) }, ...rest.map(([ms, what]) => ({ ...what, at: instant(base + ms) }))])

test('never negative, never more than the pump could have given', () => {
  fc.assert(
    fc.property(course, moment, (changes, now) => {
      const { ml, mg, beyondBag, bag: hanging } = account(changes, now)
      for (const amount of [ml, mg, beyondBag, ...(hanging ? [hanging.left] : [])]) expect(amount.n.gte(0)).toBe(true)
    }),
  )
})

test('never falls as time passes', () => {
  fc.assert(
    fc.property(course, moment, moment, (changes, a, b) => {
      const [early, late] = a <= b ? [a, b] : [b, a]
      expect(compare(account(changes, early).mg, account(changes, late).mg)).toBeLessThanOrEqual(0)
      expect(compare(account(changes, early).ml, account(changes, late).ml)).toBeLessThanOrEqual(0)
    }),
  )
})

test('adds up exactly over split intervals', () => {
  fc.assert(
    fc.property(course, fc.uniqueArray(moment, { minLength: 3, maxLength: 8 }), (changes, unsorted) => {
      const cuts = [...unsorted].sort()
      const [first, last] = [cuts[0] as Instant, cuts.at(-1) as Instant]
      const whole = givenBetween(changes, first, last)
      const pieces = cuts.slice(1).map((to, i) => givenBetween(changes, cuts[i] as Instant, to))
      const sum = pieces.reduce((a, b) => ({ ml: plus(a.ml, b.ml), mg: plus(a.mg, b.mg), runningMs: a.runningMs + b.runningMs }))
      expect([compare(sum.ml, whole.ml), compare(sum.mg, whole.mg), sum.runningMs]).toEqual([0, 0, whole.runningMs])
    }),
  )
})

test('looking in between changes nothing: a fold in batches is the fold in one go', () => {
  fc.assert(
    fc.property(course, moment, fc.integer({ min: 0, max: 12 }), (changes, now, cut) => {
      const batched = [...changes.slice(cut), ...changes.slice(0, cut)]
      expect(account(batched, now)).toEqual(account(changes, now))
    }),
  )
})

test('the order in which changes are told does not matter', () => {
  fc.assert(
    fc.property(
      course.chain((changes) => fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }))),
      moment,
      ([told, shuffled], now) => {
        expect(account(shuffled, now)).toEqual(account(told, now))
      },
    ),
  )
})

test('twice the concentration is exactly twice the mg in the same mL', () => {
  const doubled = (change: PumpChange): PumpChange =>
    'concentrationMgPerMl' in change ? { ...change, concentrationMgPerMl: (Number(change.concentrationMgPerMl) * 2).toFixed(3) } : change
  fc.assert(
    fc.property(course, moment, (changes, now) => {
      const [once, twice] = [account(changes, now), account(changes.map(doubled), now)]
      expect([compare(twice.mg, times(once.mg, whole(2))), compare(twice.ml, once.ml)]).toEqual([0, 0])
    }),
  )
})

test('the curve ends where the account stands, whatever happened', () => {
  fc.assert(
    fc.property(course, moment, (changes, now) => {
      const end = deliveredCurve(changes, now).at(-1)
      expect(end && compare(end.mg, account(changes, now).mg)).toBe(0)
    }),
  )
})

test('running until completeAt gives the order, and a millisecond less does not', () => {
  const plain = fc.tuple(rate, decimal(5, 3), fc.integer({ min: 0, max: 600_000 }))
  fc.assert(
    fc.property(plain, ([mlPerHour, mgPerMl, ms]) => {
      const changes = [start('10:00:00.000', mlPerHour, mgPerMl, '100000')]
      const end = completeAt(order, changes, addMs(at('10:00:00.000'), ms))
      if (!end) return
      const missing = (moment: Instant) => toNumber(minus(plan(order).mg, account(changes, moment).mg))
      expect(missing(end)).toBeLessThanOrEqual(0)
      expect(missing(addMs(end, -1))).toBeGreaterThan(0)
    }),
  )
})
