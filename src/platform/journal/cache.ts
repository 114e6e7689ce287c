import type { StreamRef } from '../../medicine/record.ts'
import type { Known } from './draft.ts'

export const streamKey = ({ kind, id }: StreamRef): string => `${kind}/${id}`

/** Folded streams of this node, most recently used last. Only ever a shortcut: the writer compares each with its head. */
export class StreamCache {
  readonly #streams = new Map<string, Known>()
  readonly #limit: number
  constructor(limit: number) {
    this.#limit = limit
  }

  get(clinic: string, stream: StreamRef): Known | undefined {
    return this.#streams.get(`${clinic}/${streamKey(stream)}`)
  }

  set(clinic: string, stream: StreamRef, known: Known): void {
    const key = `${clinic}/${streamKey(stream)}`
    this.#streams.delete(key)
    this.#streams.set(key, known)
    if (this.#streams.size <= this.#limit) return
    for (const oldest of this.#streams.keys()) {
      this.#streams.delete(oldest)
      return
    }
  }
}
