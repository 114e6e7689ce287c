import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calm, codes, discharged, homeward, infusing, minute, nina, noor, pat, protocol, script, sentences, type Telling } from './session.fixture.ts'
import type { SessionFact } from './session.ts'
import { alertNames, openAlerts } from './session.ts'

const read = (t: Telling, at: number, values: object, more: { now?: number; lateReason?: string } = {}) =>
  t.does(
    at,
    nina,
    'record-readings',
    { values, from: {}, ...(more.lateReason && { lateReason: more.lateReason }) },
    {
      ...(more.now && { now: more.now }),
      confirmed: ['really:systolic', 'really:spo2', 'really:heart-rate'],
    },
  )
const sys = (systolic: number) => ({ systolic, diastolic: 80 })
const open = (t: Telling, at: number) => openAlerts(t.s, protocol, minute(at)).map(({ quantity, severity, needs }) => `${quantity} ${severity} ${needs}`)
const types = (t: Telling, from = 0) => t.facts.slice(from).flatMap(({ type }) => (type.startsWith('alert') ? [type] : []))
const ack = (t: Telling, at: number) => {
  for (const { alert, acknowledged } of t.s.alerts) if (!acknowledged) t.does(at, nina, 'acknowledge-alert', { alert, action: 'looked' })
}

test('a value at the limit issues, in the same decision, an alert with value, limit and who set it', () => {
  const t = infusing()
  const set = read(t, 70, sys(160))
  expect(t.facts.at(-1)).toMatchObject({
    type: 'alert-issued',
    at: minute(70),
    data: { quantity: 'systolic', side: 'above', severity: 'warning', limit: 160, clearBy: 150, value: 160, reading: set, setBy: 'protocol: TEST' },
  })
  expect(open(t, 71)).toEqual(['systolic warning acknowledge'])
})

test('one borderline value does not flap: between the limit and its end nothing is said', () => {
  const t = infusing()
  for (const [i, value] of [160, 159, 160, 151, 161].entries()) read(t, 61 + i, sys(value))
  expect(types(t)).toEqual(['alert-issued'])
  read(t, 67, sys(150))
  expect(types(t)).toEqual(['alert-issued', 'alert-resolved'])
})

test('unacknowledged it comes back as a reminder, and resolved but unseen it still wants somebody', () => {
  const t = infusing()
  read(t, 70, sys(165))
  expect(open(t, 74.9)).toEqual(['systolic warning acknowledge'])
  expect(open(t, 75)).toEqual(['systolic warning reminder'])
  read(t, 76, sys(140))
  expect(open(t, 77)).toEqual(['systolic warning reminder'])
  ack(t, 78)
  expect(open(t, 79)).toEqual([])
})

test('acknowledged by a named person with what was done; then watched; outside again it is issued again', () => {
  const t = infusing()
  read(t, 70, sys(165))
  const alert = t.s.alerts[0]?.alert ?? ''
  expect(codes(t.ask(71, nina, 'acknowledge-alert', { alert, action: '  ' }))).toEqual(['action'])
  expect(codes(t.ask(71, script, 'acknowledge-alert', { alert, action: 'x' }))).toEqual(['in-person'])
  expect(codes(t.ask(71, nina, 'acknowledge-alert', { alert: 'other', action: 'x' }))).toEqual(['no-such-alert'])
  t.does(71, nina, 'acknowledge-alert', { alert, action: 'repeated' })
  expect(t.s.alerts[0]?.acknowledged).toMatchObject({ by: nina, action: 'repeated' })
  expect(open(t, 90)).toEqual(['systolic warning watch'])
  read(t, 80, sys(170))
  expect(t.s.alerts).toHaveLength(1)
  expect(t.s.alerts[0]).toMatchObject({ reissuedAt: [minute(80)], latestValue: 170 })
  expect(open(t, 81)).toEqual(['systolic warning acknowledge'])
  t.does(82, noor, 'acknowledge-alert', { alert, action: 'again' })
  expect(codes(t.ask(83, nina, 'acknowledge-alert', { alert, action: 'me too' }))).toEqual(['no-alert'])
})

test('who has acknowledged an alert already is said by name', () => {
  const t = infusing()
  read(t, 70, { spo2: 91, 'heart-rate': 125 })
  const first = t.s.alerts[0]?.alert ?? ''
  t.does(71, noor, 'acknowledge-alert', { alert: first, action: 'deep breaths' })
  expect(sentences(t.ask(72, nina, 'acknowledge-alert', { alert: first, action: 'too' }))).toBe('Noor Nurse has acknowledged this alert.')
})

