import { type Instant, instant } from '../../medicine/time.ts'
import type { Database } from '../db/database.ts'
import { type Ground, readStates } from './batch.ts'
import { StreamCache } from './cache.ts'
import { digestOf } from './chain.ts'
import { type Asked, recorded } from './draft.ts'
import type { Journal, Outcome } from './journal.ts'
import { factsOf } from './pen.ts'
import type { Change, Projection } from './projection.ts'
import { asToday } from './rows.ts'
import { readTail } from './tail.ts'
import type { Upcasters } from './upcast.ts'
import { isUuid } from './uuid7.ts'
import { Writer } from './writer.ts'

export type JournalParts = {
  readonly database: Database
  readonly projections?: readonly Projection[]
  readonly upcasters?: Upcasters
  readonly now?: () => Instant
  /** Told after each commit which streams grew: the live channel. */
  readonly committed?: (clinic: string, changes: readonly Change[]) => void
  /** Facts whose folded streams are kept in memory. */
  readonly remembered?: number
}

/** The journal in PostgreSQL. One for a node. */
export function openJournal(parts: JournalParts): Journal {
  const { database, projections = [], upcasters = {}, now = () => instant(Date.now()), committed = () => {}, remembered = 100_000 } = parts
  const ground: Ground = { database, projections, upcasters, now, cache: new StreamCache(remembered) }
  const writers = new Map<string, Writer>()
  const writerOf = (clinic: string): Writer => {
    const writer = writers.get(clinic) ?? new Writer(ground, clinic, ({ changes }) => committed(clinic, changes))
    writers.set(clinic, writer)
    return writer
  }

  return {
    async read(clinic, stream, afterSeq = 0) {
      const rows = await database.as(clinic, (tx) => factsOf(tx, clinic, [{ stream, after: afterSeq }]))
      return rows.map((row) => recorded(asToday(row, upcasters)))
    },
    async states(clinic, kind, ids, model) {
      const streams = ids.map((id) => ({ kind, id }))
      return (ids.length === 0 ? new Map() : await readStates(ground, clinic, streams, model)) as Map<string, never>
    },
    async execute(command, model, decide) {
      if (!isUuid(command.id)) throw new TypeError('The id of a command is a UUID in lower case')
      const asked = { command, digest: digestOf(command.stream, command.digest), model, decide } as Asked
      return (await writerOf(command.clinic).write(asked)) as Outcome<never>
    },
    tail: (clinic, cursor, limit) => readTail(database, upcasters, clinic, cursor, limit),
  }
}
