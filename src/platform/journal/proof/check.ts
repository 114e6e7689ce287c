import { hash } from 'node:crypto'
import type { StreamKind, StreamRef } from '../../../medicine/record.ts'
import type { Instant } from '../../../medicine/time.ts'
import { eventId } from '../uuid7.ts'
import { EVENT_COLUMNS, type EventRow, instantOf, textOfRow } from './event-text.ts'
import { MARK, markOf, type SealedStream } from './seal-text.ts'

export type Flaw = {
  readonly clinic: string
  readonly stream: StreamRef
  readonly seq: number
  /** Absent where the event itself is gone. */
  readonly id?: string
  readonly what: string
}

/** What a seal says of a stream; `at` is the time of that seal, `floor` that of the seal before it. */
export type Point = Pick<SealedStream, 'seq' | 'hash' | 'commands' | 'marks'> & {
  readonly seal: number
  readonly at: Instant
  readonly floor?: Instant | undefined
}

/** One stream as others speak of it: its head, the seals. */
export type Known = {
  readonly kind: string
  readonly id: string
  readonly head: { readonly seq: number; readonly hash: string } | null
  readonly points: readonly Point[]
  /** Time of the last seal of the clinic: an event that is older must be in it. */
  readonly floor?: Instant | undefined
}

/** An event's row, with the command whose first event it is. */
export type CheckRow = readonly [...EventRow, digest: string | null, here: string | null, first: string | null, last: string | null, hash: string | null]
export const CHECK_COLUMNS = `${EVENT_COLUMNS}, c.digest, (c.stream_kind = j.stream_kind and c.stream_id = j.stream_id), c.first_seq, c.last_seq, c.hash`

const ZERO = '0'.repeat(64)
const hexOf = (bytea: string): string => bytea.slice(2)

/** The hash over the commands of a stream, one after the other. */
export const commandsHash = (before: string, id: string, digest: string, first: number, last: number, after: string): string =>
  hash('sha256', `${before} ${id} ${digest} ${first} ${last} ${after}`)
export const NO_COMMANDS: string = ZERO

type Doing = { readonly id: string; readonly digest: string; readonly first: number; readonly last: number; readonly hash: string }

/** Walks one stream. Answers the first thing that is not as it was written, or null. */
export function checkStream(clinic: string, known: Known, rows: readonly CheckRow[]): Flaw | null {
  const stream: StreamRef = { kind: known.kind as StreamKind, id: known.id }
  const flaw = (seq: number, what: string, id?: string): Flaw => ({ clinic, stream, seq, ...(id !== undefined && { id }), what })
  let seq = 0
  let before = ZERO
  let commands = NO_COMMANDS
  let doing: Doing | null = null
  let p = 0
  let sealedTo = 0

  for (const row of rows) {
    const id = row[1]
    const point = known.points[p]
    if (Number(row[0]) !== seq + 1) return flaw(seq + 1, `missing: the next event there is number ${row[0]}`)
    seq += 1
    const now = hashRow(clinic, known, row, before)
    if (now === null || now !== hexOf(row[10])) return flaw(seq, 'changed since it was written, or put in another place: its hash does not fit', id)

    if (point && !sameMark(point, seq - sealedTo - 1, now))
      return flaw(seq, `not the event that was sealed (${sealOf(point)}): it was written anew and the chain made to fit`, id)
    const floor = point ? point.floor : known.floor
    if (floor !== undefined && olderThan(row[6], floor))
      return flaw(seq, `added: it says it was recorded before the seal of ${floor}, and that seal has no such event (or the server's clock was set back)`, id)

    const begun = begunWith(row)
    if (begun) {
      if (doing !== null || begun.first !== seq || row[12] !== 't') return flaw(seq, 'the note of the command that made it was changed', id)
      doing = begun
    } else if (doing === null || eventId(doing.id, seq - doing.first) !== id) {
      return flaw(seq, 'added: no command made it, or the note of its command was removed', id)
    }
    if (doing !== null && doing.last <= seq) {
      if (doing.last < seq || doing.hash !== now)
        return flaw(seq, 'not the event that was acknowledged: the stream was written anew, or the note of its command was changed', id)
      commands = commandsHash(commands, doing.id, doing.digest, doing.first, doing.last, doing.hash)
      doing = null
    }
    if (point && seq === point.seq) {
      if (now !== point.hash) return flaw(sealedTo + 1, `one of the events ${sealedTo + 1} to ${seq} is not the one that was sealed (${sealOf(point)})`)
      if (commands !== point.commands)
        return flaw(sealedTo + 1, `the note of a command for the events ${sealedTo + 1} to ${seq} is not the one that was sealed (${sealOf(point)})`)
      sealedTo = seq
      p += 1
    }
    before = now
  }

  const point = p < known.points.length ? known.points.at(-1) : undefined
  const { head } = known
  if (point) return flaw(seq + 1, `missing: the stream was sealed with ${point.seq} events (${sealOf(point)})`)
  if (head && head.seq > seq) return flaw(seq + 1, `missing: the stream went on to number ${head.seq}`)
  if (doing !== null) return flaw(seq + 1, `missing: its command made the events ${doing.first} to ${doing.last}`)
  if (seq === 0) return null
  const last = rows[seq - 1]?.[1]
  if (!head) return flaw(1, 'added behind the end of the stream, or the end was taken away', rows[0]?.[1])
  if (head.seq < seq) return flaw(head.seq + 1, 'added behind the end of the stream, or the end was set back', rows[head.seq]?.[1])
  if (head.hash !== before) return flaw(seq, 'not the event that the stream ended with', last)
  return null
}

const sealOf = ({ seal, at }: Point): string => `seal ${seal} of ${at}`

const sameMark = ({ marks }: Point, n: number, now: string): boolean => {
  const mark = marks.slice(n * MARK, n * MARK + MARK)
  return mark === markOf(Buffer.from(now.slice(0, 12), 'hex'))
}

/** A server's clock and the moment of a commit are not the moment of a seal to the second. */
const LEEWAY_MS = 5 * 60_000
const olderThan = (recordedAt: string, floor: Instant): boolean => Date.parse(instantOf(recordedAt)) < Date.parse(floor) - LEEWAY_MS

function begunWith(row: CheckRow): Doing | null {
  const digest = row[11]
  return digest === null ? null : { id: row[1], digest: hexOf(digest), first: Number(row[13]), last: Number(row[14]), hash: hexOf(row[15] ?? '') }
}

let room = Buffer.alloc(4096)
/** Hash of the row on top of the hash before it, in hex; null for a row that nobody could have written so. */
function hashRow(clinic: string, { kind, id }: Known, row: CheckRow, before: string): string | null {
  const text = textOfRow(clinic, kind, id, row as unknown as EventRow)
  if (text === null) return null
  if (text.length * 3 + 32 > room.length) room = Buffer.alloc(text.length * 6 + 64)
  room.write(before, 0, 'hex')
  return hash('sha256', room.subarray(0, 32 + room.write(text, 32)))
}
