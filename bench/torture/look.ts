import { isDeepStrictEqual } from 'node:util'
import { rebuildAll } from '../../src/app/commands/rebuild.ts'
import { PROTOCOLS, projections } from '../../src/app/house.ts'
import { readProtocols } from '../../src/care/protocol/protocol.load.ts'
import { protocolStore } from '../../src/care/protocol/protocol.store.ts'
import { Versions } from '../../src/care/session/session.model.store.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { verify } from '../../src/platform/journal/verify.ts'
import { booksOf, snapshot } from './books.ts'
import type { Entry } from './entry.ts'
import { type Disagreement, judge } from './judge.ts'

const TABLES = ['clinic', ...projections(new Versions(protocolStore(readProtocols(PROTOCOLS)))).flatMap(({ tables }) => tables)]

export type Looked = { readonly events: number; readonly disagreements: readonly Disagreement[] }

/** Everything a run promised, looked up in the database while nobody charts: entries, chain, and read models against a rebuild. */
export async function lookUp(database: Database, entries: readonly Entry[], before: ReadonlySet<string>): Promise<Looked> {
  const found = [...judge(entries, await booksOf(database), before)]
  const verified = await verify(database)
  if (verified.flaw) found.push({ what: `verify: ${verified.flaw.what}`, found: verified.flaw })
  const kept = await snapshot(database, TABLES)
  await rebuildAll(database)
  const rebuilt = await snapshot(database, TABLES)
  for (const table of TABLES)
    if (!isDeepStrictEqual(kept[table], rebuilt[table]))
      found.push({ what: `${table} is not what a rebuild makes of the journal`, found: differences(kept[table], rebuilt[table]) })
  return { events: verified.events, disagreements: found }
}

function differences(kept: readonly string[] = [], rebuilt: readonly string[] = []): unknown {
  const [a, b] = [new Set(kept), new Set(rebuilt)]
  return { kept: kept.filter((row) => !b.has(row)).slice(0, 3), rebuilt: rebuilt.filter((row) => !a.has(row)).slice(0, 3) }
}
