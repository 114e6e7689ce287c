import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { type Checked, check, type Task } from './check-rows.ts'

export type Pool = { run(task: Task): Promise<Checked>; close(): Promise<void> }

/** For a journal that is read in a moment, threads would take longer to start. */
export const alone = (client: pg.ClientBase): Pool => ({ run: (task) => check(client, task), close: async () => {} })

/** One thread and one connection for each core, two tasks on the way to each: while one is hashed the next is fetched. */
export function threads(ownerUrl: string, snapshot: string, count: number = Math.min(8, availableParallelism())): Pool {
  const lines = Array.from({ length: count }, () => new Line(ownerUrl, snapshot))
  const waiting: ((line: Line) => void)[] = []
  const free = (): Line | undefined => lines.filter(({ busy }) => busy < DEEP).sort((a, b) => a.busy - b.busy)[0]
  return {
    async run(task) {
      const line = free() ?? (await new Promise<Line>((go) => waiting.push(go)))
      try {
        return await line.ask(task)
      } finally {
        const next = free()
        if (next) waiting.shift()?.(next)
      }
    },
    close: async () => void (await Promise.all(lines.map((line) => line.end()))),
  }
}

const DEEP = 2

type Asked = { readonly resolve: (checked: Checked) => void; readonly reject: (fault: unknown) => void }

/** A worker answers in the order in which it was asked. */
class Line {
  readonly #worker: Worker
  readonly #asked: Asked[] = []
  /** From the start, for a worker that failed may be gone before anybody waits for it. */
  readonly #ended: Promise<unknown>
  #fault: unknown

  constructor(ownerUrl: string, snapshot: string) {
    this.#worker = new Worker(new URL('./check.worker.ts', import.meta.url), { workerData: { ownerUrl, snapshot } })
    this.#ended = new Promise((gone) => this.#worker.once('exit', gone))
    this.#worker.on('message', (checked: Checked) => this.#asked.shift()?.resolve(checked))
    this.#worker.on('error', (fault) => this.#fail(fault))
    this.#worker.on('exit', () => this.#fail(this.#fault ?? new Error('A thread of the verification ended before it had answered')))
  }

  #fail(fault: unknown): void {
    this.#fault = fault
    for (const { reject } of this.#asked.splice(0)) reject(fault)
  }

  get busy(): number {
    return this.#asked.length
  }

  ask(task: Task): Promise<Checked> {
    return new Promise((resolve, reject) => {
      if (this.#fault) return reject(this.#fault)
      this.#asked.push({ resolve, reject })
      this.#worker.postMessage(task)
    })
  }

  async end(): Promise<void> {
    if (this.#asked.length > 0 || this.#fault) await this.#worker.terminate()
    else this.#worker.postMessage(null)
    await this.#ended
  }
}
