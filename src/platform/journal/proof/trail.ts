import { createHash, type Hash, hash } from 'node:crypto'
import { addMinutes, type Instant } from '../../../medicine/time.ts'
import type { Tx } from '../../db/database.ts'
import { canonical } from '../canonical.ts'
import { markOf, type SealedDay } from './seal-text.ts'

/** Lines of the access trail are written within seconds; a day is sealed an hour after its end. */
export const sealableUntil = (now: Instant): string => addMinutes(now, -60).slice(0, 10)

/** A line of the trail as it is hashed and exported: the row as PostgreSQL gives it in JSON. */
export async function* trailLines(tx: Tx, clinic: string, from: string, until: string): AsyncGenerator<{ readonly day: string; readonly text: string }> {
  await tx.connection.query(`
    declare trail no scroll cursor for
    select (at at time zone 'UTC')::date::text as day, to_jsonb(l) as line from access_log l
    where clinic = '${clinic}' and at >= '${from}T00:00:00Z' and at < '${until}T00:00:00Z' order by 1, id`)
  for (;;) {
    const { rows } = await tx.connection.query<{ day: string; line: unknown }>('fetch 2000 from trail')
    for (const { day, line } of rows) yield { day, text: canonical(line) }
    if (rows.length < 2000) break
  }
  await tx.connection.query('close trail')
}

/** The days of the trail from one day to before another, each as it would be sealed. */
export async function* trailDays(tx: Tx, clinic: string, from: string, until: string): AsyncGenerator<SealedDay> {
  let open = null as Open | null
  for await (const { day, text } of trailLines(tx, clinic, from, until)) {
    if (open?.day !== day) {
      if (open) yield closed(open)
      open = { day, sum: createHash('sha256'), lines: 0, marks: '' }
    }
    open.sum.update(`${text}\n`)
    open.lines += 1
    open.marks += markOf(hash('sha256', text, 'buffer'))
  }
  if (open) yield closed(open)
}

type Open = { day: string; sum: Hash; lines: number; marks: string }
const closed = ({ day, sum, lines, marks }: Open): SealedDay => ({
  of: 'trail',
  kind: 'access',
  id: day,
  lines,
  sha256: sum.digest('hex'),
  marks,
})
