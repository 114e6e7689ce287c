import type { FactDefinition, Row, Scalar, SourceKind, Statement } from './types.ts'
import { type Answer, ahead, type Back, type Now, readWhen, type When, within, YES } from './when.ts'

/** What is known of one fact now, from everything that was said of it. */
export type Current =
  | { readonly kind: 'value'; readonly value: Scalar; readonly when: When | null; readonly at: Said; readonly from: readonly Statement[] }
  | { readonly kind: 'rows'; readonly rows: readonly Merged[]; readonly complete: boolean; readonly at: Said; readonly from: readonly Statement[] }
  | { readonly kind: 'nothing'; readonly why: 'never-said' | 'stale' | 'conflict' | 'not-exact-enough'; readonly have: readonly Statement[] }

/** A row as all sources have it together; `differ` are the fields they contradict each other in. */
export type Merged = { readonly row: Row; readonly differ: readonly string[] | null }

export type Said = { readonly statement: Statement; readonly when: When; readonly fresh: Answer }

const NEVER: Current = { kind: 'nothing', why: 'never-said', have: [] }

/**
 * Brings the statements about one fact together: the stale ones do not count, sources that contradict each other leave
 * it open, and lists of several sources are one list.
 *
 * Errors: none; a statement whose value is not of the fact's type, or that is dated ahead, says nothing.
 */
export function resolve(definition: FactDefinition, statements: readonly Statement[], limit: Back | null, now: Now): Current {
  if (statements.length === 0) return NEVER
  const counted: Said[] = []
  let stale: Said | null = null
  for (const statement of statements) {
    const said = read(statement, definition, limit, now)
    if (said === null) continue
    if (said.fresh !== 0) counted.push(said)
    else if (stale === null || !earlier(said.when, stale.when)) stale = said
  }
  if (counted.length === 0) return stale ? nothing('stale', [stale]) : { kind: 'nothing', why: 'never-said', have: statements }
  if (definition.type.kind === 'rows') return list(counted, definition.type.fields)
  return definition.meet === 'latest' ? latest(counted) : agreed(counted)
}

function read(statement: Statement, { type }: FactDefinition, limit: Back | null, now: Now): Said | null {
  const { value, source } = statement
  if (!fits(value, type.kind)) return null
  // A record shows what was found, never that something is absent.
  if (value === false && source.kind === 'import') return null
  const when = readWhen(statement.at)
  if (when === null || (ahead(when, now) && when.first > now.day + 1)) return null
  return { statement, when, fresh: limit === null || when.from > now.ms ? YES : within(when, limit, now) }
}

function fits(value: Statement['value'], kind: FactDefinition['type']['kind']): boolean {
  if (kind === 'rows') return typeof value === 'object'
  if (kind === 'yes-no') return typeof value === 'boolean'
  return typeof value === (kind === 'number' ? 'number' : 'string')
}

/** Whether `a` was before `b`. Where one of them is only a day, two of one day are not told apart. */
function earlier(a: When, b: When): boolean {
  const moments = a.from === a.to && b.from === b.to
  return moments ? a.from < b.from : a.first < b.first
}

const newest = (all: readonly Said[]): Said => all.reduce((best, one) => (earlier(one.when, best.when) ? best : one))

const nothing = (why: 'stale' | 'conflict' | 'not-exact-enough', said: readonly Said[]): Current => ({
  kind: 'nothing',
  why,
  have: said.map(({ statement }) => statement),
})

function value(at: Said, from: readonly Said[]): Current {
  if (!from.some(({ fresh }) => fresh === YES)) return nothing('not-exact-enough', from)
  const said = at.statement.value as Scalar
  return {
    kind: 'value',
    value: said,
    when: typeof said === 'string' ? readWhen(said) : null,
    at,
    from: from.length === 1 ? [at.statement] : from.map(({ statement }) => statement),
  }
}

const latest = (counted: readonly Said[]): Current => {
  const at = counted.length === 1 ? (counted[0] as Said) : newest(counted)
  return value(at, [at])
}

/** What each kind of source says last. */
function lastOfEach(counted: readonly Said[]): readonly Said[] {
  const last = new Map<SourceKind, Said>()
  for (const said of counted) {
    const { kind } = said.statement.source
    const before = last.get(kind)
    if (before === undefined || !earlier(said.when, before.when)) last.set(kind, said)
  }
  return [...last.values()]
}

