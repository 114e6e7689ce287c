import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GatheredSocket } from './gathered.ts'

let server: Server
let parts: string[] = []
let port = 0
beforeAll(async () => {
  server = createServer((peer) => peer.setNoDelay(true).on('data', (part) => parts.push(String(part))))
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  port = (server.address() as { port: number }).port
})
afterAll(() => void server.close())

test('what is written in one turn arrives whole and in order, and what is written later is not held back', async () => {
  const socket = new GatheredSocket()
  await new Promise<void>((open) => socket.setNoDelay(true).connect(port, '127.0.0.1', open))
  parts = []
  const arrived = (text: string) => expect.poll(() => parts.join('')).toBe(text)
  socket.write('begin;')
  socket.write('select 1;')
  await Promise.resolve()
  socket.write('select 2;')
  expect(socket.writableCorked).toBeGreaterThan(0)
  await arrived('begin;select 1;select 2;')
  expect(socket.writableCorked).toBe(0)
  socket.write('commit;')
  await arrived('begin;select 1;select 2;commit;')
  socket.destroy()
})
