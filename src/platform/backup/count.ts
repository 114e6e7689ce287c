import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import type { Counted, KeptTable } from './format.ts'
import { copyOut } from './tables.ts'

const NEWLINE = 0x0a

/** Counts rows and hashes bytes of COPY text that goes by: in that text a line break is always the end of a row. */
export function counter() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    saw(bytes: Uint8Array): void {
      hash.update(bytes)
      for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) rows += 1
    },
    rows: () => rows,
    result: (): Counted => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** What a table holds now, in the form a backup counts it. */
export async function countTable(client: pg.ClientBase, table: Omit<KeptTable, 'rows'>): Promise<Counted> {
  const seen = counter()
  for await (const chunk of client.query(to(copyOut(table)))) seen.saw(chunk as Buffer)
  return seen.result()
}