test('a severer alert covers the lesser; when it ends and the lesser still holds, that is said', () => {
  const t = infusing()
  read(t, 70, sys(185))
  expect(open(t, 70)).toEqual(['systolic urgent acknowledge'])
  ack(t, 71)
  read(t, 72, sys(170))
  expect(open(t, 72)).toEqual(['systolic urgent watch'])
  read(t, 75, sys(164))
  expect(open(t, 75)).toEqual(['systolic warning acknowledge'])
  read(t, 80, sys(182))
  expect(open(t, 80)).toEqual(['systolic urgent acknowledge', 'systolic warning reminder'])
})

test('urgent stands before warning, then the older before the newer', () => {
  const t = infusing()
  read(t, 61, { 'heart-rate': 125 })
  read(t, 62, { spo2: 91 })
  read(t, 63, sys(190))
  expect(open(t, 64)).toEqual(['systolic urgent acknowledge', 'heart-rate warning acknowledge', 'spo2 warning acknowledge'])
})

test('a late value never ends or repeats a newer alert', () => {
  const t = infusing()
  read(t, 75, sys(165))
  ack(t, 76)
  read(t, 70, sys(120), { now: 77 })
  read(t, 71, sys(175), { now: 77 })
  expect(types(t)).toEqual(['alert-issued', 'alert-acknowledged'])
})

test('a late value outside that no alert covered is said, and ends with what is known since', () => {
  const t = infusing()
  read(t, 75, sys(140))
  read(t, 70, sys(170), { now: 77 })
  expect(t.s.alerts).toMatchObject([{ issuedAt: minute(70), resolvedAt: minute(75), value: 170, latestValue: 140 }])
  expect(open(t, 77)).toEqual(['systolic warning reminder'])
  read(t, 71, sys(165), { now: 78 })
  expect(t.s.alerts).toHaveLength(1)
  read(t, 74, sys(170), { now: 79 })
  expect(t.s.alerts).toHaveLength(1)
})

test('a late value that shows something worse than the alert that stood is said too', () => {
  const t = infusing()
  read(t, 75, sys(170))
  read(t, 70, sys(185), { now: 77 })
  expect(t.s.alerts.map(({ severity }) => severity)).toEqual(['warning', 'urgent'])
})

const limit = (at: number, clearBy: number, severity: 'warning' | 'urgent' = 'warning') => ({
  ...({ quantity: 'systolic', side: 'above', severity, at, clearBy } as const),
  reason: 'usual pressure is high',
})

test('a physician’s limit replaces the protocol’s for this patient, is shown with who and why, and speaks at once', () => {
  const t = infusing()
  expect(codes(t.ask(61, nina, 'set-limit', limit(170, 160)))).toEqual(['not-your-role'])
  read(t, 62, sys(165))
  t.does(63, pat, 'set-limit', limit(175, 166))
  expect(t.s.alerts[0]).toMatchObject({ resolvedAt: minute(62), value: 165 })
  t.does(64, pat, 'set-limit', limit(150, 140))
  expect(t.s.alerts[1]).toMatchObject({ limit: 150, clearBy: 140, value: 165, setBy: 'Pat Physician: usual pressure is high' })
  t.does(65, pat, 'set-limit', limit(152, 140))
  expect(t.s.alerts).toHaveLength(2)
})

test.each([
  [limit(150, 150), 'clear-by'],
  [limit(150, 155), 'clear-by'],
  [limit(350, 150), 'impossible'],
  [{ ...limit(150, 140), reason: '' }, 'reason'],
])('a limit of %j is refused: %s', (data, code) => {
  expect(codes(infusing().ask(61, pat, 'set-limit', data))).toEqual([code])
})

test('a correction of the reading that issued an alert ends it with the corrected value; the alert stays in the record', () => {
  const t = infusing()
  const wrong = read(t, 70, sys(195))
  t.does(72, nina, 'replace-entry', {
    entry: wrong,
    type: 'readings-recorded',
    data: { values: sys(135), from: {} },
    at: minute(70),
    reason: 'slip of the finger',
  })
  expect(t.s.alerts).toMatchObject([{ value: 195, latestValue: 135, resolvedAt: minute(70) }])
  expect(open(t, 73)).toEqual(['systolic urgent acknowledge'])
})

test('a corrected alert ends with the corrected value even when newer ones are known; what they mean is said besides', () => {
  const t = infusing()
  const wrong = read(t, 70, sys(195))
  read(t, 75, sys(170))
  t.does(76, nina, 'replace-entry', { entry: wrong, type: 'readings-recorded', data: { values: sys(135), from: {} }, at: minute(70), reason: 'slip' })
  expect(t.s.alerts).toMatchObject([
    { severity: 'urgent', resolvedAt: minute(70), latestValue: 135 },
    { severity: 'warning', issuedAt: minute(75), value: 170 },
  ])
})

