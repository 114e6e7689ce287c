import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { running } from '../../src/app/start/instance.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { addressesOf } from '../../src/platform/db/start.ts'
import { foundClinic, register, underWay } from '../clinic.ts'
import { booksOf } from './books.ts'
import { Client } from './client.ts'
import { type Dice, dice } from './dice.ts'
import { type Entry, type Tally, tally } from './entry.ts'
import { Gate } from './gate.ts'
import type { Disagreement } from './judge.ts'
import { lookUp } from './look.ts'
import { Program } from './program.ts'
import { sender } from './sender.ts'
import { drawVictim, kill, postmasterOf, processOf, type Victim } from './victims.ts'

export type Options = {
  readonly kills: number
  readonly seed: number
  readonly port: number
  /** The books are looked at after so many kills, and at the end. */
  readonly lookEvery: number
  /** Whether a start after an orderly stop is measured too, for comparison. */
  readonly compare?: boolean
  readonly tell?: (line: string) => void
}
export type Kill = {
  readonly n: number
  readonly victim: Victim
  /** The process inside PostgreSQL that was hit. */
  readonly title?: string
  /** Milliseconds from the beginning of the run. */
  readonly at: number
  /** Entries on their way at that moment. */
  readonly inFlight: number
  /** From the start of the program until it answers; absent where it ran on. */
  readonly restartMs?: number
  /** From the kill until the next entry is acknowledged. */
  readonly backMs: number
}
export type Torture = {
  readonly kills: readonly Kill[]
  readonly entries: number
  readonly tally: Tally
  readonly looks: number
  /** Milliseconds of a start after an orderly stop, in the same run. */
  readonly orderlyMs?: number
  readonly events: number
  readonly disagreements: readonly Disagreement[]
  /** Kept when something disagrees, for whoever looks for it. */
  readonly data: string | null
  readonly log: string
}

const CLIENTS = 8
const STUCK_MS = 180_000

/** Charts with eight clients while the program or its PostgreSQL is killed at moments that the seed decides. */
export async function torture(options: Options): Promise<Torture> {
  const data = mkdtempSync(join(tmpdir(), 'waymark-torture-'))
  chmodSync(data, 0o755)
  const program = new Program(data, options.port)
  const result = await new Run(program, options).run().finally(() => program.kill('SIGTERM'))
  const right = result.disagreements.length === 0
  if (right) rmSync(data, { recursive: true, force: true })
  return { ...result, data: right ? null : data }
}

class Run {
  readonly #program: Program
  readonly #options: Options
  readonly #dice: Dice
  readonly #tally = tally()
  readonly #entries: Entry[] = []
  readonly #gate = new Gate()
  readonly #kills: Kill[] = []
  readonly #began = performance.now()
  #before: ReadonlySet<string> = new Set()
  #disagreements: readonly Disagreement[] = []
  #looks = 0
  #events = 0
  #fault: unknown

  constructor(program: Program, options: Options) {
    this.#program = program
    this.#options = options
    this.#dice = dice(options.seed, 0)
  }

  async run(): Promise<Omit<Torture, 'data'>> {
    await this.#program.start()
    const clients = await this.#opened()
    const orderlyMs = this.#options.compare ? await this.#orderly() : undefined
    const charting = Promise.all(clients.map((client) => client.run()))
    charting.catch((fault) => {
      this.#fault = fault
    })
    for (let n = 1; n <= this.#options.kills && this.#disagreements.length === 0; n += 1) {
      await this.#kill(n)
      if (n % this.#options.lookEvery === 0 || n === this.#options.kills) await this.#look()
    }
    this.#gate.end()
    await charting
    const { length: entries } = this.#entries
    return {
      kills: this.#kills,
      entries,
      tally: this.#tally,
      looks: this.#looks,
      ...(orderlyMs === undefined ? {} : { orderlyMs }),
      events: this.#events,
      disagreements: this.#disagreements,
      log: this.#program.said,
    }
  }

  async #orderly(): Promise<number> {
    await this.#program.kill('SIGTERM')
    return this.#program.start()
  }

  async #opened(): Promise<Client[]> {
    // As the founder, who is a physician too: a script's token may not sign an order.
    const clinic = await foundClinic(this.#program.port)
    const sessions = [await underWay(clinic, await register(clinic, 1)), await underWay(clinic, await register(clinic, 2))]
    this.#before = await this.#withDatabase(async (database) => new Set((await booksOf(database)).commands.map(({ id }) => id)))
    const line = sender({ port: this.#program.port, cookie: clinic.cookie, tally: this.#tally, clock: () => performance.now() - this.#began })
    const shared = { protocol: clinic.protocol, sessions, entries: this.#entries, mayGoOn: () => this.#gate.pass() }
    return Array.from({ length: CLIENTS }, (_, n) => new Client(n + 1, dice(this.#options.seed, n + 1), line, shared))
  }

  async #kill(n: number): Promise<void> {
    await pause(this.#dice.between(50, 1400))
    const victim = drawVictim(this.#dice)
    const at = performance.now()
    const inFlight = this.#entries.filter(({ answer }) => answer.kind === 'unknown').length
    const { title, restartMs } = await this.#strike(victim)
    await this.#chartedAgain(this.#entries.length)
    const kill = { n, victim, ...(title ? { title } : {}), at: at - this.#began, inFlight, ...(restartMs ? { restartMs } : {}), backMs: performance.now() - at }
    this.#kills.push(kill)
    this.#options.tell?.(
      `${n}. ${victim}${title ? ` (${title})` : ''}, ${inFlight} entries on their way; ${restartMs ? `restarted in ${restartMs.toFixed(0)} ms, ` : ''}charting again after ${kill.backMs.toFixed(0)} ms`,
    )
  }

  /** Until an entry that nobody had begun before is acknowledged. */
  async #chartedAgain(from: number): Promise<void> {
    const began = performance.now()
    while (!this.#entries.slice(from).some(({ answer }) => answer.kind === 'done')) {
      if (this.#fault) throw this.#fault
      if (performance.now() - began > STUCK_MS)
        throw new Error(`Nobody could chart for ${STUCK_MS / 1000} s after the kill. The program said:\n${this.#program.said}`)
      await pause(5)
    }
  }

  async #strike(victim: Victim): Promise<{ title?: string; restartMs?: number }> {
    const postmaster = postmasterOf(this.#program.data)
    if (victim === 'backend' || victim === 'background') {
      const found = postmaster && processOf(postmaster, victim, this.#dice)
      if (found) kill(found.pid)
      return found ? { title: found.title } : {}
    }
    if (victim === 'postmaster') {
      if (postmaster) kill(postmaster)
      return {}
    }
    if (victim === 'both' && postmaster) kill(postmaster)
    await this.#program.kill()
    if (victim === 'server-while-starting') {
      this.#program.spawn()
      await pause(this.#dice.between(100, 1000))
      await this.#program.kill()
    }
    return { restartMs: await this.#program.start() }
  }

  async #look(): Promise<void> {
    await this.#gate.shut(CLIENTS)
    const { events, disagreements } = await this.#withDatabase((database) => lookUp(database, this.#entries, this.#before))
    this.#looks += 1
    this.#events = events
    this.#disagreements = disagreements
    this.#options.tell?.(`   looked: ${this.#entries.length} entries, ${events} events, ${disagreements.length} disagreements`)
    this.#gate.open()
  }

  async #withDatabase<T>(work: (database: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
    const database = openDatabase({ ...addressesOf(this.#program.data, {}, running(this.#program.data)?.databasePort), connections: 4 })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
}
