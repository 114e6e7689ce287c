import type { Quantity } from '../../medicine/vitals.ts'
import type { CriterionId, GateId, Limit, Num, Plausible, Protocol } from '../protocol/protocol.ts'

/** A protocol whose numbers are made up for the tests, so that no test depends on a clinic's policy. */
const num = <U extends string>(value: number, unit: U): Num<U> => ({ value, unit, source: 'TEST', confirmed: false })
const mmHg = (value: number) => num(value, 'mm[Hg]')
const score = (value: number) => num(value, '{score}')

const limit = (quantity: Quantity, side: Limit['side'], severity: Limit['severity'], at: number, clearBy: number): Limit => ({
  ...{ quantity, side, severity },
  at: num(at, ''),
  clearBy: num(clearBy, ''),
  options: ['Look again'],
})
const range = (quantity: Plausible['quantity'], possible: [number, number], usual: [number, number]): Plausible => ({
  quantity,
  possible: { min: num(possible[0], ''), max: num(possible[1], '') },
  usual: { min: num(usual[0], ''), max: num(usual[1], '') },
})
const gate = (id: GateId, ...overridableBy: ('physician' | 'nurse')[]) => ({ id, says: `Check of ${id}`, overridableBy, source: 'TEST', confirmed: false })
const criterion = (id: CriterionId, ...overridableBy: 'physician'[]) => ({ id, says: `Criterion of ${id}`, overridableBy, source: 'TEST', confirmed: false })
const VITALS: readonly Quantity[] = ['heart-rate', 'systolic', 'diastolic', 'spo2']

export const protocol: Protocol = {
  id: 'made-up',
  version: '0',
  effective: '2026-11-24',
  approvedBy: null,
  title: 'Made up for tests',
  summary: '',
  offLabel: true,
  drug: { name: 'Ketamine', rxnorm: '6130', route: 'intravenous' },
  dose: {
    standard: num(0.5, 'mg/kg'),
    duration: num(40, 'min'),
    usual: { min: num(0.3, 'mg/kg'), max: num(0.8, 'mg/kg') },
    durationUsual: { min: num(30, 'min'), max: num(70, 'min') },
    hardMax: num(1.2, 'mg/kg'),
    maxRateOverOrder: num(15, '%'),
  },
  before: {
    noFood: num(7, 'h'),
    noClearLiquid: num(3, 'h'),
    pressureFresh: num(25, 'min'),
    pressureReview: { systolic: mmHg(142), diastolic: mmHg(92) },
    weightChange: num(8, '%'),
  },
  gates: [
    gate('order'),
    gate('identity'),
    gate('weight', 'physician'),
    gate('fast', 'physician', 'nurse'),
    gate('escort', 'physician'),
    gate('blood-pressure', 'physician'),
    gate('allergies'),
  ],
  cadence: [
    { phase: 'before', quantities: VITALS, every: num(30, 'min'), overdueAfter: num(6, 'min') },
    { phase: 'infusing', quantities: VITALS, every: num(10, 'min'), overdueAfter: num(2, 'min') },
    { phase: 'infusing', quantities: ['dissociation'], every: num(20, 'min'), overdueAfter: num(4, 'min') },
    { phase: 'paused', quantities: VITALS, every: num(5, 'min'), overdueAfter: num(2, 'min') },
    { phase: 'recovering', quantities: VITALS, every: num(15, 'min'), overdueAfter: num(5, 'min') },
  ],
  limits: [
    limit('systolic', 'above', 'warning', 160, 150),
    limit('systolic', 'above', 'urgent', 180, 165),
    limit('spo2', 'below', 'warning', 92, 94),
    limit('spo2', 'below', 'urgent', 88, 91),
    limit('heart-rate', 'above', 'warning', 120, 110),
  ],
  plausible: [
    range('weight', [25, 300], [40, 160]),
    range('heart-rate', [20, 250], [40, 140]),
    range('systolic', [40, 300], [80, 200]),
    range('diastolic', [20, 200], [40, 120]),
    range('mean-pressure', [25, 250], [50, 150]),
    range('spo2', [30, 100], [84, 100]),
    range('respiratory-rate', [2, 70], [8, 30]),
    range('temperature', [30, 43], [35, 39]),
    range('moaas', [0, 5], [0, 5]),
    range('dissociation', [0, 10], [0, 10]),
  ],
  alerts: { remindAfter: num(5, 'min') },
  lateAfter: num(15, 'min'),
  discharge: {
    criteria: [
      criterion('minimum-time'),
      criterion('score', 'physician'),
      criterion('sedation', 'physician'),
      criterion('orientation', 'physician'),
      criterion('dissociation', 'physician'),
      criterion('blood-pressure', 'physician'),
      criterion('gait', 'physician'),
      criterion('iv-removed', 'physician'),
      criterion('no-new-suicidal-intent', 'physician'),
      criterion('escort-present', 'physician'),
      criterion('advice-given', 'physician'),
    ],
    minimumAfterStop: num(60, 'min'),
    score: score(9),
    sedation: score(5),
    dissociation: score(1),
    pressureWithin: num(20, '%'),
    fresh: num(25, 'min'),
  },
  asNeeded: [],
  emergency: [],
  sources: { TEST: { title: 'made up for the test' } },
}
