import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { harden, type ServerLimits, serverOptions } from './hardened.ts'

const open: Server[] = []
afterAll(() => open.forEach((server) => void server.close()))

async function serving(limits: Partial<ServerLimits>): Promise<number> {
  const server = createServer(serverOptions(limits), (request, answer) => {
    request.on('data', () => {}).on('end', () => answer.end(`${Object.keys(request.headers).length} headers`))
    request.on('error', () => {})
  })
  harden(server, limits)
  open.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Sends the beginning and then a byte now and then, until the server has had enough; answers what it said. */
async function dripping(port: number, beginning: string, drop: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk) => {
    said += String(chunk)
  })
  socket.on('error', () => {})
  socket.write(beginning)
  const drips = setInterval(() => socket.writable && socket.write(drop), 20)
  await new Promise((closed) => socket.once('close', closed))
  clearInterval(drips)
  return said
}

test('a caller who sends headers a byte at a time is sent away', async () => {
  const port = await serving({ headersMs: 200, requestMs: 400, checkMs: 50 })
  expect(await dripping(port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'a')).toMatch(/^HTTP\/1\.1 408/)
})

test('a caller who sends a body a byte at a time is sent away', async () => {
  const port = await serving({ headersMs: 200, requestMs: 400, checkMs: 50 })
  expect(await dripping(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n', 'a')).toMatch(/^(HTTP\/1\.1 408|$)/)
})

test('headers beyond the limit in bytes are refused, and so are more than the limit in number', async () => {
  const port = await serving({ headerBytes: 4096, headerCount: 20 })
  const ask = async (headers: string) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (chunk) => {
      said += String(chunk)
    })
    socket.on('error', () => {})
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`)
    await new Promise((closed) => socket.once('close', closed))
    return said
  }
  expect(await ask(`X-Long: ${'a'.repeat(5000)}\r\n`)).toMatch(/^HTTP\/1\.1 431/)
  expect(await ask('X-A: 1\r\n')).toContain('3 headers')
  expect(await ask(Array.from({ length: 60 }, (_, n) => `X-${n}: 1\r\n`).join(''))).toMatch(/^HTTP\/1\.1 431/)
})
