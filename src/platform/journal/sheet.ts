import type { StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { streamKey } from './cache.ts'
import { NOTHING_BEFORE } from './chain.ts'
import { type Asked, draft, type Known, recorded, type Written } from './draft.ts'
import type { Outcome } from './journal.ts'
import type { Done, DoneRow } from './pen.ts'
import type { Change } from './projection.ts'
import type { Upcasters } from './upcast.ts'

export type Answer = Outcome | { readonly kind: 'fault'; readonly fault: unknown }

/** What one commit will hold: the commands of a batch decided one after the other, each on what the ones before it did. */
export type Sheet = {
  readonly answers: Map<Asked, Answer>
  /** Done before this batch; their answer is read from the journal. */
  readonly repeats: { readonly asked: Asked; readonly done: Done }[]
  /** A second time in this batch; they wait until the first is committed. */
  readonly later: Asked[]
  readonly written: Written[]
  readonly done: DoneRow[]
  readonly changes: readonly (Change & { readonly after: Known })[]
}

export function fillSheet(batch: readonly Asked[], streams: ReadonlyMap<string, Known>, done: readonly Done[], now: Instant, upcasters: Upcasters): Sheet {
  const before = new Map(done.map((command) => [command.id, command]))
  const seen = new Set<string>()
  const changes = new Map<string, { stream: StreamRef; facts: Change['facts'][number][]; after: Known }>()
  const sheet = { answers: new Map<Asked, Answer>(), repeats: [] as Sheet['repeats'], later: [] as Asked[], written: [] as Written[], done: [] as DoneRow[] }

  for (const asked of batch) {
    const { id, stream } = asked.command
    const earlier = before.get(id)
    if (earlier) {
      if (asked.digest.equals(earlier.digest)) sheet.repeats.push({ asked, done: earlier })
      else sheet.answers.set(asked, { kind: 'reused-id' })
    } else if (seen.has(id)) {
      sheet.later.push(asked)
    } else {
      seen.add(id)
      const known = changes.get(streamKey(stream))?.after ?? streams.get(streamKey(stream)) ?? { state: asked.model.empty, seq: 0, hash: NOTHING_BEFORE }
      sheet.answers.set(asked, take(asked, known))
    }
  }
  return { ...sheet, changes: [...changes.values()].map((change) => ({ ...change, state: change.after.state })) }

  function take(asked: Asked, known: Known): Answer {
    try {
      const { outcome, written, after } = draft(asked, known, now, upcasters)
      if (outcome.kind !== 'done') return outcome
      const { id, stream } = asked.command
      sheet.written.push(...written)
      sheet.done.push({ id, digest: asked.digest, stream, first: known.seq + 1, last: after.seq, hash: after.hash })
      const change = changes.get(streamKey(stream)) ?? { stream, facts: [], after }
      change.facts.push(...written.map(({ event }) => recorded(event)))
      if (written.length > 0) changes.set(streamKey(stream), { ...change, after })
      return outcome
    } catch (fault) {
      // This command's own fault; its neighbours in the batch go on.
      return { kind: 'fault', fault }
    }
  }
}
