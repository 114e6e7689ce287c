import { createHash } from 'node:crypto'
import { clinics } from '../../care/clinic/clinic.store.ts'
import { readProtocols } from '../../care/protocol/protocol.load.ts'
import { protocolStore } from '../../care/protocol/protocol.store.ts'
import { Versions } from '../../care/session/session.model.store.ts'
import type { Found } from '../../platform/backup/restore.ts'
import type { Database } from '../../platform/db/database.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { type SealEnv, sealPlace } from '../../platform/journal/seal.ts'
import { verdict } from '../../platform/journal/verdict.ts'
import { verify } from '../../platform/journal/verify.ts'
import { PROTOCOLS, projections } from '../house.ts'
import { rebuildAll } from './rebuild.ts'

/**
 * Whether a restored database is sound, asked before it is kept: every event fits its chain and the seals, and every list
 * is what the journal says. Lists that are not are made anew, for the journal is the record, and that is told.
 */
export const soundness =
  (acceptFlaw: boolean, note: (line: string) => void) =>
  async ({ looking, keeping, data }: Found): Promise<void> => {
    const found = await verify(looking, { alone: true, seals: sealPlace(data, process.env as SealEnv) })
    const names = new Map((await clinics(looking)).map(({ id, name }) => [id, name]))
    const words = verdict(found, (clinic) => names.get(clinic) ?? `Clinic ${clinic}`)
    if (!found.clean && !acceptFlaw)
      throw new NeedsHelp(
        `The journal was already broken when it was backed up; nothing was restored.\n${words}\nTo restore it all the same, say --accept-flaw.`,
      )
    note(words)
    const before = await digests(looking)
    await rebuildAll(keeping)
    const after = await digests(looking)
    const other = [...before].filter(([table, digest]) => after.get(table) !== digest).map(([table]) => table)
    note(other.length === 0 ? 'Every list is what the journal says.' : `Made anew from the journal, for they were not what it says: ${other.join(', ')}.`)
  }

const tables = (): string[] => projections(new Versions(protocolStore(readProtocols(PROTOCOLS)))).flatMap((one) => one.tables)

/** Every row of every list, in an order that does not depend on how it was written. */
const digests = (database: Database): Promise<Map<string, string>> =>
  database.acrossClinics(async (tx) => {
    const found = new Map<string, string>()
    for (const table of tables()) {
      const hash = createHash('sha256')
      await tx.connection.query(`declare rows_of_list no scroll cursor for select to_jsonb(t)::text as row from waymark.${table} t order by 1`)
      for (;;) {
        const { rows } = await tx.connection.query<{ row: string }>('fetch 5000 from rows_of_list')
        for (const { row } of rows) hash.update(`${row}\n`)
        if (rows.length === 0) break
      }
      await tx.connection.query('close rows_of_list')
      found.set(table, hash.digest('hex'))
    }
    return found
  })
