import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toNumber } from '../../medicine/exact.ts'
import { account } from '../../medicine/infusion.ts'
import { dosesOf } from './level.doses.ts'
import { asked, at, change, drawn, lineOf, second, somePump, start, withPump } from './level.fixture.ts'
import { level } from './level.ts'
import { infusing, minute, nina, order, pat, prepared, RATE, recovering, scheduled, tell } from './session.fixture.ts'

/** The equations of Kamp 2020 for 70 kg, stepped by Runge and Kutta; `mgPerMin` is what this test says was given. */
function stepped(until: number, mgPerMin: (t: number) => number, boluses: ReadonlyMap<number, number>): number {
  const [v, cl, q2, q3] = [[25, 56, 157], 84 / 60, 161 / 60, 79 / 60]
  let a = [0, 0, 0]
  const flow = (t: number, x: readonly number[]): number[] => {
    const [c1, c2, c3] = x.map((amount, i) => amount / (v[i] as number)) as [number, number, number]
    return [mgPerMin(t) - cl * c1 - q2 * (c1 - c2) - q3 * (c1 - c3), q2 * (c1 - c2), q3 * (c1 - c3)]
  }
  const moved = (x: readonly number[], by: readonly number[], h: number) => x.map((value, i) => value + h * (by[i] as number))
  const h = 1 / 60
  for (let step = 0; step <= until * 60; step += 1) {
    const [t, middle] = [step / 60, (step + 0.5) / 60]
    a = [(a[0] as number) + (boluses.get(step) ?? 0), a[1] as number, a[2] as number]
    if (step === until * 60) break
    const k1 = flow(middle, a)
    const k2 = flow(middle, moved(a, k1, h / 2))
    const k3 = flow(middle, moved(a, k2, h / 2))
    const k4 = flow(middle, moved(a, k3, h))
    a = a.map((value, i) => value + (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number)))
    expect(t).toBeLessThan(until)
  }
  return ((a[0] as number) / 25) * 1000
}

test('what was really given is what is drawn: start, slower, a bolus, a pause, a stronger bag and an early stop, against the equations stepped by hand', () => {
  const s = withPump([
    start,
    change(600, { kind: 'rate', rateMlPerHour: '90' }),
    change(900, { kind: 'bolus', ml: '2.5' }),
    change(1200, { kind: 'paused' }),
    change(1680, { kind: 'resumed', rateMlPerHour: '120' }),
    change(1800, { kind: 'bag', concentrationMgPerMl: '0.5', bagMl: '50' }),
    change(2100, { kind: 'stopped' }),
  ])
  const given = (t: number) =>
    t < 10 ? (131.25 * 0.4) / 60 : t < 20 ? (90 * 0.4) / 60 : t < 28 ? 0 : t < 30 ? (120 * 0.4) / 60 : t < 35 ? (120 * 0.5) / 60 : 0
  const line = lineOf(drawn(s, 120), 'given')
  for (const min of [5, 10, 15, 20, 25, 30, 35, 45, 60]) expect(at(line, min) / stepped(min, given, new Map([[900, 1]])), `minute ${min}`).toBeCloseTo(1, 7)
})

test('an empty bag gives nothing more, though the pump is recorded as running, and the page says so', () => {
  const small = change(0, { kind: 'started', rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '43.75' })
  const found = drawn(withPump([small]), 90)
  expect(at(lineOf(found, 'given'), 30)).toBeCloseTo(
    stepped(30, (t) => (t < 20 ? 0.875 : 0), new Map()),
    3,
  )
  expect(found.said.join(' ')).toContain('21.9 mL past an empty bag')
})

test('the doses drawn come to the milligrams of the account, whatever was charted', () => {
  fc.assert(
    fc.property(somePump, fc.integer({ min: 0, max: 7200 }), (pump, now) => {
      const mg = dosesOf(pump, second(0), second(now)).reduce(
        (sum, dose) => sum + (dose.type === 'infusion' ? (dose.mg_per_h * (dose.end_min - dose.start_min)) / 60 : dose.mg),
        0,
      )
      expect(mg).toBeCloseTo(toNumber(account(pump, second(now)).mg), 9)
    }),
    { numRuns: 200 },
  )
})

test('the curve up to now never depends on what happens later', () => {
  fc.assert(
    fc.property(somePump, fc.integer({ min: 0, max: 90 }), (pump, now) => {
      const soFar = pump.filter((one) => one.at <= minute(60 + now))
      const [whole, cut] = [pump, soFar].map((changes) => lineOf(drawn(withPump(changes), 60 + now), 'given'))
      expect(whole).toEqual(cut)
    }),
    { numRuns: 100 },
  )
})

test('a rate that is set again to what it was changes nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2399 }), (s) => {
      const again = withPump([start, change(s, { kind: 'rate', rateMlPerHour: '131.25' })])
      const [one, two] = [withPump([start]), again].map((session) => lineOf(drawn(session, 120), 'given'))
      for (const min of [5, 20, 40, 60]) expect(at(two as never, min)).toBeCloseTo(at(one as never, min), 9)
    }),
    { numRuns: 50 },
  )
})

