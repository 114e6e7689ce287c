import { type AskRow, askOf, askRowOf, type CountCondition, type Env, type FactCondition, type Making } from './ask.ts'
import type { Current } from './current.ts'
import { type Count, type Leaning, leaningOf, rowLeanings } from './samples.ts'
import type { Catalogue, CodeBook, Condition, FactDefinition, Policy, Rule, Severity, Span } from './types.ts'
import { unconfirmedOf } from './unconfirmed.ts'
import { type Answer, NO, UNKNOWN, YES } from './when.ts'

/** A fact read under the freshness that a condition asks of it; two conditions with one freshness share it. */
export type Slot = { readonly fact: number; readonly spans: readonly number[] }
/** One question about one fact. `count`: what it counts, to be told afterwards. */
export type Atom = {
  readonly slot: number
  readonly fact: number
  readonly ask: (current: Current, env: Env) => Answer
  readonly recorded: boolean
  readonly tests: readonly Leaning[]
  readonly count: Count | null
}
export type Node =
  | { readonly op: 'atom'; readonly atom: number }
  | { readonly op: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly op: 'not'; readonly of: Node }

export type CompiledRule = {
  readonly rule: Rule
  readonly kind: 'when' | 'require'
  readonly node: Node
  /** Distinct atoms and facts it asks for. */
  readonly atoms: readonly number[]
  readonly facts: readonly number[]
  /** Each fact is asked for once and can answer either way: the structure alone gives minimal sets. */
  readonly plain: boolean
}

/** A policy made ready once, so that a person is decided in microseconds. */
export type Compiled = {
  readonly policy: Policy
  readonly facts: readonly FactDefinition[]
  readonly factAt: ReadonlyMap<string, number>
  readonly slots: readonly Slot[]
  readonly spans: readonly Span[]
  readonly atoms: readonly Atom[]
  /** By severity, then by id. */
  readonly rules: readonly CompiledRule[]
  readonly unconfirmed: readonly string[]
}

export const SEVERITIES: readonly Severity[] = ['exclude', 'review', 'caution', 'note', 'today']

export type Sources = { readonly catalogue: Catalogue; readonly codes: CodeBook }

/** Errors: throws where a rule names a fact the catalogue lacks; the static checks refuse such a document before. */
export function compile(policy: Policy, { catalogue, codes }: Sources): Compiled {
  const maker = new Maker(catalogue, codes)
  const rules = [...policy.rules].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1))
  const compiled = rules.map((rule) => maker.rule(rule))
  const { facts, factAt, slots, spans, atoms } = maker
  return { policy, facts, factAt, slots, spans, atoms, rules: compiled, unconfirmed: unconfirmedOf(policy, catalogue, codes) }
}

class Maker {
  readonly facts: FactDefinition[] = []
  readonly factAt = new Map<string, number>()
  readonly slots: Slot[] = []
  readonly spans: Span[] = []
  readonly atoms: Atom[] = []
  readonly #defined: ReadonlyMap<string, FactDefinition>
  readonly #known = new Map<string, number>()
  readonly #making: Making

  constructor(catalogue: Catalogue, codes: CodeBook) {
    this.#defined = new Map(catalogue.facts.map((fact) => [fact.id, fact]))
    this.#making = { codes, spanOf: (span) => this.#span(span) }
  }

  rule(rule: Rule): CompiledRule {
    const kind = rule.when ? 'when' : 'require'
    const condition = rule.when ?? rule.require
    if (!condition) throw new Error(`The rule ${rule.id} has neither when nor require`)
    const uses: number[] = []
    const node = this.#node(condition, uses)
    const atoms = [...new Set(uses)]
    const facts = [...new Set(atoms.map((atom) => (this.atoms[atom] as Atom).fact))]
    const plain = facts.length === uses.length && !atoms.some((atom) => this.atoms[atom]?.recorded)
    return { rule, kind, node, atoms, facts, plain }
  }

