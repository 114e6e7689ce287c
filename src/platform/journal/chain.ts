import { createHash } from 'node:crypto'
import type { StreamRef } from '../../medicine/record.ts'
import { type Instant, instant, msOf } from '../../medicine/time.ts'
import { canonical, Unkeepable } from './canonical.ts'
import type { Placed } from './journal.ts'
import { isUuid } from './uuid7.ts'

/** What stands before the first event of a stream. */
export const NOTHING_BEFORE: Buffer = Buffer.alloc(32)

/** The text of an event as it is hashed and stored: `data` and `version` as they were written, never upcast. */
export function sealedText(event: Placed): string {
  const { clinic, stream, seq, id, type, version, data, at, recordedAt, by, via, corrects } = event
  assertMoment('at', at)
  assertMoment('recordedAt', recordedAt)
  for (const [field, value] of Object.entries({ clinic, id, corrects })) assertUuid(field, value)
  return canonical({ clinic, stream: { kind: stream.kind, id: stream.id }, seq, id, type, version, data, at, recordedAt, by, via, corrects })
}

/** Hash of an event: SHA-256(hash of the event before it ‖ its text). One changed byte changes all that follow. */
export const hashOf = (previous: Uint8Array, text: string): Buffer => createHash('sha256').update(previous).update(text).digest()

/** Digest of a command's content, to tell the same command from another one that took its id. */
export const digestOf = (stream: StreamRef, content: unknown): Buffer =>
  createHash('sha256')
    .update(canonical({ kind: stream.kind, id: stream.id, content }))
    .digest()

/** Days that every month has; only the others need a calendar. Every fact passes here twice. */
const PLAIN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** A day that no calendar has (30 February) parses in JavaScript and is refused by PostgreSQL: refuse it before. */
function assertMoment(field: string, at: Instant): void {
  if (at < '0001') throw new Unkeepable(field, `${at} is no moment`)
  if (PLAIN.test(at)) return
  const ms = msOf(at)
  if (Number.isNaN(ms) || instant(ms) !== at) throw new Unkeepable(field, `${at} is no moment`)
}

/** PostgreSQL gives a UUID back in lower case; another spelling would not hash to the same. */
function assertUuid(field: string, value: string | undefined): void {
  if (value !== undefined && !isUuid(value)) throw new Unkeepable(field, 'not a UUID in lower case')
}
