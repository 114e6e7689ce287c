import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire between Waymark and its PostgreSQL that can be made slow, deaf, torn or dead. */
export type Wire = {
  /** The address of a database, led through the wire. */
  through(url: string): string
  /** Milliseconds that every piece waits, each way. */
  delay(ms: number): void
  /** Nothing passes any more, and nobody is told; `resume` lets through what was held. */
  stall(): void
  resume(): void
  /** Tears every connection after so many more bytes in one direction, in the middle of whatever passes; once. */
  tearAfter(bytes: number, way: 'asking' | 'answering'): void
  /** Whether it was torn since. */
  readonly torn: boolean
  /** All connections break and no new one is taken, until `open`. */
  refuse(): Promise<void>
  open(): Promise<void>
  /** Leads to another server from now on, as an address does that moves. */
  aim(port: number): void
  close(): Promise<void>
}

type Pair = { readonly here: Socket; readonly there: Socket }

export async function openProxy(first: number): Promise<Wire> {
  let target = first
  const pairs = new Set<Pair>()
  const held: (() => void)[] = []
  let [wait, stalled] = [0, false]
  let tear: { left: number; way: 'asking' | 'answering' } | null = null
  let torn = false
  let server: Server | null = null
  let port = 0

  const breakAll = () => {
    held.length = 0
    for (const { here, there } of pairs) {
      here.resetAndDestroy()
      there.destroy()
    }
    pairs.clear()
  }

  /** Writes, tears, holds or delays one piece; pieces keep their order. */
  const pass = (to: Socket, piece: Buffer, way: 'asking' | 'answering'): void => {
    const write = () => {
      if (tear?.way === way) {
        tear.left -= piece.length
        if (tear.left <= 0) {
          const part = piece.length + tear.left
          tear = null
          torn = true
          to.write(piece.subarray(0, Math.max(0, part)), breakAll)
          return
        }
      }
      if (!to.destroyed) to.write(piece)
    }
    if (stalled) held.push(write)
    else if (wait > 0) setTimeout(write, wait)
    else write()
  }

  const join = (here: Socket) => {
    const there = connect(target, '127.0.0.1').setNoDelay(true)
    const pair = { here: here.setNoDelay(true), there }
    pairs.add(pair)
    here.on('data', (piece) => pass(there, piece, 'asking'))
    there.on('data', (piece) => pass(here, piece, 'answering'))
    const end = () => {
      if (stalled) return
      here.destroy()
      there.destroy()
      pairs.delete(pair)
    }
    for (const socket of [here, there]) socket.on('error', end).on('close', end)
  }

  const listen = () =>
    new Promise<void>((open, failed) => {
      server = createServer(join).once('error', failed)
      server.listen(port, '127.0.0.1', () => {
        const address = server?.address()
        port = typeof address === 'object' && address ? address.port : port
        open()
      })
    })
  const shut = async () => {
    const shutting = new Promise((done) => (server ? server.close(done) : done(undefined)))
    server = null
    breakAll()
    await shutting
  }
  await listen()
  return {
    through(url) {
      const other = new URL(url)
      other.hostname = '127.0.0.1'
      other.port = String(port)
      return other.href
    },
    delay(ms) {
      wait = ms
    },
    stall() {
      stalled = true
    },
    resume() {
      stalled = false
      for (const write of held.splice(0)) write()
      for (const { here, there } of pairs) if (here.destroyed) there.destroy()
    },
    tearAfter(bytes, way) {
      torn = false
      tear = { left: bytes, way }
    },
    get torn() {
      return torn
    },
    refuse: shut,
    open: listen,
    aim(other) {
      target = other
    },
    close: shut,
  }
}
