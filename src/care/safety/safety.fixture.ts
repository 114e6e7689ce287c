import { type Instant, instant } from '../../medicine/time.ts'
import {
  type Around,
  decide,
  EMPTY,
  evolve,
  type RaiseOrder,
  type Safety,
  type SafetyDocument,
  type SafetyFact,
  type SafetyOrder,
  type SafetyRecorded,
} from './safety.ts'

const base = Date.parse('2026-11-24T14:00:00Z')
/** So many minutes after 14:00 UTC, 9:00 in New York. */
export const minute = (n: number): Instant => instant(base + n * 60_000)

export const nora = { kind: 'staff', id: 'n1', name: 'Nora Nurse', roles: ['nurse'] } as const
export const pat = { kind: 'staff', id: 'p1', name: 'Pat Physician', roles: ['physician'] } as const
const waymark = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const
type Person = typeof nora | typeof pat | typeof waymark

const num = <U extends string>(value: number, unit: U) => ({ value, unit, source: 'TEST', confirmed: false })
/** Numbers made up for the tests. */
export const policy: SafetyDocument = {
  kind: 'safety',
  id: 'made-up',
  version: '3.0.0',
  effective: '2026-11-01',
  approvedBy: null,
  title: 'Made up',
  summary: 'For tests',
  items: [
    { id: 'item9', name: 'Item 9', positive: { above: num(0, '{score}') } },
    { id: 'plan', name: 'A plan', positive: { is: true } },
  ],
  clock: { dueWithin: num(6, 'h'), escalateAfter: num(12, 'min'), importOlderThan: num(20, 'd'), sameAnswerWithin: num(7, 'min') },
  escalateTo: ['owner', 'physician'],
  steps: [
    { id: 'plan-made', says: 'Safety plan made', closes: true },
    { id: 'not-reached', says: 'Not reached', closes: false },
  ],
  crisis: [{ name: 'A line', call: '988' }],
  sources: { TEST: { title: 'Made up' } },
}

export const around = (n: number, change: Partial<Around> = {}): Around => ({
  at: minute(n),
  now: minute(n),
  by: nora,
  document: policy,
  zone: 'America/New_York',
  onCall: null,
  ...change,
})

let ids = 0
export const raise = (item: string, answer: number | boolean | string, change: Partial<RaiseOrder['data']> = {}): RaiseOrder => ({
  type: 'raise',
  data: { id: `r${++ids}`, item, answer, where: { kind: 'intake' }, ...change },
})
export const answering = (concern: string, at: number, change: object = {}): SafetyOrder => ({
  type: 'answer',
  data: { concern, finding: 'No intent, no plan; sister is with her', step: 'plan-made', assessedBy: 'Pat Physician', assessedAt: minute(at), ...change },
})

const recorded = (fact: SafetyFact, seq: number, at: Instant, by: Person): SafetyRecorded =>
  ({ ...fact, id: `f${seq}`, seq, version: 1, at, recordedAt: at, by, via: {} }) as SafetyRecorded

export type Step = readonly [at: number, order: SafetyOrder | ((safety: Safety) => SafetyOrder), by?: Person]

/** The record after these steps; one that is not accepted fails the test. */
export const after = (...steps: readonly Step[]): Safety =>
  steps.reduce((safety: Safety, [at, asked, by = waymark]) => {
    const order = typeof asked === 'function' ? asked(safety) : asked
    const decision = decide(safety, order, around(at, { by }))
    if (decision.kind !== 'accepted') throw new Error(`${order.type}: ${JSON.stringify(decision)}`)
    return decision.facts.reduce((state, fact) => evolve(state, recorded(fact, state.seq + 1, minute(at), by)), safety)
  }, EMPTY)

const last = ({ concerns }: Safety): string => concerns.at(-1)?.id ?? ''
export const acknowledge = (safety: Safety): SafetyOrder => ({ type: 'acknowledge', data: { concern: last(safety) } })
export const answer =
  (at: number, change: object = {}) =>
  (safety: Safety): SafetyOrder =>
    answering(last(safety), at, change)
