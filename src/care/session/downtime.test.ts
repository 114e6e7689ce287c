import { expect, test } from 'vitest'
import { closedSheet, sheetOf } from './downtime.ts'
import { calm, infusing, minute, nina, ondansetron, pat, protocol, recovering, scheduled, type Telling } from './session.fixture.ts'

const who = { session: 's1', chair: 'Window', name: 'Ada Able', birthDate: '1990-01-02' }
const nobodyAsked = { status: 'unknown', substances: [] } as const
const sheet = (t: Telling, at: number, chart: Parameters<typeof sheetOf>[3] = nobodyAsked) => {
  const { chart: found, ...head } = sheetOf(t.s, protocol, who, chart, minute(at))
  if (!found) throw new Error('no chart')
  return { ...head, chart: found }
}

test('a running infusion stands with order, sums of that moment, the pump, the line, the last sets and what is due', () => {
  const t = infusing()
  t.does(70, nina, 'record-readings', { values: { ...calm, systolic: 150 }, from: {} })
  expect(sheet(t, 75)).toMatchObject({
    ...{ chair: 'Window', name: 'Ada Able', status: 'dosing', phase: 'infusing', startedAt: minute(60) },
    chart: {
      order: { doseMgPerKg: '0.5', signedBy: 'Pat Physician' },
      given: { deliveredMg: '13.125', orderedMg: '35', completeAt: minute(100) },
      pump: { standing: 'running', since: minute(60), bag: '100' },
      iv: { site: 'left forearm', removed: false },
      sets: [{ at: minute(46) }, { at: minute(70), values: { systolic: 150 }, by: 'Nina Nurse' }],
      newest: { systolic: { value: 150, at: minute(70) } },
      escort: { name: 'Eva Escort', phone: '555 0100' },
    },
  })
  const due = sheet(t, 75).chart.due
  expect(due.length).toBeGreaterThan(0)
  expect(due.every(({ dueAt }) => dueAt >= minute(70))).toBe(true)
})

test('allergies are in three states, and what was found today stands over the chart', () => {
  const penicillin = { status: 'listed', substances: [{ substance: 'penicillin', reaction: 'rash' }] } as const
  expect(sheet(scheduled(), 30).chart.allergies).toEqual({ ...nobodyAsked, asked: 'chart' })
  expect(sheet(scheduled(), 30, penicillin).chart.allergies).toEqual({ ...penicillin, asked: 'chart' })
  expect(sheet(infusing(), 65, penicillin).chart.allergies).toEqual({ status: 'none-known', substances: [], asked: 'today' })
})

test('an alert stands until it is over, with who acknowledged it; the limits in force stand beside', () => {
  const t = infusing()
  t.does(70, nina, 'record-readings', { values: { ...calm, systolic: 198 }, from: {} }, { confirmed: ['really:systolic'] })
  const { alerts, limits } = sheet(t, 71).chart
  expect(alerts).toMatchObject([{ quantity: 'systolic', value: 198, acknowledgedBy: null }])
  expect(limits.some(({ quantity, side }) => quantity === 'systolic' && side === 'above')).toBe(true)
  const [open] = t.s.alerts
  t.does(72, nina, 'acknowledge-alert', { alert: open?.alert ?? '', action: 'Called the physician' })
  expect(sheet(t, 73).chart.alerts).toMatchObject([{ acknowledgedBy: 'Nina Nurse' }])
})

test('what may still be given as needed is counted down by what was given', () => {
  const t = infusing()
  t.does(61, pat, 'order-as-needed', ondansetron)
  t.does(65, nina, 'give-drug', { orderId: 'ond', dose: '4' })
  expect(sheet(t, 66).chart).toMatchObject({ asNeeded: [{ drug: 'Ondansetron', left: 1 }], drugs: [{ at: minute(65), drug: 'Ondansetron' }] })
})

test('while recovering it says how each criterion for going home stands', () => {
  const { chart } = sheet(recovering(), 120)
  expect(chart.pump.standing).toBe('stopped')
  expect(chart.criteria.map(({ state }) => state)).toContain('unknown')
  expect(sheet(infusing(), 70).chart.criteria).toEqual([])
})

test('a sheet that is withheld says who, where and since when, and nothing of the chart', () => {
  const t = infusing()
  const closed = closedSheet(t.s, who, 'restricted')
  expect(closed).toMatchObject({ name: 'Ada Able', chart: null, withheld: 'restricted', startedAt: minute(60) })
  for (const secret of ['0.5', '124', 'Eva', 'left forearm']) expect(JSON.stringify(closed)).not.toContain(secret)
})
