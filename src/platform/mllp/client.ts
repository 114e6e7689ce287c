import { connect, type Socket } from 'node:net'
import { Deframer, framed } from './deframe.ts'

export type Client = { readonly send: (bytes: Uint8Array) => Promise<Uint8Array>; readonly close: () => void }

type Waiting = { readonly done: (answer: Uint8Array) => void; readonly failed: (fault: Error) => void; readonly timer: NodeJS.Timeout }

/** A sender as a monitor is one: messages one after another on one connection, each with its answer. */
export function dial(port: number, host = '127.0.0.1', answerWithinMs = 15_000): Promise<Client> {
  const waiting: Waiting[] = []
  const deframer = new Deframer(1024 * 1024)
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host })
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      hearken(socket, deframer, waiting)
      resolve({ send: (bytes) => send(socket, bytes, waiting, answerWithinMs), close: () => socket.end() })
    })
  })
}

function hearken(socket: Socket, deframer: Deframer, waiting: Waiting[]): void {
  const lost = (fault: Error) => {
    for (const one of waiting.splice(0)) {
      clearTimeout(one.timer)
      one.failed(fault)
    }
  }
  socket.on('data', (chunk) => {
    for (const found of deframer.push(chunk as Buffer)) {
      const one = waiting.shift()
      clearTimeout(one?.timer)
      one?.done(found.bytes)
    }
  })
  socket.on('error', lost)
  socket.on('close', () => lost(new Error('The connection was closed')))
}

function send(socket: Socket, bytes: Uint8Array, waiting: Waiting[], withinMs: number): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    if (socket.destroyed) return failed(new Error('The connection was closed'))
    const timer = setTimeout(() => {
      socket.destroy(new Error(`No answer within ${withinMs / 1000} s`))
    }, withinMs)
    waiting.push({ done, failed, timer })
    socket.write(framed(bytes))
  })
}
