import { connect, type Socket } from 'node:net'

/**
 * One kept-open HTTP connection that asks one thing at a time. As small as can be: the client runs on the machine it
 * measures, and what it costs is taken from the server.
 */
export class Line {
  readonly #socket: Socket
  readonly #head: string
  #answered: ((text: string) => void) | undefined
  #failed: ((fault: Error) => void) | undefined
  #received = ''

  constructor(port: number, token: string) {
    this.#head = `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
    this.#socket.on('data', (part) => this.#take(String(part)))
    this.#socket.on('error', (fault) => this.#failed?.(fault))
    this.#socket.on('close', () => this.#failed?.(new Error('The server hung up')))
  }

  get(path: string): Promise<string> {
    return this.#ask(`GET ${path} HTTP/1.1\r\n${this.#head}\r\n`)
  }

  post(path: string, body: unknown): Promise<string> {
    const text = JSON.stringify(body)
    return this.#ask(`POST ${path} HTTP/1.1\r\n${this.#head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #ask(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      this.#socket.write(request)
    })
  }

  #take(part: string): void {
    this.#received += part
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const body = complete(this.#received, end)
    if (body === null) return
    const status = this.#received.slice(9, 12)
    this.#received = ''
    if (status === '200') this.#answered?.(body)
    else this.#failed?.(new Error(`${status}: ${body}`))
  }
}

/** The body, or null while it is still coming. */
function complete(received: string, end: number): string | null {
  const head = received.slice(0, end).toLowerCase()
  const rest = received.slice(end + 4)
  const length = /content-length: (\d+)/.exec(head)?.[1]
  if (length !== undefined) return rest.length >= Number(length) ? rest : null
  return rest.endsWith('0\r\n\r\n') ? rest : null
}
