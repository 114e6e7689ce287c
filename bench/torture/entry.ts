/** One command that a client sent until it knew what became of it. */
export type Entry = {
  readonly client: number
  readonly n: number
  readonly path: string
  readonly body: { readonly id: string; readonly type: string; readonly [key: string]: unknown }
  /** The stream it writes to. */
  readonly stream: { readonly kind: 'session' | 'patient'; readonly id: string }
  /** Every sending, with what came of it, for whoever has to find a disagreement. */
  readonly sent: string[]
  answer: Answer
}

export type Fact = { readonly id: string; readonly seq: number; readonly type: string; readonly data: unknown; readonly at: string }
export type Answer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'done'; readonly facts: readonly Fact[]; readonly seq: number }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }

/** What a server may answer besides carrying a command out, as counted over the run. */
export type Tally = { done: number; refused: number; again: number; away: number; broken: number; faults: string[]; differing: string[] }
export const tally = (): Tally => ({ done: 0, refused: 0, again: 0, away: 0, broken: 0, faults: [], differing: [] })
