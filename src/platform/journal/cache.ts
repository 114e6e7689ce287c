import type { StreamRef } from '../../medicine/record.ts'
import type { Known } from './draft.ts'

export const streamKey = ({ kind, id }: StreamRef): string => `${kind}/${id}`

/**
 * Folded streams of this node, most recently used last. Only ever a shortcut: the writer compares each with its head.
 * Bounded by the facts folded into them, since a long stream takes more memory than many short ones.
 */
export class StreamCache {
  readonly #streams = new Map<string, Known>()
  readonly #most: number
  #facts = 0

  constructor(mostFacts: number) {
    this.#most = mostFacts
  }

  get(clinic: string, stream: StreamRef): Known | undefined {
    return this.#streams.get(`${clinic}/${streamKey(stream)}`)
  }

  set(clinic: string, stream: StreamRef, known: Known): void {
    const key = `${clinic}/${streamKey(stream)}`
    this.#drop(key)
    this.#streams.set(key, known)
    this.#facts += known.seq
    for (const oldest of this.#streams.keys()) {
      if (this.#facts <= this.#most || oldest === key) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#facts -= this.#streams.get(key)?.seq ?? 0
    this.#streams.delete(key)
  }
}
