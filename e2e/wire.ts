import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { freePort } from './waymark.ts'

/**
 * The wire between the browsers and Waymark, in the hand of the test: it can be cut, it can lose answers on the way back
 * (the server has done it, the browser never hears), and it can hand out the worker of a newer build.
 */
export type Wire = {
  readonly url: string
  /** Where the server is now: after a restart it stands on another port. */
  to(url: string): void
  /** `deaf`: requests arrive, their answers do not. `mute`: what is charted does not arrive, everything else does. */
  be(state: 'whole' | 'cut' | 'deaf' | 'mute'): void
  /** From now on `sw.js` is that of a build with one more line. */
  renew(): void
  close(): Promise<void>
}

export async function layWire(first: string): Promise<Wire> {
  let target = new URL(first)
  let state: 'whole' | 'cut' | 'deaf' | 'mute' = 'whole'
  let build = 0

  const pass = (asked: IncomingMessage, answer: ServerResponse) => {
    if (state === 'cut' || (state === 'mute' && asked.url?.endsWith('/commands'))) return asked.socket.destroy()
    const onward = request(
      { host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers: { ...asked.headers, ...plain(asked) } },
      (found) => {
        if (state === 'deaf' && asked.method !== 'GET') return found.resume().on('end', () => asked.socket.destroy())
        if (asked.url !== '/sw.js') {
          answer.writeHead(found.statusCode ?? 502, found.headers)
          return found.pipe(answer)
        }
        const { 'content-length': _, ...headers } = found.headers
        answer.writeHead(found.statusCode ?? 502, headers)
        found.on('data', (part) => answer.write(part)).on('end', () => answer.end(build > 0 ? `\n// build ${build}` : ''))
      },
    )
    onward.on('error', () => asked.socket.destroy())
    asked.pipe(onward)
    answer.on('close', () => onward.destroy())
  }
  const server: Server = createServer(pass)
  const port = await freePort()
  await new Promise<void>((open) => server.listen(port, '127.0.0.1', open))
  return {
    url: `http://127.0.0.1:${port}`,
    to: (url) => {
      target = new URL(url)
    },
    be: (next) => {
      state = next
      if (next === 'cut') server.closeAllConnections()
    },
    renew: () => {
      build += 1
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** The worker is asked for as plain text, so that a line can be added to it. */
const plain = (asked: IncomingMessage) => (asked.url === '/sw.js' ? { 'accept-encoding': 'identity' } : {})