test('a pause lowers what is expected from then on, and never before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }), (from, minutes) => {
      const stop = change(2400, { kind: 'stopped' })
      const pause = [change(from * 60, { kind: 'paused' }), change((from + minutes) * 60, { kind: 'resumed', rateMlPerHour: '131.25' })]
      const [through, paused] = [
        [start, stop],
        [start, ...pause, stop],
      ].map((pump) => lineOf(drawn(withPump(pump), 150), 'given'))
      for (let min = 1; min <= 90; min += 1) {
        const [a, b] = [at(through as never, min), at(paused as never, min)]
        if (min <= from) expect(b).toBeCloseTo(a, 9)
        else expect(b).toBeLessThan(a)
      }
    }),
    { numRuns: 30 },
  )
})

test('every course from now on begins where what was given ends', () => {
  fc.assert(
    fc.property(somePump, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 30 }), (pump, now, pauseMin) => {
      const found = drawn(withPump(pump), 60 + now, { pauseMin })
      const here = at(lineOf(found, 'given'), now)
      for (const line of found.lines.filter(({ kind }) => kind !== 'planned')) expect(at(line, now)).toBeCloseTo(here, 9)
    }),
    { numRuns: 60 },
  )
})

test('stopped now lies lowest; paused now lies with it until it goes on, and then reaches the ordered dose later', () => {
  const found = drawn(infusing().s, 80)
  const [on, paused, stopped] = (['on', 'if-paused', 'if-stopped'] as const).map((kind) => lineOf(found, kind))
  expect(on?.end).toEqual({ at: minute(100), by: 'dose-complete' })
  expect(paused?.end).toEqual({ at: minute(110), by: 'dose-complete' })
  for (const min of [21, 25, 30]) {
    expect(at(paused as never, min)).toBeCloseTo(at(stopped as never, min), 9)
    expect(at(paused as never, min)).toBeLessThan(at(on as never, min))
  }
  for (const min of [35, 50, 90]) expect(at(paused as never, min)).toBeGreaterThan(at(stopped as never, min))
})

test('while it stands paused, going on means resuming at the rate before, and leaving it paused is as a stop', () => {
  const t = infusing()
  t.does(70, nina, 'pause', {})
  const found = drawn(t.s, 75)
  expect(found.pump).toBe('paused')
  expect(lineOf(found, 'on').end).toEqual({ at: minute(105), by: 'dose-complete' })
  expect(lineOf(found, 'if-paused').end).toEqual({ at: minute(115), by: 'dose-complete' })
  const later = drawn(t.s, 100)
  expect(at(lineOf(later, 'given'), 40)).toBeCloseTo(at(lineOf(found, 'if-stopped'), 40), 9)
})

test('after the stop there is nothing left to choose: what was given, what was planned, and how it wears off', () => {
  expect(drawn(recovering().s, 120).lines.map(({ kind }) => kind)).toEqual(['given', 'planned', 'if-stopped'])
})

test('with the ordered dose in and the pump still running, it goes on to the end of the bag, and no pause is offered', () => {
  const found = drawn(withPump([start]), 102)
  expect(lineOf(found, 'on').end?.by).toBe('bag-empty')
  expect(found.lines.map(({ kind }) => kind)).not.toContain('if-paused')
})

test('a pause entered late changes the curve as if it had been entered at once; a bolus that is struck is gone from it', () => {
  const [late, inTime] = [infusing(), infusing()]
  inTime.does(70, nina, 'pause', {})
  inTime.does(75, nina, 'resume', { rateMlPerHour: RATE })
  const before = lineOf(drawn(late.s, 90), 'given')
  late.does(70, nina, 'pause', {}, { now: 85 })
  late.does(75, nina, 'resume', { rateMlPerHour: RATE }, { now: 86 })
  const after = lineOf(drawn(late.s, 90), 'given')
  expect(at(after, 30)).toBeLessThan(at(before, 30))
  expect(after).toEqual(lineOf(drawn(inTime.s, 90), 'given'))
  const bolus = late.does(88, nina, 'give-bolus', { ml: '2.5', reason: 'flush' })
  expect(at(lineOf(drawn(late.s, 90), 'given'), 30)).toBeGreaterThan(at(after, 30))
  late.does(89, nina, 'strike-entry', { entry: bolus, reason: 'not given' })
  expect(lineOf(drawn(late.s, 90), 'given')).toEqual(after)
})

test('before the start the planned course is drawn from minute 0, and nothing is said to be given', () => {
  const found = drawn(prepared().s, 50)
  expect(found).toMatchObject({ zero: null, nowMin: null, pump: 'not-started' })
  expect(found.lines.map(({ kind }) => kind)).toEqual(['planned'])
  expect(at(lineOf(found, 'planned'), 40)).toBeCloseTo(
    stepped(40, () => 0.875, new Map()),
    4,
  )
})