  #node(condition: Condition, uses: number[]): Node {
    if ('all' in condition)
      return joined(
        'all',
        condition.all.map((part) => this.#node(part, uses)),
      )
    if ('any' in condition)
      return joined(
        'any',
        condition.any.map((part) => this.#node(part, uses)),
      )
    if ('not' in condition) return { op: 'not', of: this.#node(condition.not, uses) }
    const atom = this.#once(`atom ${JSON.stringify(condition)}`, () =>
      this.atoms.push('fact' in condition ? this.#factAtom(condition) : this.#countAtom(condition)),
    )
    uses.push(atom)
    return { op: 'atom', atom }
  }

  #factAtom(condition: FactCondition): Atom {
    const { slot, fact } = this.#slot(condition.fact, condition.noOlderThan)
    if ('recorded' in condition) return { slot, fact, ask: recorded, recorded: true, tests: [], count: null }
    const one = askOf(condition, this.#making)
    const ask = (current: Current, env: Env): Answer => (current.kind === 'value' ? one(current.value, current.when, null, env) : UNKNOWN)
    const span = 'within' in condition ? this.#span(condition.within) : 'longerAgoThan' in condition ? this.#span(condition.longerAgoThan) : null
    return { slot, fact, ask, recorded: false, tests: [leaningOf(condition, this.#making.codes, span)], count: null }
  }

  #countAtom(condition: CountCondition): Atom {
    const { slot, fact } = this.#slot(condition.count, condition.noOlderThan)
    const where = askRowOf(condition.where, this.#making)
    const decide = 'atLeast' in condition ? atLeast(condition.atLeast.value) : atMost(condition.atMost.value)
    const { distinct } = condition
    const ask = (current: Current, env: Env): Answer => {
      if (current.kind !== 'rows') return UNKNOWN
      return distinct === undefined ? counted(current, where, env, decide) : different(current, where, distinct, env, decide)
    }
    const tests = rowLeanings(condition.where, this.#making.codes, this.#making.spanOf)
    return { slot, fact, ask, recorded: false, tests: [], count: { where, condition, tests } }
  }

  #slot(id: string, noOlderThan: Span | undefined): { slot: number; fact: number } {
    const definition = this.#defined.get(id)
    if (!definition) throw new Error(`The catalogue has no fact ${id}`)
    const fact = this.#once(`fact ${id}`, () => this.facts.push(definition))
    this.factAt.set(id, fact)
    const spans = [definition.freshFor, noOlderThan].filter((span) => span !== undefined && span !== 'always').map((span) => this.#span(span as Span))
    return { slot: this.#once(`slot ${fact} ${spans.join()}`, () => this.slots.push({ fact, spans })), fact }
  }

  #span({ value, unit }: Span): number {
    return this.#once(`span ${value} ${unit}`, () => this.spans.push({ value, unit, source: '', confirmed: true }))
  }

  #once(name: string, add: () => number): number {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const at = add() - 1
    this.#known.set(name, at)
    return at
  }
}

const joined = (op: 'all' | 'any', of: readonly Node[]): Node => (of.length === 1 ? (of[0] as Node) : { op, of })

/** A list nobody called complete is not yet recorded. */
const recorded = (current: Current): Answer => (current.kind === 'value' || (current.kind === 'rows' && current.complete) ? YES : UNKNOWN)

type Decide = (low: number, high: number) => Answer
const atLeast =
  (n: number): Decide =>
  (low, high) =>
    low >= n ? YES : high < n ? NO : UNKNOWN
const atMost =
  (n: number): Decide =>
  (low, high) =>
    low > n ? NO : high <= n ? YES : UNKNOWN

type RowsKnown = Extract<Current, { kind: 'rows' }>

/** Rows that fit for sure are the least there are; those that may fit are the most, and a list not called complete has no most. */
function counted({ rows, complete }: RowsKnown, where: AskRow, env: Env, decide: Decide): Answer {
  let low = 0
  let high = 0
  for (const { row, differ } of rows) {
    const fits = where(row, differ, env)
    if (fits === YES) low += 1
    if (fits !== NO) high += 1
  }
  return decide(low, complete ? high : Number.POSITIVE_INFINITY)
}

/** The same for different values of a field; a row that does not tell its value may be another or the same. */
function different({ rows, complete }: RowsKnown, where: AskRow, field: string, env: Env, decide: Decide): Answer {
  const sure = new Set<unknown>()
  const possible = new Set<unknown>()
  let untold = 0
  let some = 0
  for (const { row, differ } of rows) {
    const fits = where(row, differ, env)
    if (fits === NO) continue
    const value = differ?.includes(field) ? undefined : row[field]
    if (fits === YES) some = 1
    if (value === undefined) untold += 1
    else {
      possible.add(value)
      if (fits === YES) sure.add(value)
    }
  }
  return decide(Math.max(sure.size, some), complete ? possible.size + untold : Number.POSITIVE_INFINITY)
}
