import type { Instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../db/database.ts'
import { documentFaults, trailFaults } from './proof/beside.ts'
import type { Flaw } from './proof/check.ts'
import { alone, type Pool, threads } from './proof/check-pool.ts'
import { countCommands, lostCommands } from './proof/commands.ts'
import { clinicsToHold, type Held, holdSeals, type SealPlace, storedLineFaults, unheld } from './proof/held.ts'
import { dropMark, type Mark, newSeed, readMark, writeMark } from './proof/mark.ts'
import type { Seal } from './proof/seal-text.ts'
import { type Listed, listStreams } from './proof/streams.ts'

export type VerifyOptions = {
  readonly progress?: (events: number) => void
  /** Where the seals lie outside the database. Without it nothing is held to a seal. */
  readonly seals?: SealPlace
  /** Also what an earlier verification found whole and the database's fingerprint calls unchanged. */
  readonly full?: boolean
  /** Moment of a mark that is left. */
  readonly now?: Instant
  /** On the one connection, without threads: what is looked at is not committed yet (a restore). */
  readonly alone?: boolean
}

/** How far a clinic is sealed; what came after the last seal is held by its chain alone. */
export type Sealing = {
  readonly clinic: string
  readonly last: Seal | null
  readonly restarts: readonly Seal[]
  readonly events: number
  readonly streams: number
}

export type Verified = {
  readonly events: number
  readonly streams: number
  readonly commands: number
  /** The first event, in the order of clinics and streams, that is not as it was written. */
  readonly flaw: Flaw | null
  /** Streams with a flaw, that of `flaw` included. */
  readonly flawed: number
  /** What else is wrong: with the seals, documents, the access trail. */
  readonly faults: readonly { readonly clinic: string; readonly what: string }[]
  /** Nothing at all is wrong. */
  readonly clean: boolean
  /** Events that were not hashed anew: an earlier verification did, and their rows have the same fingerprint as then. */
  readonly remembered: number
  readonly sealing: readonly Sealing[]
}

/**
 * Walks every stream of every clinic, computes the chain anew and holds it to heads, commands and seals. Says the first
 * event that is not as it was written: edited, missing, out of order, added behind the program's back; and, by the
 * seals, also where somebody made chain, heads and commands fit again. Sees one moment of the database; a server may go
 * on writing meanwhile.
 *
 * What it cannot see: entries after the last seal that were rewritten whole, with chain, head and command.
 */
export async function verify(database: Database, options: VerifyOptions = {}): Promise<Verified> {
  const { seals } = options
  const held: Held[] = []
  for (const clinic of await clinicsToHold(database, seals?.folder)) held.push(seals ? await holdSeals(database, clinic, seals) : unheld(clinic))
  return database.acrossClinics(async (tx) => {
    await tx.connection.query('set transaction isolation level repeatable read, read only; set local idle_in_transaction_session_timeout = 0')
    const walk = new Walk(tx, options.alone ? null : database.ownerUrl, options.progress ?? (() => {}))
    try {
      const faults: Verified['faults'][number][] = []
      const sealing: Sealing[] = []
      const marks: (() => void)[] = []
      for (const one of held) {
        const { clinic, book } = one
        const { events, streams, leave } = await walk.clinic(one, options)
        if (leave) marks.push(leave)
        if (seals)
          sealing.push({
            clinic,
            last: book.last ?? null,
            restarts: one.restarts,
            events: events - (book.last?.events ?? 0),
            streams: streams - (book.last?.streams ?? 0),
          })
        const found = [
          ...one.faults,
          ...(await documentFaults(tx, one)),
          ...(seals ? [...(await storedLineFaults(tx, one)), ...(await trailFaults(tx, one))] : []),
        ]
        faults.push(...found.map((what) => ({ clinic, what })))
      }
      const flaws = [...walk.flaws, ...(await lostCommands(tx))].sort(byPlace)
      const clean = flaws.length === 0 && faults.length === 0
      if (clean) for (const leave of marks) leave()
      else if (seals) for (const { clinic } of held) dropMark(seals.folder, clinic)
      const flawed = new Set(flaws.map(({ clinic, stream }) => `${clinic} ${stream.kind} ${stream.id}`)).size
      const { events, streams, remembered } = walk
      return { events, streams, commands: await countCommands(tx), flaw: flaws[0] ?? null, flawed, faults, clean, remembered, sealing }
    } finally {
      await walk.close()
    }
  })
}

function byPlace(a: Flaw, b: Flaw): number {
  const [left, right] = [a, b].map(({ clinic, stream }) => `${clinic}\n${stream.kind}\n${stream.id}`) as [string, string]
  if (left !== right) return left < right ? -1 : 1
  return a.seq - b.seq
}

/** Events that go through one connection before threads are worth their start. */
const FEW = 20_000
/** Events of one task. */
const TASK = 5000
const WAITING = 32

/** The events of all clinics, handed out in tasks of whole streams. */
class Walk {
  events = 0
  streams = 0
  remembered = 0
  readonly flaws: Flaw[] = []
  readonly #tx: Tx
  readonly #ownerUrl: string | null
  readonly #progress: (events: number) => void
  #threads: Promise<Pool> | null = null
  #handed = 0
  #fault: unknown
  readonly #running = new Set<Promise<void>>()

  constructor(tx: Tx, ownerUrl: string | null, progress: (events: number) => void) {
    this.#tx = tx
    this.#ownerUrl = ownerUrl
    this.#progress = progress
  }

  async clinic({ clinic, book }: Held, { seals, full = false, now }: VerifyOptions) {
    const mark = seals && !full ? fitting(await readMark(seals.folder, clinic), book.hashes) : null
    const seed = seals ? (mark?.seed ?? newSeed()) : null
    const seen = new Map<string, { seq: number; hash: string; print: string }>()
    const before = { events: this.events, streams: this.streams }
    let task: Listed[] = []
    let size = 0
    for await (const listed of listStreams(this.#tx, clinic, book.streams, book.last?.at, seed)) {
      const { key, known, events, print } = listed
      if (events > 0) this.streams += 1
      if (known.head && seed !== null) seen.set(key, { ...known.head, print })
      if (mark && unchanged(listed, mark)) {
        this.events += events
        this.remembered += events
        continue
      }
      task.push(listed)
      size += events
      if (size < TASK && task.length < TASK) continue
      await this.#hand(clinic, task, size)
      task = []
      size = 0
    }
    await this.#hand(clinic, task, size)
    await Promise.all(this.#running)
    if (this.#fault) throw this.#fault
    const left =
      seals && seed !== null && now !== undefined ? { at: now, seed, seals: book.seals.length, last: book.hashes.at(-1) ?? null, streams: seen } : null
    return {
      events: this.events - before.events,
      streams: this.streams - before.streams,
      leave: left && seals ? () => writeMark(seals.folder, clinic, left) : null,
    }
  }

  async #hand(clinic: string, listed: readonly Listed[], size: number): Promise<void> {
    if (listed.length === 0) return
    while (this.#running.size >= WAITING) await Promise.race(this.#running)
    this.#handed += size
    const running: Promise<void> = this.#pool()
      .then((pool) => pool.run({ clinic, streams: listed.map(({ known }) => known) }))
      .then(({ events, flaws }) => {
        this.events += events
        this.flaws.push(...flaws)
        this.#progress(this.events)
      })
      .catch((fault) => {
        this.#fault ??= fault
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  #pool(): Promise<Pool> {
    const ownerUrl = this.#ownerUrl
    if (ownerUrl === null || this.#handed <= FEW) return Promise.resolve(alone(this.#tx.connection))
    this.#threads ??= this.#tx.sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.then(([row]) => threads(ownerUrl, row?.snapshot ?? ''))
    return this.#threads
  }

  async close(): Promise<void> {
    await Promise.all(this.#running)
    await (await this.#threads)?.close()
  }
}

/** A mark holds for the very seals it was made under; others may have followed. */
const fitting = (mark: Mark | null, hashes: readonly string[]): Mark | null =>
  mark && (mark.seals === 0 ? null : hashes[mark.seals - 1]) === mark.last && mark.seals <= hashes.length ? mark : null

/** The rows are those that were verified, and no later seal says anything of them. */
function unchanged({ key, known, events, print }: Listed, { streams, seals }: Mark): boolean {
  const then = streams.get(key)
  const { head, points } = known
  if (!then || !head || then.print !== print || then.seq !== head.seq || then.hash !== head.hash || events !== head.seq) return false
  return (points.at(-1)?.seal ?? 0) <= seals
}
