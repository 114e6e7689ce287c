/** Where a frame begins and ends (MLLP release 1). */
export const START = 0x0b
const END = 0x1c
const RETURN = 0x0d

export type Found =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  /** A frame that began again before it ended: what came of the first. */
  | { readonly kind: 'half'; readonly bytes: Uint8Array }
  /** A frame longer than the limit: its beginning, the rest was let go. */
  | { readonly kind: 'too-long'; readonly bytes: Uint8Array; readonly length: number }

/**
 * Cuts a stream of bytes into frames, however the network cut it. Bytes between frames are noise and counted. The frame
 * ends at 0x1C; the 0x0D after it then is noise of the expected kind, so that a sender who forgets it is still heard.
 * Memory is bounded by `limit` whatever comes.
 */
export class Deframer {
  readonly #limit: number
  #held: Uint8Array[] = []
  #length = 0
  #inside = false
  /** Bytes outside frames since the start, and the first of them. */
  noise = 0
  noiseHead: number[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether a frame has begun that has not ended. */
  get begun(): boolean {
    return this.#inside
  }

  push(chunk: Uint8Array): Found[] {
    const found: Found[] = []
    let at = 0
    while (at < chunk.length) at = this.#inside ? this.#within(chunk, at, found) : this.#before(chunk, at)
    return found
  }

  /** What is left when the connection ends inside a frame. */
  rest(): Uint8Array | null {
    return this.#inside && this.#length > 0 ? this.#joined() : null
  }

  #before(chunk: Uint8Array, from: number): number {
    const start = chunk.indexOf(START, from)
    const skipped = chunk.subarray(from, start < 0 ? chunk.length : start)
    for (const byte of skipped.subarray(0, 400)) {
      if (byte === RETURN || byte === 0x0a || byte === END) continue
      if (this.noiseHead.length < 200) this.noiseHead.push(byte)
    }
    if (this.noiseHead.length > 0) this.noise += skipped.length
    if (start < 0) return chunk.length
    this.#inside = true
    return start + 1
  }

  #within(chunk: Uint8Array, from: number, found: Found[]): number {
    let end = from
    while (end < chunk.length && chunk[end] !== END && chunk[end] !== START) end++
    this.#hold(chunk.subarray(from, end))
    if (end === chunk.length) return end
    const whole = chunk[end] === END
    if (whole || this.#length > 0) found.push(this.#taken(whole))
    this.#inside = !whole
    return end + 1
  }

  #hold(piece: Uint8Array): void {
    const room = this.#limit - this.#length
    // Copied: a small frame must not keep the network's large buffer alive.
    if (room > 0 && piece.length > 0) this.#held.push(Uint8Array.from(piece.subarray(0, room)))
    this.#length += piece.length
  }

  #taken(whole: boolean): Found {
    const bytes = this.#joined()
    const length = this.#length
    this.#held = []
    this.#length = 0
    if (!whole) return { kind: 'half', bytes }
    return length > this.#limit ? { kind: 'too-long', bytes, length } : { kind: 'frame', bytes }
  }

  #joined(): Uint8Array {
    return this.#held.length === 1 ? (this.#held[0] as Uint8Array) : new Uint8Array(Buffer.concat(this.#held))
  }
}

export function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(bytes.length + 3)
  frame[0] = START
  frame.set(bytes, 1)
  frame.set([END, RETURN], bytes.length + 1)
  return frame
}
