import type { Actor, Decision, Fact, Recorded } from '../../medicine/record.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Command, Journal, Model, Outcome } from './journal.ts'
import { uuid7 } from './uuid7.ts'

/** A stream for tests: a counter that may be raised up to a hundred, and a list of what was said. */
export type CountFact = Fact<'counted', { readonly by: number; readonly words?: string }>
export type Count = { readonly total: number; readonly seq: number }

export const counting: Model<Count> = {
  empty: { total: 0, seq: 0 },
  fold: (facts: readonly Recorded<CountFact>[]) => facts.reduce(counting.evolve, counting.empty),
  evolve: (state, fact: Recorded<CountFact>) => ({ total: state.total + fact.data.by, seq: fact.seq }),
}

export const nurse: Actor = { kind: 'staff', id: 'n1', name: 'Nora Nurse', roles: ['nurse'] }
export const at: Instant = instant(Date.parse('2026-11-24T14:05:00Z'))

export const count =
  (...steps: readonly number[]) =>
  (state: Count): Decision<CountFact> =>
    state.total + steps.reduce((sum, step) => sum + step, 0) > 100
      ? { kind: 'refused', because: [{ code: 'full', message: `At ${state.total}` }] }
      : { kind: 'accepted', facts: steps.map((by) => ({ type: 'counted', data: { by } })) }

export const asking = (clinic: string, stream: string, change: Partial<Command> = {}): Command => ({
  clinic,
  stream: { kind: 'session', id: stream },
  id: uuid7(),
  digest: { type: 'count' },
  by: nurse,
  via: { request: 'r1' },
  at,
  ...change,
})

export const add = (journal: Journal, clinic: string, stream: string, ...steps: readonly number[]): Promise<Outcome<CountFact>> =>
  journal.execute(asking(clinic, stream), counting, count(...steps))
