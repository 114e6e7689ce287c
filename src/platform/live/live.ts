import type { StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/**
 * What screens are told as it happens. It carries no record: a stream that grew is named with its last seq, and the
 * screen asks for what it has not got. So a message lost is only a message late.
 */
export type LiveEvent = { readonly event: 'stream'; readonly data: StreamRef & { readonly seq: number } } | { readonly event: 'monitor'; readonly data: Frame }

/** New values of a bedside monitor, on their way to the screens; unconfirmed. */
export type Frame = {
  readonly session: string | null
  readonly chair: string
  readonly device: string
  /** What the clinic calls it. */
  readonly name?: string
  readonly values: Readonly<Record<string, number>>
  readonly at: Instant
  readonly message?: string
}

export interface Live {
  /** The journal says so after each commit. */
  grew(clinic: string, changes: readonly { readonly stream: StreamRef; readonly facts: readonly { readonly seq: number }[] }[]): void
  publish(clinic: string, frame: Frame): void
  subscribe(clinic: string): Subscription
  /** Screens that follow at this moment, on this node. */
  screens(): number
  close(): Promise<void>
}

export interface Subscription {
  /** The next event. Null: it is over, or something was missed; connect again and ask for everything. */
  next(): Promise<LiveEvent | null>
  /** What else waits by now. */
  rest(): LiveEvent[]
  end(): void
}

/** Events with one key replace each other while they wait: only the newest is worth telling. */
export const keyOf = ({ event, data }: LiveEvent): string =>
  event === 'stream' ? `stream ${data.kind} ${data.id}` : `monitor ${data.chair} ${data.device} ${data.at} ${Object.keys(data.values).sort().join()}`

export const grown = (stream: StreamRef, facts: readonly { readonly seq: number }[]): LiveEvent => ({
  event: 'stream',
  data: { kind: stream.kind, id: stream.id, seq: facts.at(-1)?.seq ?? 0 },
})
