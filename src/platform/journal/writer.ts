import { AsyncLocalStorage } from 'node:async_hooks'
import { holding } from '../db/depth.ts'
import { isTooSlow } from '../db/unavailable.ts'
import { type Ground, writeBatch } from './batch.ts'
import type { Asked } from './draft.ts'
import type { Outcome } from './journal.ts'
import type { Answer, Sheet } from './sheet.ts'

/**
 * A writer serves whoever comes, so it must not stand in the transaction of the one who happened to wake it. And who
 * waits for it may hold a connection; it takes its own from the last pool, which nobody waits in.
 */
const outside = AsyncLocalStorage.snapshot()
const ownRoom = (work: () => Promise<void>): Promise<void> => outside(() => holding(() => holding(work)))

/** Commands that one commit may hold; a bound for the longest transaction, far above what a clinic sends at once. */
const MOST = 256
const TRIES = 5

type Waiting = { readonly asked: Asked; readonly resolve: (outcome: Outcome) => void; readonly reject: (fault: unknown) => void }

/**
 * The writer of one clinic on this node. What arrives while a commit is in flight shares the next one, so a full room
 * costs few commits and a lone entry waits for nobody. The next one asks for the pen while this one still writes: the
 * database gives it over at the commit, and need not wait until this node has told everybody what was kept.
 */
export class Writer {
  readonly #ground: Ground
  readonly #clinic: string
  readonly #committed: (sheet: Sheet) => void
  #queue: Waiting[] = []
  /** Somebody has asked for the pen and will take what is in the queue then. */
  #asking = false

  constructor(ground: Ground, clinic: string, committed: (sheet: Sheet) => void) {
    this.#ground = ground
    this.#clinic = clinic
    this.#committed = committed
  }

  write(asked: Asked): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ asked, resolve, reject })
      this.#ask()
    })
  }

  #ask(): void {
    if (this.#asking || this.#queue.length === 0) return
    this.#asking = true
    void ownRoom(() => this.#turn())
  }

  #take(): Waiting[] {
    const batch = this.#queue.splice(0, MOST)
    this.#asking = false
    this.#ask()
    return batch
  }

  async #turn(): Promise<void> {
    let batch: Waiting[] | undefined
    const take = async () => {
      // What has come in by now is read first; else the quickest client of a full room would always be committed alone.
      await new Promise((wake) => setImmediate(wake))
      batch = this.#take()
      return batch.map(({ asked }) => asked)
    }
    try {
      const sheet = await writeBatch(this.#ground, this.#clinic, take)
      this.#answer(batch ?? [], sheet)
    } catch (fault) {
      await this.#again(batch ?? this.#take(), 1, fault)
    }
  }

  async #batch(batch: readonly Waiting[], attempt: number): Promise<void> {
    try {
      const asked = batch.map(({ asked }) => asked)
      this.#answer(batch, await writeBatch(this.#ground, this.#clinic, async () => asked))
    } catch (fault) {
      await this.#again(batch, attempt, fault)
    }
  }

  #answer(batch: readonly Waiting[], sheet: Sheet): void {
    for (const waiting of batch) settle(waiting, sheet.answers.get(waiting.asked))
    this.#queue.unshift(...batch.filter(({ asked }) => sheet.later.includes(asked)))
    this.#ask()
    if (sheet.changes.length > 0) this.#tell(sheet)
  }

  #tell(sheet: Sheet): void {
    try {
      this.#committed(sheet)
    } catch {
      // The record is safe, and whoever wrote it knows; a screen that was not told reads it later.
    }
  }

  /**
   * Nothing of the batch was kept, or the connection broke and nobody knows. Trying again is safe either way: a command
   * that did get through is found done. A fault that stays is one command's own; alone, it fails alone.
   */
  async #again(batch: readonly Waiting[], attempt: number, fault: unknown): Promise<void> {
    const slow = isTooSlow(fault)
    const lost = isLostConnection(fault) || slow
    if ((lost || isLostRace(fault)) && !slow && attempt < TRIES) {
      await new Promise((wake) => setTimeout(wake, 20 * attempt ** 2))
      return this.#batch(batch, attempt + 1)
    }
    if (batch.length > 1 && !lost) for (const waiting of batch) await this.#batch([waiting], 1)
    else for (const { resolve, reject } of batch) isTakenId(fault) ? resolve({ kind: 'reused-id' }) : reject(fault)
  }
}

function settle(waiting: Waiting, answer: Answer | undefined): void {
  if (answer?.kind === 'fault') waiting.reject(answer.fault)
  else if (answer) waiting.resolve(answer)
}

type DatabaseFault = { readonly code?: string; readonly constraint?: string; readonly message?: string }

function isLostConnection(fault: unknown): boolean {
  const { code = '', message = '' } = (fault ?? {}) as DatabaseFault
  return /^(08|53|57P|25P03|E(CONN|PIPE|AI_))/.test(code) || /Connection terminated|connection timeout|Client has encountered/i.test(message)
}

/** Somebody wrote without the pen: the seq is taken, or the two stood in each other's way. */
function isLostRace(fault: unknown): boolean {
  const { code, constraint } = (fault ?? {}) as DatabaseFault
  return code === '40001' || code === '40P01' || constraint === 'journal_pkey' || constraint === 'command_done_pkey'
}

/** The command took the id of an event of another command. */
const isTakenId = (fault: unknown): boolean => (fault as DatabaseFault)?.constraint === 'journal_clinic_id_key'
