import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')
const KEPT_LINES = 400

/** The program as a clinic starts it, on one data folder and one port, to be killed and started again. */
export class Program {
  readonly data: string
  readonly port: number
  readonly #env: NodeJS.ProcessEnv
  readonly #words: readonly string[]
  #child: ChildProcess | undefined
  #said: string[] = []

  constructor(data: string, port: number, env: NodeJS.ProcessEnv = {}, words: readonly string[] = []) {
    this.data = data
    this.port = port
    this.#env = env
    this.#words = words
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** The last lines it printed, over all its lives. */
  get said(): string {
    return this.#said.slice(-KEPT_LINES).join('')
  }

  spawn(): void {
    const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/start.ts', '--port', `${this.port}`, '--data', this.data, ...this.#words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.#env },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => this.#hear(text.toString()))
    this.#child = child
  }

  /** Milliseconds from the start of the process until it answers over HTTP. */
  async start(): Promise<number> {
    const began = performance.now()
    this.spawn()
    while (!(await answers(this.port))) {
      if (this.#child?.exitCode !== null) throw new Error(`Waymark did not start again:\n${this.said}`)
      if (performance.now() - began > 120_000) throw new Error(`Waymark did not answer for two minutes:\n${this.said}`)
      await pause(10)
    }
    return performance.now() - began
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((end) => child.once('exit', end))
    child.kill(signal)
    await ended
  }

  #hear(text: string): void {
    this.#said.push(text)
    if (this.#said.length > 4 * KEPT_LINES) this.#said = this.#said.slice(-KEPT_LINES)
  }
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/setup`, { signal: AbortSignal.timeout(2000) }).then(
    async (answer) => (await answer.text()).length > 0 && answer.ok,
    () => false,
  )
