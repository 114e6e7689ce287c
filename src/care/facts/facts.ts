import type { Decision, Fact, Reason, Recorded } from '../../medicine/record.ts'
import type { FactDefinition, Statement, Value } from '../../medicine/rules/types.ts'
import { objection } from './fits.ts'
import type { Unmapped } from './imported.ts'

/**
 * What is known of a person: statements, each with who said so and when it was true. One stream each, `facts/<patient>`.
 * Nothing is overwritten: a later statement stands beside the earlier, a wrong one is withdrawn with a reason.
 */
export type FactsFact =
  | Fact<'facts-stated', { readonly statements: readonly Statement[] }>
  | Fact<'statement-withdrawn', { readonly statement: string; readonly reason: string }>
  /** What came in with codes nobody here knows: kept and shown, never dropped. */
  | Fact<'unmapped-kept', { readonly entries: readonly Unmapped[] }>
export type FactsRecorded = Recorded<FactsFact>

export type FactsOrder =
  | { readonly type: 'state'; readonly data: { readonly statements: readonly Statement[]; readonly unmapped?: readonly Unmapped[] } }
  | { readonly type: 'withdraw'; readonly data: { readonly statement: string; readonly reason: string } }
  /** The wrong one is withdrawn and the right one stated, in one. */
  | { readonly type: 'correct'; readonly data: { readonly statement: string; readonly reason: string; readonly instead: Statement } }

export type Kept = Statement & { readonly recordedAt: string; readonly recordedBy: string }
export type Facts = {
  readonly seq: number
  readonly statements: readonly Kept[]
  readonly withdrawn: readonly (Kept & { readonly reason: string; readonly withdrawnBy: string })[]
  readonly unmapped: readonly Unmapped[]
}
export const NOTHING_KNOWN: Facts = { seq: 0, statements: [], withdrawn: [], unmapped: [] }

export const fold = (facts: readonly FactsRecorded[]): Facts => facts.reduce(evolve, NOTHING_KNOWN)

export function evolve(state: Facts, fact: FactsRecorded): Facts {
  const { seq } = fact
  switch (fact.type) {
    case 'facts-stated':
      return {
        ...state,
        seq,
        statements: [...state.statements, ...fact.data.statements.map((one) => ({ ...one, recordedAt: fact.recordedAt, recordedBy: fact.by.name }))],
      }
    case 'statement-withdrawn': {
      const gone = state.statements.find(({ id }) => id === fact.data.statement)
      if (!gone) return { ...state, seq }
      return {
        ...state,
        seq,
        statements: state.statements.filter((one) => one !== gone),
        withdrawn: [...state.withdrawn, { ...gone, reason: fact.data.reason, withdrawnBy: fact.by.name }],
      }
    }
    case 'unmapped-kept':
      return { ...state, seq, unmapped: [...state.unmapped, ...fact.data.entries] }
    default:
      return fact satisfies never
  }
}

/** The same statement again (by its id) adds nothing; that is how an import that is sent twice has one effect. */
export function decide(state: Facts, order: FactsOrder, catalogue: ReadonlyMap<string, FactDefinition>): Decision<FactsFact> {
  if (order.type === 'withdraw') {
    const { statement, reason } = order.data
    if (!state.statements.some(({ id }) => id === statement))
      return refused({ code: 'no-such-statement', message: 'There is no such entry, or it was withdrawn already.' })
    if (reason.trim() === '') return refused({ code: 'no-reason', field: 'reason', message: 'Say why.' })
    return { kind: 'accepted', facts: [{ type: 'statement-withdrawn', data: { statement, reason: reason.trim() } }] }
  }
  if (order.type === 'correct') {
    const { instead, ...wrong } = order.data
    const [gone, stated] = [
      decide(state, { type: 'withdraw', data: wrong }, catalogue),
      decide(state, { type: 'state', data: { statements: [instead] } }, catalogue),
    ]
    if (gone.kind !== 'accepted') return gone
    return stated.kind === 'accepted' ? { kind: 'accepted', facts: [...gone.facts, ...stated.facts] } : stated
  }
  const because = order.data.statements.flatMap((one) => objection(one, catalogue.get(one.fact)))
  if (because.length > 0) return { kind: 'refused', because }
  const known = new Set([...state.statements, ...state.withdrawn, ...state.unmapped].map(({ id }) => id))
  const statements = order.data.statements.filter(({ id }) => !known.has(id))
  const entries = (order.data.unmapped ?? []).filter(({ id }) => !known.has(id))
  return {
    kind: 'accepted',
    facts: [
      ...slices(statements).map((some) => ({ type: 'facts-stated' as const, data: { statements: some } })),
      ...slices(entries).map((some) => ({ type: 'unmapped-kept' as const, data: { entries: some } })),
    ],
  }
}

/** A record of many years is kept in several events of one commit, none of them huge. */
const slices = <T>(all: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / SLICE) }, (_, i) => all.slice(i * SLICE, (i + 1) * SLICE))
const SLICE = 500

const refused = (reason: Reason): Decision<FactsFact> => ({ kind: 'refused', because: [reason] })

export { objection } from './fits.ts'
export type { Flaw, Imported, PersonOfRecord, ReadRecord, Seen, Unmapped } from './imported.ts'
export { doubts } from './whose.ts'
export type { Statement, Value }
