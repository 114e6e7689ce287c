import { keyOf, type LiveEvent } from './live.ts'

/** NOTIFY takes less than 8000 bytes. */
const MOST_BYTES = 7900

/** What waits to be told to the other nodes. A stream that grows again meanwhile is told once, with its last seq. */
export class Outbox {
  readonly #waiting = new Map<string, { clinic: string; event: LiveEvent }>()

  put(clinic: string, event: LiveEvent): void {
    if (Buffer.byteLength(JSON.stringify([clinic, event])) > MOST_BYTES - 2) throw new RangeError('Too large to tell')
    this.#waiting.set(`${clinic} ${keyOf(event)}`, { clinic, event })
  }

  /** A parcel that did not go out waits again, behind what is newer. */
  putBack(parcel: string): void {
    for (const [clinic, event] of open(parcel)) {
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
    let parcel: string[] = []
    let bytes = 2
    for (const { clinic, event } of this.#waiting.values()) {
      const text = JSON.stringify([clinic, event])
      const length = Buffer.byteLength(text) + 1
      if (bytes + length > MOST_BYTES) {
        parcels.push(`[${parcel.join()}]`)
        parcel = []
        bytes = 2
      }
      parcel.push(text)
      bytes += length
    }
    if (parcel.length > 0) parcels.push(`[${parcel.join()}]`)
    this.#waiting.clear()
    return parcels
  }
}

/** Opens a parcel of another node. What does not read (a newer node's, a stranger's) is no parcel. */
export function open(parcel: string): [clinic: string, event: LiveEvent][] {
  try {
    const entries: unknown = JSON.parse(parcel)
    return Array.isArray(entries) ? entries.filter(isEntry) : []
  } catch {
    return []
  }
}

const isEntry = (entry: unknown): entry is [string, LiveEvent] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && (entry[1]?.event === 'stream' || entry[1]?.event === 'monitor') && typeof entry[1].data === 'object'