test('with nothing left to compare, a struck reading ends its alert with its own value; with something newer, with that', () => {
  const lone = infusing()
  lone.does(71, nina, 'strike-entry', { entry: read(lone, 70, { 'heart-rate': 125 }), reason: 'other patient' })
  expect(lone.s.alerts).toMatchObject([{ value: 125, latestValue: 72, resolvedAt: minute(70) }])
  const only = infusing()
  only.does(69, pat, 'set-limit', { quantity: 'pain', side: 'above', severity: 'warning', at: 7, clearBy: 5, reason: 'hers' })
  only.does(71, nina, 'strike-entry', { entry: read(only, 70, { pain: 8 }), reason: 'other patient' })
  expect(only.s.alerts).toMatchObject([{ value: 8, latestValue: 8, resolvedAt: minute(70) }])
})

test('a struck reading ends its alert unless another value still stands outside', () => {
  const t = infusing()
  const wrong = read(t, 70, sys(165))
  read(t, 71, sys(165))
  t.does(72, nina, 'strike-entry', { entry: wrong, reason: 'other patient' })
  expect(t.s.alerts[0]?.resolvedAt).toBeUndefined()
  t.does(73, nina, 'strike-entry', {
    entry: t.facts.find(({ at, type }) => at === minute(71) && type === 'readings-recorded')?.id ?? '',
    reason: 'other patient',
  })
  expect(t.s.alerts[0]?.resolvedAt).toBeDefined()
})

test('a better value that was struck leaves the worse one standing, and that is said again', () => {
  const t = infusing()
  read(t, 70, sys(170))
  const better = read(t, 75, sys(140))
  ack(t, 76)
  expect(open(t, 76)).toEqual([])
  t.does(77, nina, 'strike-entry', { entry: better, reason: 'other patient' })
  expect(open(t, 78)).toEqual(['systolic warning reminder'])
  expect(t.s.alerts).toHaveLength(2)
})

test('a correction into the outside issues the alert that nobody had', () => {
  const t = infusing()
  const wrong = read(t, 70, sys(135))
  read(t, 75, sys(140))
  t.does(
    76,
    nina,
    'replace-entry',
    { entry: wrong, type: 'readings-recorded', data: { values: sys(185), from: {} }, at: minute(70), reason: 'read it wrong' },
    { confirmed: ['really:systolic'] },
  )
  expect(t.s.alerts).toMatchObject([{ severity: 'urgent', issuedAt: minute(70), resolvedAt: minute(75) }])
})

test('nobody leaves and nothing is signed while an alert is unacknowledged', () => {
  const t = homeward()
  read(t, 161, { ...calm, 'heart-rate': 122 })
  expect(sentences(t.ask(165, nina, 'discharge', {}))).toBe('An alert has not been acknowledged (heart rate).')
  read(t, 162, { ...calm, spo2: 91 })
  expect(sentences(t.ask(165, nina, 'discharge', {}))).toContain('2 alerts have not been acknowledged (heart rate and spo2).')
  const gone = discharged()
  read(gone, 157, { 'heart-rate': 122 }, { now: 168 })
  expect(codes(gone.ask(169, nina, 'sign', { as: 'nurse' }))).toEqual(['alerts-unacknowledged'])
  ack(gone, 170)
  gone.does(171, nina, 'sign', { as: 'nurse' })
})

test('whatever is measured in whatever order, the newest value beyond a limit is never without an open alert', () => {
  const late = (now: number, at: number) => (now - at > 15 ? { now, lateReason: 'late' } : { now })
  fc.assert(
    fc.property(
      fc.array(fc.record({ ago: fc.integer({ min: 0, max: 30 }), systolic: fc.integer({ min: 90, max: 200 }), acks: fc.boolean() }), { maxLength: 15 }),
      (steps) => {
        const t = infusing()
        for (const [i, { ago, systolic, acks }] of steps.entries()) {
          const now = 100 + i
          read(t, now - ago, sys(systolic), late(now, now - ago))
          if (acks) ack(t, now)
          const newest = t.s.readings.findLast(({ values }) => values.systolic !== undefined)?.values.systolic ?? 0
          const standing = t.s.alerts.filter(({ resolvedAt }) => !resolvedAt)
          if (newest >= 160) expect(standing.length).toBeGreaterThan(0)
          if (newest <= 150) expect(standing).toEqual([])
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('the names of alerts follow from the command, so a device without network names them as the server does', () => {
  const names = alertNames('0192f000-0000-7000-8000-0000000000ff')
  expect([names(0), names(1)]).toEqual(['0192f000-0000-7000-8000-000000000100', '0192f000-0000-7000-8000-000000000101'])
  expect(alertNames('x')(0)).toBe('x.1')
  const made = (infusing().ask(70, nina, 'record-readings', { values: { ...sys(165), spo2: 91 }, from: {} }) as { facts?: readonly SessionFact[] }).facts
  expect(new Set(made?.flatMap((fact) => (fact.type === 'alert-issued' ? fact.data.alert : []))).size).toBe(2)
})
