import type { Database, Tx } from '../db/database.ts'
import { writeLines } from './audit.store.ts'
import type { AccessLine } from './audit.ts'

export type AuditBook = {
  /** Kept in memory and written soon, many at once. */
  note(line: AccessLine): void
  /** Written with the change it tells of: both or neither. */
  write(tx: Tx, line: AccessLine): Promise<void>
  /** Writes what is kept. At shutdown, and before the trail is read. */
  flush(): Promise<void>
  /** Flushes once more and stops. */
  close(): Promise<void>
}

export type AuditBookParts = {
  readonly database: Pick<Database, 'as'>
  readonly everyMs?: number
  /** Told when lines could not be written; they are kept and tried again. */
  readonly onFault?: (fault: unknown, waiting: number) => void
}

const ENOUGH = 500
const MOST = 100_000

/**
 * Lines of reads and refusals cost the reader nothing: they are written in batches, at latest after `everyMs`. What a
 * power cut can take is that much, half a second, of reads; changes are not at stake, their line commits with them.
 * While the database is away lines wait here, up to a bound, beyond which the oldest go and the fault is told.
 */
export function auditBook({ database, everyMs = 500, onFault = () => {} }: AuditBookParts): AuditBook {
  let waiting: AccessLine[] = []
  let writing: Promise<void> = Promise.resolve()
  const timer = setInterval(() => void flush(), everyMs)
  timer.unref()

  const flush = (): Promise<void> => {
    writing = writing.then(async () => {
      const lines = waiting
      waiting = []
      for (const [clinic, own] of Map.groupBy(lines, ({ clinic }) => clinic)) {
        await database
          .as(clinic, (tx) => writeLines(tx, own))
          .catch((fault) => {
            waiting = [...own, ...waiting].slice(-MOST)
            onFault(fault, waiting.length)
          })
      }
    })
    return writing
  }

  return {
    note(line) {
      waiting.push(line)
      if (waiting.length === ENOUGH) void flush()
    },
    write: (tx, line) => writeLines(tx, [line]),
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
