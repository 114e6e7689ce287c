import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { instant } from '../src/medicine/time.ts'
import { connection, type Database, openDatabase } from '../src/platform/db/database.ts'
import { startDatabase } from '../src/platform/db/start.ts'
import { sealClinic, sealGround, sealPlace } from '../src/platform/journal/seal.ts'
import { verify as verifyJournal } from '../src/platform/journal/verify.ts'
import { report } from './figure.ts'
import { fillJournal, type Made } from './journal.ts'
import { withFolder } from './server.ts'

const STREAMS = 10_000
const EVENTS_EACH = 100

/**
 * A million events in ten thousand sessions: sealed for the first time and again, verified whole, and again when little
 * is new. The reference reads the same rows over the same driver and takes one SHA-256 of them, which is the least
 * anybody who looks at all of it from outside must do.
 */
export const verify = (): Promise<void> =>
  withFolder(async (data) => {
    const { ownerUrl, appUrl, stop } = await startDatabase(data, process.env)
    const database = openDatabase({ ownerUrl, appUrl })
    try {
      const clinic = randomUUID()
      await database.as(clinic, (tx) => tx.sql`insert into clinic (id, name, zone) values (${clinic}, 'Bench', 'UTC')`)
      const made = await fillJournal(ownerUrl, clinic, STREAMS, EVENTS_EACH)
      await measure(database, data, clinic, made)
    } finally {
      await database.close()
      await stop()
    }
  })

async function measure(database: Database, data: string, clinic: string, { events }: Made): Promise<void> {
  const reference = await seconds(() => readAndHash(database.ownerUrl, events))
  const ground = sealGround({ database, data, env: {} })
  const look = async (full: boolean) => {
    const found = await verifyJournal(database, { seals: sealPlace(data, {}), full, now: instant(Date.now()) })
    if (!found.clean || found.events !== events) throw new Error(`Not clean: ${JSON.stringify(found.flaw ?? found.faults)}`)
  }
  const seal = async () => {
    const outcome = await sealClinic(ground, clinic)
    if (outcome.kind !== 'sealed') throw new Error(outcome.what)
  }
  report({ name: 'seal-first', value: await seconds(seal), unit: 's', reference })
  report({ name: 'verify-full', value: await seconds(() => look(true)), unit: 's', reference })
  report({ name: 'verify-again', value: await seconds(() => look(false)), unit: 's', reference })
  report({ name: 'seal-again', value: await seconds(seal), unit: 's', reference })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

async function readAndHash(url: string, events: number): Promise<void> {
  const client = new pg.Client(connection(url))
  await client.connect()
  const sum = createHash('sha256')
  let seen = 0
  await client.query('begin; declare every no scroll cursor for select j::text as row from journal j order by clinic, stream_kind, stream_id, seq')
  for (;;) {
    const { rows } = await client.query<{ row: string }>('fetch 2000 from every')
    for (const { row } of rows) sum.update(row)
    seen += rows.length
    if (rows.length < 2000) break
  }
  if (seen !== events || sum.digest().length !== 32) throw new Error(`Read ${seen} of ${events}`)
  await client.end()
}