function agreed(counted: readonly Said[]): Current {
  if (counted.length === 1) return latest(counted)
  const each = lastOfEach(counted)
  const at = newest(each)
  const same = each.filter((one) => one.statement.value === at.statement.value)
  // Who has seen the others' answers and says so last has settled it, when that is a clinician.
  if (same.length === each.length || settles(at, counted)) return value(at, same)
  return nothing('conflict', each)
}

const settles = (at: Said, counted: readonly Said[]): boolean => at.statement.source.kind === 'clinician' && newest(counted) === at

type Rows = { readonly rows: readonly Row[]; readonly complete: boolean }
const rowsOf = (said: Said): Rows => said.statement.value as Rows

function list(counted: readonly Said[], fields: Readonly<Record<string, { readonly kind: string }>>): Current {
  const current = counted.length === 1 ? counted : currentLists(counted)
  const at = current.length === 1 ? (current[0] as Said) : newest(current)
  if (!current.some(({ fresh }) => fresh === YES)) return nothing('not-exact-enough', current)
  const rows = current.length === 1 ? rowsOf(at).rows.map((row): Merged => ({ row, differ: null })) : together(current, keyOf(fields))
  return { kind: 'rows', rows, complete: isComplete(current), at, from: current.map(({ statement }) => statement) }
}

/** A person tells the whole list again, so their last one stands; a record or a device adds to what it found before. */
function currentLists(counted: readonly Said[]): readonly Said[] {
  const people = new Set(lastOfEach(counted.filter(({ statement }) => isPerson(statement))))
  return counted.filter((said) => people.has(said) || !isPerson(said.statement))
}
const isPerson = ({ source }: Statement): boolean => source.kind === 'patient' || source.kind === 'clinician'

/** Only a person can say that a list is whole; of a record only the explicit "none" counts, and only while it is all there is. */
function isComplete(current: readonly Said[]): boolean {
  const people = current.filter(({ statement }) => isPerson(statement))
  if (people.length > 0) {
    const last = newest(people)
    return rowsOf(last).complete && last.fresh === YES
  }
  return current.every((said) => rowsOf(said).rows.length === 0) && current.some((said) => rowsOf(said).complete && said.fresh === YES)
}

const keyOf = (fields: Readonly<Record<string, { readonly kind: string }>>): string | null =>
  Object.keys(fields).find((name) => fields[name]?.kind === 'code') ?? null

type Group = { readonly rows: Row[]; readonly said: Said[] }

/** The rows of several sources: those of one code are one row, the first of one source with the first of the other. */
function together(current: readonly Said[], key: string | null): readonly Merged[] {
  const groups: Group[] = []
  const byKey = new Map<string, Group>()
  for (const said of current) {
    const seen = new Map<unknown, number>()
    for (const row of rowsOf(said).rows) {
      const code = key === null ? undefined : row[key]
      if (code === undefined) {
        groups.push({ rows: [row], said: [said] })
        continue
      }
      const nth = seen.get(code) ?? 0
      seen.set(code, nth + 1)
      const name = `${String(code)} ${nth}`
      const group = byKey.get(name)
      if (group) join(group, row, said)
      else {
        const fresh: Group = { rows: [row], said: [said] }
        byKey.set(name, fresh)
        groups.push(fresh)
      }
    }
  }
  return groups.map(merged)
}

/** Of one kind of source the newest row of a code stands; rows of different kinds stand beside each other. */
function join({ rows, said }: Group, row: Row, by: Said): void {
  const same = said.findIndex(({ statement }) => statement.source.kind === by.statement.source.kind)
  if (same < 0) {
    rows.push(row)
    said.push(by)
  } else if (!earlier(by.when, (said[same] as Said).when)) {
    rows[same] = row
    said[same] = by
  }
}

/** One row of several; a clinician who said so last has settled what the others contradict. */
function merged({ rows, said }: Group): Merged {
  if (rows.length === 1) return { row: rows[0] as Row, differ: null }
  const last = newest(said)
  const settled = last.statement.source.kind === 'clinician' ? (rows[said.lastIndexOf(last)] as Row) : null
  const row: Record<string, Scalar> = {}
  const differ = new Set<string>()
  for (const one of rows)
    for (const [field, value] of Object.entries(one)) {
      if (Object.hasOwn(row, field) && row[field] !== value) differ.add(field)
      row[field] = value
    }
  if (settled)
    for (const [field, value] of Object.entries(settled)) {
      row[field] = value
      differ.delete(field)
    }
  return { row, differ: differ.size === 0 ? null : [...differ] }
}
