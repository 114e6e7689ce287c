/** Who is on the other end of a connection. */
export type Peer = { readonly address: string; readonly port: number }

/** One message in, its answer out; null = the sender wants none. Called in order; answers go back in the same order. */
export type Handler = (bytes: Uint8Array, peer: Peer) => Promise<Uint8Array | null>

/** What came that is no whole message: kept by whoever wants to show it. */
export type Trouble = {
  readonly kind: 'half' | 'noise' | 'too-long' | 'too-many-connections'
  /** The beginning of what came. */
  readonly bytes: Uint8Array
  readonly length: number
  readonly peer: Peer
}

export type Receiver = {
  readonly message: Handler
  /** A frame beyond the size limit: its beginning, and the answer for it. */
  readonly tooLong: Handler
  readonly trouble: (trouble: Trouble) => void
}

export type Listener = { readonly host: string; readonly port: number; readonly close: () => Promise<void> }
