import type { Instant } from '../time.ts'
import type { CountCondition, Env } from './ask.ts'
import type { Atom, Compiled } from './compile.ts'
import type { Current } from './current.ts'
import { type Count, everyRow, type Sample, samplesOf } from './samples.ts'
import type { FactDefinition, FactType, Row, Statement } from './types.ts'
import { type Answer, back, NO, nowOf, readWhen, YES } from './when.ts'

/**
 * What the questions about one fact can come to together: one line of answers, in the order of `atoms`, for each kind of
 * value the fact can have. Found by trying values on both sides of every number, date and code that is asked for.
 *
 * `whole` is false where not every kind of value was tried: several counts over one list that together allow more than
 * `MOST` lists, counts of different values beside another count, or row conditions of more than `MOST` combinations. What
 * follows from cells that are not whole is not claimed.
 */
export type Cells = { readonly atoms: readonly number[]; readonly lines: readonly (readonly Answer[])[]; readonly whole: boolean }

const MOST = 4000
/** Any moment does: what is asked of dates is how long ago they are. */
const AT = nowOf('2026-06-15T12:00:00.000Z' as Instant)
const SOMEBODY: Statement = { id: '', fact: '', value: '', at: '2026-06-15', source: { kind: 'clinician', by: '' } }
const SAID = { statement: SOMEBODY, when: { exact: true, first: AT.day, last: AT.day, from: AT.ms, to: AT.ms }, fresh: YES } as const

export function cellsOf(compiled: Compiled, fact: number, asked: readonly number[]): Cells {
  const definition = compiled.facts[fact] as FactDefinition
  const atoms = asked.filter((atom) => compiled.atoms[atom]?.fact === fact)
  const env: Env = { now: AT, backs: compiled.spans.map((span) => back(span, AT)) }
  const { values, whole } = tried(compiled, definition.type, atoms, env)
  const lines = new Map<string, readonly Answer[]>()
  for (const value of values) {
    const line = atoms.map((atom) => (compiled.atoms[atom] as Atom).ask(value, env))
    lines.set(line.join(''), line)
  }
  return { atoms, lines: [...lines.values()], whole }
}

type Tried = { readonly values: readonly Current[]; readonly whole: boolean }

function tried(compiled: Compiled, type: FactType, atoms: readonly number[], env: Env): Tried {
  const asked = atoms.map((atom) => compiled.atoms[atom] as Atom)
  if (type.kind !== 'rows') {
    const { values, whole } = samplesOf(
      type,
      asked.flatMap(({ tests }) => tests ?? []),
      env,
    )
    return { values: values.map(known), whole }
  }
  const counts = asked.flatMap(({ count }) => (count ? [count] : []))
  const { lists, whole } = listsOf(counts, everyRow(type.fields, counts, env, MOST), env)
  return { values: lists.map((rows) => list(rows)), whole }
}

const known = (value: Sample): Current => ({ kind: 'value', value, when: typeof value === 'string' ? readWhen(value) : null, at: SAID, from: [SOMEBODY] })
const list = (rows: readonly Row[]): Current => ({
  kind: 'rows',
  rows: rows.map((row) => ({ row, differ: null })),
  complete: true,
  at: SAID,
  from: [SOMEBODY],
})

const boundOf = (condition: CountCondition): number => ('atLeast' in condition ? condition.atLeast.value : condition.atMost.value)

/** Lists that show every combination of counts: so many rows of each kind as the largest count asks for, and one more. */
function listsOf(
  counts: readonly Count[],
  made: { readonly rows: readonly Row[]; readonly whole: boolean },
  env: Env,
): { lists: readonly (readonly Row[])[]; whole: boolean } {
  const most = Math.max(0, ...counts.map(({ condition }) => boundOf(condition))) + 1
  const apart = [...new Set(counts.flatMap(({ condition }) => condition.distinct ?? []))]
  const kinds = new Map<string, Row>()
  for (const row of made.rows) {
    const fits = counts.map(({ where }) => where(row, null, env))
    if (fits.some((answer) => answer !== YES && answer !== NO)) continue
    const name = [...fits, ...apart.map((field) => row[field])].join(' ')
    if (fits.includes(YES)) kinds.set(name, row)
  }
  const rows = [...kinds.values()]
  const [only] = counts
  if (counts.length === 1 && only) {
    // One row for each value that has to differ; the same row again where none has.
    const pool = apart.length > 0 ? rows : Array.from({ length: most }, () => rows[0]).filter((row) => row !== undefined)
    return { lists: Array.from({ length: Math.min(most, pool.length) + 1 }, (_, n) => pool.slice(0, n)), whole: made.whole }
  }
  const all = (most + 1) ** rows.length
  const lists: Row[][] = [[]]
  if (all > MOST) {
    for (const row of rows) for (let n = 1; n <= most; n += 1) lists.push(Array.from({ length: n }, () => row))
    return { lists, whole: false }
  }
  for (const row of rows) {
    const before = [...lists]
    for (let n = 1; n <= most; n += 1) for (const rest of before) lists.push([...rest, ...Array.from({ length: n }, () => row)])
  }
  return { lists, whole: made.whole && apart.length === 0 }
}
