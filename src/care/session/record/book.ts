import { clockOf, elapsed } from '../../../medicine/local.ts'
import type { Instant } from '../../../medicine/time.ts'
import type { Entry } from '../session.state.ts'
import { startedAt } from '../status.ts'
import type { Block, RecordInput, Row, RowMark } from './content.ts'
import type { Reading } from './fact.words.ts'

/** What every part of the record needs: how times read, and what became of the entry behind a thing. */
export type Book = Reading & {
  readonly time: (at: Instant) => string
  /** "+23 min" from the start of the infusion; empty when there was none. */
  readonly since: (at: Instant) => string
  readonly marks: (event: string) => readonly RowMark[]
  readonly entry: (event: string) => Entry | undefined
}

export function bookOf({ session, clinic: { zone }, chairs }: RecordInput): Book {
  const start = startedAt(session)
  const day = start ?? session.plannedFor
  const entries = new Map(session.entries.map((entry) => [entry.fact.id, entry]))
  return {
    zone,
    day,
    chair: (id) => chairs.get(id) ?? `chair ${id}`,
    time: (at) => clockOf(at, day, zone),
    since: (at) => (start ? elapsed(start, at) : ''),
    entry: (event) => entries.get(event),
    marks: (event) => {
      const entry = entries.get(event)
      return [...(entry?.late ? (['late'] as const) : []), ...(entry?.stands === 'replaced' ? (['corrected'] as const) : [])]
    },
  }
}

/** The two columns with which every timed table begins. */
export const WHEN = [
  { title: 'Time', points: 30 },
  { title: 'Since', unit: 'start', number: true, points: 36 },
] as const

/** A table, or the words for there being nothing to put in it. */
export const tableOr = (none: string, columns: Extract<Block, { kind: 'table' }>['columns'], rows: readonly Row[]): readonly Block[] =>
  rows.length === 0 ? [{ kind: 'none', says: none }] : [{ kind: 'table', columns, rows }]

/** When an entry was written, where that is not when it was true. */
export const writtenAt = (book: Book, act: { readonly event: string; readonly recordedAt: Instant }): string =>
  book.marks(act.event).includes('late') ? `Entered late, at ${book.time(act.recordedAt)}` : ''
