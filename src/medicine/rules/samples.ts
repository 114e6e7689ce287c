import type { AskRow, CountCondition, Env } from './ask.ts'
import type { CodeBook, FieldType, Row, RowCondition, Span, Test } from './types.ts'
import { type Back, NO } from './when.ts'

/** Values that show everything a set of tests can make of a type: both sides of every bound, and every bound itself. */
export type Sample = string | number | boolean
/** What a test tells apart: codes, numbers, and a span of the policy. */
export type Leaning = { readonly codes: readonly (readonly string[])[]; readonly numbers: readonly number[]; readonly span: number | null }

const OUTSIDE = 'outside-every-set'

export function leaningOf(test: Test, { sets, tables }: CodeBook, span: number | null): Leaning {
  if ('in' in test) return { codes: [Object.hasOwn(sets, test.in) ? (sets[test.in]?.codes ?? []) : []], numbers: [], span }
  if ('is' in test) return { codes: typeof test.is === 'string' ? [[test.is]] : [], numbers: [], span }
  if ('atLeast' in test && 'table' in test.atLeast) {
    const all = Object.values(Object.hasOwn(tables, test.atLeast.table) ? (tables[test.atLeast.table]?.values ?? {}) : {}).map(({ value }) => value)
    return { codes: [], numbers: all.length > 0 ? [Math.min(...all), Math.max(...all)] : [], span }
  }
  const bound = 'atLeast' in test ? test.atLeast : 'atMost' in test ? test.atMost : 'above' in test ? test.above : 'below' in test ? test.below : null
  return { codes: [], numbers: bound && 'value' in bound ? [bound.value] : [], span }
}

export function samplesOf(type: FieldType, tests: readonly Leaning[], env: Env, each = 1): { readonly values: readonly Sample[]; readonly whole: boolean } {
  switch (type.kind) {
    case 'yes-no':
      return { values: [true, false], whole: true }
    case 'choice':
      return { values: type.of, whole: true }
    case 'number':
      return { values: numbers(tests.flatMap((one) => one.numbers)), whole: true }
    case 'date':
      return {
        values: dates(
          tests.flatMap(({ span }) => (span === null ? [] : [env.backs[span] as Back])),
          env,
        ),
        whole: true,
      }
    case 'code':
    case 'text':
      return {
        values: unlike(
          tests.flatMap((one) => one.codes),
          each,
        ),
        whole: true,
      }
    default:
      return type satisfies never
  }
}

/** `each` codes of each kind: two that stand in the same sets are alike, and tell more only where different ones are counted. */
function unlike(sets: readonly (readonly string[])[], each: number): readonly string[] {
  const kinds = new Map<string, string[]>([[sets.map(() => false).join(), [OUTSIDE]]])
  for (const code of new Set(sets.flat())) {
    const kind = sets.map((set) => set.includes(code)).join()
    const known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, [code])
    else if (known.length < each) known.push(code)
  }
  return [...kinds.values()].flat()
}

/** Nothing that is measured or counted here is less than 0. */
function numbers(bounds: readonly number[]): readonly number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b)
  const between = sorted.map((bound, i) => (bound + (sorted[i + 1] ?? bound + 2)) / 2)
  return [...new Set([(sorted[0] ?? 2) / 2, ...sorted, ...between, ...sorted.map((bound) => bound - 1)])].filter((value) => value >= 0)
}

const MINUTE = 60_000
const DAY = 86_400_000
const dayOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Where hours are asked for, a day alone would not be exact enough to answer: all are moments then. */
function dates(backs: readonly Back[], { now }: Env): readonly string[] {
  const days = [...backs.flatMap(({ day, byDay }) => (byDay ? [day - 1, day, day + 1] : [])), now.day - 1, now.day].filter((day) => day <= now.day)
  const bounds = backs.filter(({ byDay }) => !byDay)
  if (bounds.length === 0) return days.map(dayOf)
  const moments = [...bounds.flatMap(({ ms }) => [ms - MINUTE, ms, ms + MINUTE]), ...days.map((day) => day * DAY), now.ms]
  return moments.filter((ms) => ms <= now.ms).map((ms) => new Date(ms).toISOString())
}

export type Count = { readonly where: AskRow; readonly condition: CountCondition; readonly tests: readonly RowLeaning[] }

/** Every combination of the values that the row conditions tell apart, up to `most` of them. */
export function everyRow(
  fields: Readonly<Record<string, FieldType>>,
  counts: readonly Count[],
  env: Env,
  most: number,
): { readonly rows: readonly Row[]; readonly whole: boolean } {
  const tests = counts.flatMap((count) => count.tests)
  const apart = counts.flatMap(({ condition }) => (condition.distinct === undefined ? [] : [condition.distinct]))
  const asked = [...new Set([...tests.map(({ field }) => field), ...apart])].filter((field) => Object.hasOwn(fields, field))
  const enough = Math.max(0, ...counts.map(({ condition }) => ('atLeast' in condition ? condition.atLeast.value : condition.atMost.value))) + 2
  let rows: Row[] = [{}]
  let whole = true
  for (const field of asked) {
    const type = fields[field] as FieldType
    const leanings = tests.filter((one) => one.field === field).map(({ leaning }) => leaning)
    const of = samplesOf(type, leanings, env, apart.includes(field) ? enough : 1)
    const open = apart.includes(field) && (type.kind === 'code' || type.kind === 'text' || type.kind === 'number')
    const more = open ? Array.from({ length: enough }, (_, i) => (type.kind === 'number' ? i + 0.5 : `other-${i}`)) : []
    const values = [...of.values, ...more]
    if (rows.length * values.length > most) {
      rows = fewer(rows, counts, env)
      whole = whole && rows.length * values.length <= most
    }
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [field]: value }))).slice(0, most)
  }
  return { rows, whole }
}

/** Rows that no condition can fit any more need not be told further. */
const fewer = (rows: readonly Row[], counts: readonly Count[], env: Env): Row[] =>
  rows.filter((row) => counts.some(({ where }) => where(row, null, env) !== NO))

export type RowLeaning = { readonly field: string; readonly leaning: Leaning }

/** What a row condition tells apart, by field; the field a table is looked up by is one of them. */
export function rowLeanings(condition: RowCondition | undefined, codes: CodeBook, spanOf: (span: Span) => number): readonly RowLeaning[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap((part) => rowLeanings(part, codes, spanOf))
  if ('any' in condition) return condition.any.flatMap((part) => rowLeanings(part, codes, spanOf))
  if ('not' in condition) return rowLeanings(condition.not, codes, spanOf)
  const span = 'within' in condition ? spanOf(condition.within) : 'longerAgoThan' in condition ? spanOf(condition.longerAgoThan) : null
  const own = { field: condition.field, leaning: leaningOf(condition, codes, span) }
  if (!('atLeast' in condition && 'table' in condition.atLeast)) return [own]
  const { table, by } = condition.atLeast
  const listed = Object.keys(Object.hasOwn(codes.tables, table) ? (codes.tables[table]?.values ?? {}) : {})
  return [own, { field: by, leaning: { codes: [listed], numbers: [], span: null } }]
}
