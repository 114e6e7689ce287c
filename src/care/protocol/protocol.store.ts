import type { Tx } from '../../platform/db/database.ts'
import { hashOf } from './protocol.load.ts'
import type { LoadedProtocol, Protocol, ProtocolRef } from './protocol.ts'

/** The documents in force, as read at the start, and every version something was ever decided under. */
export interface ProtocolStore {
  /** In force now. */
  readonly current: readonly LoadedProtocol[]
  currentOf(id: string): LoadedProtocol | null
  /** Keeps a version for good; called with the change that is decided under it. Keeping twice is keeping once. */
  keep(tx: Tx, clinic: string, loaded: LoadedProtocol): Promise<void>
  /** The very version, in force or kept; null when nobody has it. */
  version(tx: Tx, clinic: string, ref: Pick<ProtocolRef, 'hash'>): Promise<LoadedProtocol | null>
}

export function protocolStore(current: readonly LoadedProtocol[]): ProtocolStore {
  return {
    current,
    currentOf: (id) => current.find(({ ref }) => ref.id === id) ?? null,
    keep: async (tx, clinic, { ref, protocol, text }) => {
      await tx.sql`
        insert into protocol_version (clinic, hash, id, version, document, text)
        values (${clinic}, ${ref.hash}, ${ref.id}, ${ref.version}, ${JSON.stringify(protocol)}::jsonb, ${text})
        on conflict do nothing`
    },
    version: async (tx, clinic, { hash }) => current.find(({ ref }) => ref.hash === hash) ?? kept(tx, clinic, hash),
  }
}

type Row = { id: string; version: string; document: Protocol; text: string }

/** An old version is not checked against today's schema, which may have moved on; its hash says that it is what it was. */
async function kept(tx: Tx, clinic: string, hash: string): Promise<LoadedProtocol | null> {
  const [row] = await tx.sql<Row>`select id, version, document, text from protocol_version where clinic = ${clinic} and hash = ${hash}`
  if (!row) return null
  if (hashOf(row.document) !== hash) throw new Error(`The protocol version ${hash} was changed after it was kept`)
  return { ref: { id: row.id, version: row.version, hash }, protocol: row.document, text: row.text }
}
