import type { Socket } from 'node:net'
import { Deframer, type Found, framed } from './deframe.ts'
import type { Peer, Receiver } from './mllp.ts'
import { Pace } from './pace.ts'

export type Limits = {
  /** Bytes of one message. */
  readonly messageBytes: number
  /** Messages of one connection that may wait for their answer before its socket is read no further. */
  readonly inFlight: number
  /** A connection beyond this rate is slowed, not cut. */
  readonly perSecond: number
  readonly burst: number
  /** A message that has begun must have ended by then; who drips bytes does not hold a place for ever. */
  readonly frameMs: number
}
const LIMITS: Limits = { messageBytes: 1024 * 1024, inFlight: 32, perSecond: 200, burst: 500, frameMs: 60_000 }

/** Answers what has been read whole, and reads no more. */
export type Conversation = { readonly finish: () => Promise<void> }

/** One connection: frames in, answers out in their order, reading no faster than answering. */
export function converse(socket: Socket, peer: Peer, receiver: Receiver, limits: Partial<Limits> = {}): Conversation {
  const { messageBytes, inFlight, perSecond, burst, frameMs } = { ...LIMITS, ...limits }
  const deframer = new Deframer(messageBytes)
  const pace = new Pace(perSecond, burst, performance.now())
  let waiting = 0
  let finishing = false
  let answered = Promise.resolve()
  let queue = Promise.resolve()

  const take = async (found: Found): Promise<void> => {
    await paused(pace.take(performance.now()))
    if (socket.destroyed && found.kind !== 'frame') return
    const answer = answerTo(found, peer, receiver)
    answered = answered
      .then(async () => sendTo(socket, await answer))
      .finally(() => {
        waiting -= 1
        if (waiting < inFlight && !socket.destroyed && !finishing) socket.resume()
      })
  }

  let patience: NodeJS.Timeout | undefined
  // While answers are due it is us who are slow.
  const tooSlow = () => (waiting > 0 ? void patience?.refresh() : socket.destroy())

  socket.on('data', (chunk) => {
    const all = deframer.push(chunk as Buffer)
    for (const found of all) {
      waiting += 1
      queue = queue.then(() => take(found))
    }
    if (all.length > 0 || !deframer.begun) {
      clearTimeout(patience)
      patience = undefined
    }
    if (deframer.begun) patience ??= setTimeout(tooSlow, frameMs)
    if (waiting >= inFlight) socket.pause()
  })
  socket.on('error', () => socket.destroy())
  socket.on('end', () => {
    void queue.then(() => answered).then(() => socket.end())
  })
  socket.on('close', () => {
    clearTimeout(patience)
    leftovers(deframer, peer, receiver)
  })
  return {
    finish: () => {
      finishing = true
      socket.pause()
      return queue.then(() => answered)
    },
  }
}

function answerTo(found: Found, peer: Peer, receiver: Receiver): Promise<Uint8Array | null> {
  if (found.kind === 'half') {
    receiver.trouble({ kind: 'half', bytes: found.bytes, length: found.bytes.length, peer })
    return Promise.resolve(null)
  }
  if (found.kind === 'too-long') receiver.trouble({ kind: 'too-long', bytes: found.bytes.subarray(0, 2_000), length: found.length, peer })
  // A fault here is an answer that does not come: the sender keeps its message and sends it again.
  return (found.kind === 'frame' ? receiver.message : receiver.tooLong)(found.bytes, peer).catch(() => null)
}

function sendTo(socket: Socket, answer: Uint8Array | null): Promise<void> | void {
  if (!answer || !socket.writable) return
  if (socket.write(framed(answer))) return
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}

function leftovers(deframer: Deframer, peer: Peer, receiver: Receiver): void {
  const rest = deframer.rest()
  if (rest) receiver.trouble({ kind: 'half', bytes: rest, length: rest.length, peer })
  if (deframer.noise > 0) receiver.trouble({ kind: 'noise', bytes: Uint8Array.from(deframer.noiseHead), length: deframer.noise, peer })
}

const paused = (ms: number): Promise<void> => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms)))
