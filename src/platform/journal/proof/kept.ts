import type { Tx } from '../../db/database.ts'
import { canonical } from '../canonical.ts'

/** Tables that keep bytes or texts beside the journal, each named by what it keeps; `sha256` is taken from what is there now. */
const KEPT: readonly { readonly kind: string; readonly text: string }[] = [
  {
    kind: 'session-record',
    text: `select session || '/' || seq as id, encode(sha256(bytes), 'hex') as sha256, sha256 as said from sealed_record where clinic = $1`,
  },
  {
    kind: 'protocol-version',
    text: `select hash as id, encode(sha256(convert_to(text, 'UTF8')), 'hex') as sha256, null as said from protocol_version where clinic = $1`,
  },
]

export type KeptDocument = {
  readonly kind: string
  readonly id: string
  readonly sha256: string
  /** The digest that stands beside the bytes, where one does. */
  readonly said: string | null
}

export async function keptDocuments(tx: Tx, clinic: string): Promise<KeptDocument[]> {
  const found: KeptDocument[] = []
  for (const { kind, text } of KEPT) {
    const { rows } = await tx.connection.query<Omit<KeptDocument, 'kind'>>(`${text} order by 1`, [clinic])
    found.push(...rows.map((row) => ({ kind, ...row })))
  }
  return found
}

/** A document as it is handed out: its own bytes under the name it is sealed by. */
export type KeptFile = { readonly name: string; readonly bytes: Buffer }

const FILES: readonly string[] = [
  `select 'session-record/' || session || '/' || seq || '.pdf' as name, bytes from sealed_record where clinic = $1`,
  `select 'protocol-version/' || hash || '.yaml' as name, convert_to(text, 'UTF8') as bytes from protocol_version where clinic = $1`,
  // The document itself: SHA-256 of its canonical text is the hash that sessions name it by.
  `select 'protocol-version/' || hash || '.json' as name, document from protocol_version where clinic = $1`,
]

/** One at a time: a clinic has many, and each may be large. */
export async function* keptFiles(tx: Tx, clinic: string): AsyncGenerator<KeptFile> {
  for (const text of FILES) {
    await tx.connection.query(`declare kept no scroll cursor for ${text.replace('$1', `'${clinic}'`)} order by 1`)
    for (;;) {
      const [file] = (await tx.connection.query<{ name: string; bytes?: Buffer; document?: unknown }>('fetch 1 from kept')).rows
      if (!file) break
      yield { name: file.name, bytes: file.bytes ?? Buffer.from(canonical(file.document)) }
    }
    await tx.connection.query('close kept')
  }
}
