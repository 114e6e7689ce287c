import type { Tx } from '../../platform/db/database.ts'
import type { Model } from '../../platform/journal/journal.ts'
import type { LoadedProtocol } from '../protocol/protocol.ts'
import { EMPTY, evolve, fold, type Session, type SessionRecorded } from './session.ts'

/** What the protocol room knows of versions, in force or kept. */
export type VersionShelf = {
  version(tx: Tx, clinic: string, ref: { readonly hash: string }): Promise<LoadedProtocol | null>
  /** Keeps a version for good. */
  keep(tx: Tx, clinic: string, loaded: LoadedProtocol): Promise<void>
}

/**
 * The protocol versions this node has met. A session is folded under the version it was planned under, and folding
 * cannot wait for a database: whoever is about to read a session meets its version first.
 */
export class Versions {
  readonly #met = new Map<string, LoadedProtocol>()
  readonly #shelf: VersionShelf
  constructor(shelf: VersionShelf) {
    this.#shelf = shelf
  }

  async meet(tx: Tx, clinic: string, hash: string): Promise<LoadedProtocol | null> {
    const found = this.#met.get(hash) ?? (await this.#shelf.version(tx, clinic, { hash }))
    if (found) this.#met.set(hash, found)
    return found
  }

  /** Meets a version that something is about to be decided under, and keeps it for as long as there is a record. */
  async adopt(tx: Tx, clinic: string, hash: string): Promise<LoadedProtocol | null> {
    const found = await this.meet(tx, clinic, hash)
    if (found) await this.#shelf.keep(tx, clinic, found)
    return found
  }

  /** Meets every version that a clinic's sessions were planned under: before a rebuild. */
  async meetAll(tx: Tx, clinic: string): Promise<void> {
    const hashes = await tx.sql<{ hash: string }>`
      select distinct data->'protocol'->>'hash' as hash from journal where clinic = ${clinic} and stream_kind = 'session' and seq = 1`
    for (const { hash } of hashes) await this.meet(tx, clinic, hash)
  }

  known(hash: string): LoadedProtocol {
    const found = this.#met.get(hash)
    if (!found) throw new Error(`The protocol version ${hash} is not there; nothing can be said about a session under it`)
    return found
  }
}

export const sessionModel = (versions: Versions): Model<Session> => {
  const protocolOf = (state: Session, fact: SessionRecorded | undefined) => {
    if (state.status !== 'none') return versions.known(state.protocol.hash).protocol
    if (fact?.type !== 'session-scheduled') throw new Error('A session begins with its plan')
    return versions.known(fact.data.protocol.hash).protocol
  }
  return {
    empty: EMPTY,
    fold: (facts: readonly SessionRecorded[]) => (facts.length === 0 ? EMPTY : fold(facts, protocolOf(EMPTY, facts[0]))),
    evolve: (state, fact: SessionRecorded) => evolve(state, fact, protocolOf(state, fact)),
  }
}
