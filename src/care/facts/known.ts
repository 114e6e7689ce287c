import type { FactDefinition } from '../../medicine/rules/types.ts'
import type { Kept, Unmapped } from './facts.ts'

/** One fact as the chart shows it: what stands, what contradicts it, what was said before. */
export type Known = {
  readonly fact: FactDefinition
  /** What stands, newest first; of a list the statements that make it together. */
  readonly stands: readonly Kept[]
  /** Sources of different kinds that contradict each other: both are shown, neither is believed. */
  readonly conflict: boolean
  readonly earlier: readonly Kept[]
}
export type Section = { readonly name: string; readonly known: readonly Known[] }

/** Everything that is known, in the order of the catalogue; a fact nobody has in the catalogue any more comes last. */
export function sections(facts: readonly FactDefinition[], statements: readonly Kept[]): readonly Section[] {
  const said = Map.groupBy(statements, ({ fact }) => fact)
  const names = [...new Set(facts.map(({ section }) => section))]
  return names
    .map((name) => ({ name, known: facts.filter(({ section, id }) => section === name && said.has(id)).map((fact) => knownOf(fact, said.get(fact.id) ?? [])) }))
    .filter(({ known }) => known.length > 0)
}

export function knownOf(fact: FactDefinition, statements: readonly Kept[]): Known {
  const sorted = statements.toSorted((a, b) => msOf(b.at) - msOf(a.at) || (a.recordedAt < b.recordedAt ? 1 : -1))
  const stands = fact.type.kind === 'rows' ? listed(sorted) : fact.meet === 'latest' ? sorted.slice(0, 1) : agreeing(sorted)
  const values = new Set(stands.map(({ value }) => JSON.stringify(value)))
  return { fact, stands, conflict: fact.type.kind !== 'rows' && values.size > 1, earlier: sorted.filter((one) => !stands.includes(one)) }
}

/** Of each kind of source the newest; a clinician who spoke last settles it. */
function agreeing(sorted: readonly Kept[]): readonly Kept[] {
  if (sorted[0]?.source.kind === 'clinician') return sorted.slice(0, 1)
  return sorted.filter((one, i) => sorted.findIndex(({ source }) => source.kind === one.source.kind) === i)
}

/** Lists people gave replace each other; what records and devices gave comes together. */
const listed = (sorted: readonly Kept[]): readonly Kept[] =>
  sorted.filter(
    (one, i) => one.source.kind === 'import' || one.source.kind === 'device' || sorted.findIndex(({ source }) => source.kind === one.source.kind) === i,
  )

const msOf = (at: string): number => Date.parse(at)

/** How long ago, in days; null where the date says no more than a year. */
export const daysSince = (at: string, now: string): number | null =>
  at.length < 7 ? null : Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / 86_400_000))

export type Heap = {
  readonly what: string
  readonly why: string
  readonly count: number
  readonly newest: string | undefined
  readonly codes: Unmapped['codes']
}

/** What nobody here understands, the same things in one line. */
export function heaps(unmapped: readonly Unmapped[]): readonly Heap[] {
  return [...Map.groupBy(unmapped, ({ what, why }) => `${what}\n${why ?? ''}`).values()].map((same) => ({
    what: same[0]?.what ?? '',
    why: same[0]?.why ?? '',
    count: same.length,
    newest: same.flatMap(({ at }) => at ?? []).toSorted((a, b) => msOf(b) - msOf(a))[0],
    codes: same[0]?.codes ?? [],
  }))
}
