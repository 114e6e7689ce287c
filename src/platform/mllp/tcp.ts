import { createServer, type Server, type Socket } from 'node:net'
import { type Conversation, converse, type Limits } from './conversation.ts'
import type { Listener, Receiver } from './mllp.ts'

export type Options = Partial<Limits> & {
  readonly port: number
  /** This machine only, unless somebody opens it on purpose: MLLP knows no sign-in. */
  readonly host?: string
  readonly connections?: number
  readonly idleMs?: number
}

/** Listens for MLLP. Rejects when the port is taken. */
export function listen(receiver: Receiver, { port, host = '127.0.0.1', connections = 64, idleMs = 300_000, ...limits }: Options): Promise<Listener> {
  const open = new Map<Socket, Conversation>()
  // A sender may close its side at once and still wants its answers; the conversation closes ours after them.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const peer = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
    if (open.size >= connections) {
      receiver.trouble({ kind: 'too-many-connections', bytes: new Uint8Array(), length: 0, peer })
      socket.destroy()
      return
    }
    socket.setNoDelay(true)
    socket.setTimeout(idleMs, () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    open.set(socket, converse(socket, peer, receiver, limits))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', () => {})
      resolve({ host, port: boundPort(server, port), close: () => closed(server, open) })
    })
  })
}

function boundPort(server: Server, asked: number): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : asked
}

/** How long answers that are due may take when the port is closed; a sender without one sends again. */
const FINISH_MS = 3_000

/** Nobody new, nothing more is read, and what has been read is answered. */
async function closed(server: Server, open: ReadonlyMap<Socket, Conversation>): Promise<void> {
  const shut = new Promise<void>((resolve) => server.close(() => resolve()))
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, FINISH_MS)
  await Promise.race([late, Promise.all([...open.values()].map(({ finish }) => finish()))])
  clearTimeout(timer)
  for (const socket of open.keys()) socket.end(() => socket.destroy())
  const cut = setTimeout(() => [...open.keys()].forEach((socket) => void socket.destroy()), 200)
  await shut
  clearTimeout(cut)
}