test('the planned course is the signed order without pauses; an order nobody signed is not drawn, and that is said', () => {
  const t = tell()
  t.does(0, nina, 'schedule', { patient: 'p', protocol: { id: 'made-up', version: '0', hash: 'h' }, chair: '3', plannedFor: minute(60) })
  expect(level(t.s, asked(1))).toMatchObject({ kind: 'not-drawn', because: [expect.stringContaining('No order')] })
  t.does(1, pat, 'write-order', order)
  const found = drawn(t.s, 2)
  expect(found.lines).toEqual([])
  expect(found.said).toContain('The order is not signed, so no planned course is drawn.')
})

test('today’s weight on the scale is used and named; without it the weight of the order, said to be that', () => {
  const found = drawn(scheduled().s, 30)
  expect(found.said).toContain('Weight 70 kg, of the order; today’s was not measured.')
  const t = prepared()
  t.does(47, nina, 'record-weight', { value: '72', unit: 'kg', method: 'scale' })
  const measured = drawn(t.s, 50)
  expect(measured.said).toEqual(expect.arrayContaining(['Weight 72 kg, on the scale today.', 'The order was written for 70 kg.']))
  expect(at(lineOf(measured, 'planned'), 40)).toBeLessThan(at(lineOf(found, 'planned'), 40))
})

test('a person outside those the model was made from gets the curve with the caution in words', () => {
  const t = prepared()
  t.does(47, nina, 'record-weight', { value: '140', unit: 'kg', method: 'stated' }, { confirmed: ['really:weight'] })
  const cautions = (birthDate: string) => drawn(t.s, 50, { birthDate }).cautions.map(({ message }) => message)
  expect(cautions('1985-03-04')).toEqual(['140 kg is outside the 45 to 130 kg that kamp2020 is for.'])
  expect(cautions('2010-01-01')).toContain('No model here is for anyone under 18.')
})

test('ketamine is shown by models of ketamine alone, arterial first; a choice for another drug does not count', () => {
  const s = infusing().s
  expect(drawn(s, 80).models.map(({ id }) => id)).toEqual(['kamp2020', 'domino1982'])
  expect(drawn(s, 80, { model: 'domino1982' }).model.id).toBe('domino1982')
  expect(drawn(s, 80, { model: 'otto2021' }).model.id).toBe('kamp2020')
})

const ordered = (drug: { name: string; rxnorm: string }) => {
  const { s } = infusing()
  return { ...s, order: { ...s.order, drug } } as typeof s
}

test('esketamine into a vein is drawn venous, with noresketamine as a line of its own', () => {
  const found = drawn(ordered({ name: 'Esketamine', rxnorm: '' }), 90)
  expect(found.model).toMatchObject({ id: 'otto2021', site: { kind: 'venous' } })
  expect(lineOf(found, 'given', 'metabolite').ngPerMl.at(-1)).toBeGreaterThan(0)
  expect(found.lines.filter(({ of }) => of === 'metabolite').map(({ kind }) => kind)).toEqual(['given', 'on'])
})

test('a drug no model is for, or whose name and code disagree, is not drawn as another', () => {
  for (const drug of [
    { name: 'Propofol', rxnorm: '8782' },
    { name: 'Esketamine', rxnorm: '6130' },
    { name: 'Ketamine', rxnorm: '8782' },
  ])
    expect(level(ordered(drug), asked(80))).toEqual({ kind: 'not-drawn', because: [`No model here is for ${drug.name} into a vein.`] })
})

test('a model that needs the age is not drawn without it', () => {
  const s = ordered({ name: 'Esketamine', rxnorm: '' })
  expect(drawn(s, 80, { model: 'perezruixo2021' }).said).toContain('Age 41 years.')
  expect(level(s, asked(80, { model: 'perezruixo2021', birthDate: 'unknown' }))).toMatchObject({
    kind: 'not-drawn',
    because: [expect.stringContaining('age_y')],
  })
})

test('the band is asked for the course that comes about if nobody touches the pump, and for none where the model has no spread', () => {
  const t = infusing()
  expect(drawn(t.s, 80).band?.events).toEqual([{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 52.5 }])
  expect(drawn(t.s, 89).band).toEqual(drawn(t.s, 81).band)
  expect(drawn(t.s, 80, { model: 'domino1982' }).band).toBeNull()
  t.does(90, nina, 'pause', {})
  expect(drawn(t.s, 95).band?.events).toEqual([{ type: 'infusion', start_min: 0, end_min: 30, mg_per_h: 52.5 }])
  expect(drawn(prepared().s, 50).band?.events).toEqual([{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 52.5 }])
})

test('nobody hears the pump, and that is always the first thing said of the record', () => {
  for (const session of [prepared().s, infusing().s, recovering().s]) expect(drawn(session, 130).said.join(' ')).toContain('no pump confirms it')
})
