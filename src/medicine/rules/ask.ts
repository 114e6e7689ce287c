import type { CodeBook, Condition, Row, RowCondition, Scalar, Span, Test } from './types.ts'
import { type Answer, type Back, longerAgo, NO, type Now, readWhen, UNKNOWN, type When, within, YES } from './when.ts'

/** What a question about dates needs beside the value: now, and where each span of the policy ends. */
export type Env = { readonly now: Now; readonly backs: readonly Back[] }
/** `spanOf` gives each span of the policy its place in `backs`. */
export type Making = { readonly codes: CodeBook; readonly spanOf: (span: Span) => number }

/** One test of one value, made ready. `when` is the value read as a date. */
export type Ask = (value: Scalar | undefined, when: When | null, row: Row | null, env: Env) => Answer
export type AskRow = (row: Row, differ: readonly string[] | null, env: Env) => Answer

const answer = (yes: boolean): Answer => (yes ? YES : NO)

/** Errors: a test of a kind the value is not answers unknown; the static checks refuse such a rule before. */
export function askOf(test: Test, { codes, spanOf }: Making): Ask {
  if ('is' in test) {
    const { is } = test
    return (value) => (typeof value === typeof is ? answer(value === is) : UNKNOWN)
  }
  if ('in' in test) {
    const set = new Set(Object.hasOwn(codes.sets, test.in) ? codes.sets[test.in]?.codes : [])
    return (value) => (typeof value === 'string' ? answer(set.has(value)) : UNKNOWN)
  }
  if ('atLeast' in test) {
    const { atLeast } = test
    if ('table' in atLeast) return fromTable(atLeast, codes)
    return (value) => (typeof value === 'number' ? answer(value >= atLeast.value) : UNKNOWN)
  }
  if ('atMost' in test) return (value) => (typeof value === 'number' ? answer(value <= test.atMost.value) : UNKNOWN)
  if ('above' in test) return (value) => (typeof value === 'number' ? answer(value > test.above.value) : UNKNOWN)
  if ('below' in test) return (value) => (typeof value === 'number' ? answer(value < test.below.value) : UNKNOWN)
  if ('within' in test) {
    const span = spanOf(test.within)
    return (_, when, __, env) => (when ? within(when, env.backs[span] as Back, env.now) : UNKNOWN)
  }
  if ('longerAgoThan' in test) {
    const span = spanOf(test.longerAgoThan)
    return (_, when, __, env) => (when ? longerAgo(when, env.backs[span] as Back, env.now) : UNKNOWN)
  }
  test satisfies { readonly recorded: true }
  return (value) => (value === undefined ? UNKNOWN : YES)
}

function fromTable({ table, by }: { table: string; by: string }, codes: CodeBook): Ask {
  const values = new Map(Object.entries(Object.hasOwn(codes.tables, table) ? (codes.tables[table]?.values ?? {}) : {}))
  return (value, _, row) => {
    const least = values.get(String(row?.[by]))
    return least !== undefined && typeof value === 'number' ? answer(value >= least.value) : UNKNOWN
  }
}

const isDated = (test: Test): boolean => 'within' in test || 'longerAgoThan' in test

/** A condition on one row. A field that is not filled in, or that the sources contradict each other in, is unknown. */
export function askRowOf(condition: RowCondition | undefined, making: Making): AskRow {
  if (condition === undefined) return () => YES
  if ('all' in condition) {
    const parts = condition.all.map((part) => askRowOf(part, making))
    return (row, differ, env) => parts.reduce<Answer>((so, part) => (so === NO ? NO : least(so, part(row, differ, env))), YES)
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => askRowOf(part, making))
    return (row, differ, env) => parts.reduce<Answer>((so, part) => (so === YES ? YES : most(so, part(row, differ, env))), NO)
  }
  if ('not' in condition) {
    const part = askRowOf(condition.not, making)
    return (row, differ, env) => opposite(part(row, differ, env))
  }
  const { field } = condition
  const ask = askOf(condition, making)
  const dated = isDated(condition)
  const by = 'atLeast' in condition && 'table' in condition.atLeast ? condition.atLeast.by : null
  return (row, differ, env) => {
    if (differ !== null && (differ.includes(field) || (by !== null && differ.includes(by)))) return UNKNOWN
    const value = row[field]
    return ask(value, dated && typeof value === 'string' ? readWhen(value) : null, row, env)
  }
}

export const least = (a: Answer, b: Answer): Answer => (a < b ? a : b)
export const most = (a: Answer, b: Answer): Answer => (a > b ? a : b)
export const opposite = (a: Answer): Answer => (2 - a) as Answer

/** Every field a row condition asks for. */
export function fieldsOf(condition: RowCondition | undefined): readonly string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  return 'atLeast' in condition && 'table' in condition.atLeast ? [condition.field, condition.atLeast.by] : [condition.field]
}

export type CountCondition = Extract<Condition, { count: string }>
export type FactCondition = Extract<Condition, { fact: string }>
