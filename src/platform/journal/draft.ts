import type { Decision, Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { hashOf, sealedText } from './chain.ts'
import type { Command, Model, Outcome, Placed } from './journal.ts'
import { currentVersion, type Upcasters } from './upcast.ts'
import { eventId } from './uuid7.ts'

/** A command with what is needed to decide it. */
export type Asked = {
  readonly command: Command
  readonly digest: Buffer
  readonly model: Model<unknown>
  readonly decide: (state: unknown, now: Instant) => Decision<Fact>
}

/** Where a stream stands: its state, its last seq and the hash there. */
export type Known = { readonly state: unknown; readonly seq: number; readonly hash: Buffer }

export type Written = { readonly event: Placed; readonly text: string; readonly hash: Buffer }
export type Draft = { readonly outcome: Outcome; readonly written: readonly Written[]; readonly after: Known }

/**
 * Decides one command on a known stream and writes its events down, without touching any database.
 * Throws what `decide` throws, and `Unkeepable` when a fact could not be stored as it is.
 */
export function draft({ command, model, decide }: Asked, known: Known, now: Instant, upcasters: Upcasters): Draft {
  const decision = decide(known.state, now)
  if (decision.kind !== 'accepted') return { outcome: decision, written: [], after: known }
  const written: Written[] = []
  let after = known
  for (const fact of decision.facts) {
    const text = sealedText(observed(command, fact, written.length, after.seq + 1, now, upcasters))
    // As it will be read back: a field that is undefined is gone, -0 is 0.
    const event: Placed = JSON.parse(text)
    const hash = hashOf(after.hash, text)
    written.push({ event, text, hash })
    after = { state: model.evolve(after.state, recorded(event)), seq: event.seq, hash }
  }
  return { outcome: { kind: 'done', events: written.map(({ event }) => recorded(event)), seq: after.seq, repeated: false }, written, after }
}

function observed(command: Command, fact: Fact, n: number, seq: number, now: Instant, upcasters: Upcasters): Placed {
  const event = {
    clinic: command.clinic,
    stream: command.stream,
    id: eventId(command.id, n),
    seq,
    type: fact.type,
    version: currentVersion(upcasters, fact.type),
    data: fact.data,
    at: fact.at ?? command.at,
    recordedAt: now,
    by: command.by,
    via: command.via,
  }
  return fact.corrects === undefined ? event : { ...event, corrects: fact.corrects }
}

/** The fact without its place. */
export function recorded({ clinic: _clinic, stream: _stream, ...fact }: Placed): Recorded {
  return fact
}
