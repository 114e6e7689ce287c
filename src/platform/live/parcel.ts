import { keyOf, type LiveEvent } from './live.ts'

/** NOTIFY takes less than 8000 bytes. */
const MOST_BYTES = 7900

/** What waits to be told to the other nodes. A stream that grows again meanwhile is told once, with its last seq. */
export class Outbox {
  readonly #node: string
  readonly #waiting = new Map<string, { clinic: string; event: LiveEvent }>()

  /** `node` marks the parcels, so that whoever sent one knows it again. */
  constructor(node: string) {
    this.#node = node
  }

  put(clinic: string, event: LiveEvent): void {
    if (Buffer.byteLength(JSON.stringify([this.#node, [clinic, event]])) > MOST_BYTES) throw new RangeError('Too large to tell')
    this.#waiting.set(`${clinic} ${keyOf(event)}`, { clinic, event })
  }

  /** A parcel that did not go out waits again, behind what is newer. */
  putBack(parcel: string): void {
    for (const [clinic, event] of open(parcel).entries) {
      const key = `${clinic} ${keyOf(event)}`
      if (!this.#waiting.has(key)) this.#waiting.set(key, { clinic, event })
    }
  }

  get empty(): boolean {
    return this.#waiting.size === 0
  }

  /** Everything that waits, packed into as few messages as will hold it. */
  take(): string[] {
    const parcels: string[] = []
    const empty = JSON.stringify([this.#node])
    let parcel: string[] = []
    let bytes = empty.length
    const seal = () => parcels.push(`${empty.slice(0, -1)},${parcel.join()}]`)
    for (const { clinic, event } of this.#waiting.values()) {
      const text = JSON.stringify([clinic, event])
      const length = Buffer.byteLength(text) + 1
      if (bytes + length > MOST_BYTES) {
        seal()
        parcel = []
        bytes = empty.length
      }
      parcel.push(text)
      bytes += length
    }
    if (parcel.length > 0) seal()
    this.#waiting.clear()
    return parcels
  }
}

type Entry = [clinic: string, event: LiveEvent]

/** Opens a parcel. What does not read (a newer node's, a stranger's) is an empty one. */
export function open(parcel: string): { readonly node: string; readonly entries: readonly Entry[] } {
  try {
    const [node, ...entries]: unknown[] = JSON.parse(parcel)
    return { node: String(node), entries: entries.filter(isEntry) }
  } catch {
    return { node: '', entries: [] }
  }
}

const isEntry = (entry: unknown): entry is Entry =>
  Array.isArray(entry) && typeof entry[0] === 'string' && (entry[1]?.event === 'stream' || entry[1]?.event === 'monitor') && typeof entry[1].data === 'object'
