import type { Devices } from '../../care/monitor/monitor.ts'
import { prune, type Quota } from '../../care/monitor/quota.store.ts'
import { type Chunk, chunkKept, chunksDue, clinicsWaiting } from '../../care/monitor/samples.store.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'

/** Takes a chunk into its session's stream. `later`: not now, try again; anything else is settled, done or refused for good. */
export type Keep = (clinic: string, chunk: Chunk, device: { readonly id: string; readonly name: string }) => Promise<'settled' | 'later'>

export type KeeperParts = {
  readonly database: Database
  readonly devices: (clinic: string) => Promise<Devices>
  readonly keep: Keep
  readonly report: (fault: unknown) => void
  readonly everyMs?: number
  readonly pruneEveryMs?: number
  readonly quota?: Quota
}
export type Keeper = { readonly flush: () => Promise<void>; readonly close: () => Promise<void> }

/** Every ten seconds moves what waits into the sessions' streams, one event for a device and session; now and then lets the oldest messages go. */
export function openKeeper({ database, devices, keep, report, everyMs = 10_000, pruneEveryMs = 120_000, quota }: KeeperParts): Keeper {
  let running: Promise<void> = Promise.resolve()
  let prunedAt = performance.now()

  const clinic = async (id: string): Promise<void> => {
    for (const chunk of await database.as(id, (tx) => chunksDue(tx, id, uuid7))) {
      const name = (await devices(id)).known[chunk.device]?.name ?? chunk.device
      if ((await keep(id, chunk, { id: chunk.device, name })) === 'settled') await database.as(id, (tx) => chunkKept(tx, id, chunk.id))
    }
  }
  const flush = async (): Promise<void> => {
    for (const id of await database.acrossClinics(clinicsWaiting)) await clinic(id).catch(report)
    if (performance.now() - prunedAt < pruneEveryMs) return
    prunedAt = performance.now()
    for (const id of await database.acrossClinics(clinicsHeard)) {
      const bound = Object.values((await devices(id)).known).map((device) => device.id)
      await database.as(id, (tx) => prune(tx, id, bound, quota)).catch(report)
    }
  }
  const next = (): Promise<void> => {
    running = running.then(flush).catch(report)
    return running
  }
  const timer = setInterval(next, everyMs)
  timer.unref()
  return {
    flush: next,
    close: async () => {
      clearInterval(timer)
      await next()
    },
  }
}

const clinicsHeard = async (tx: Tx): Promise<string[]> =>
  (await tx.sql<{ clinic: string }>`select distinct clinic from device_message`).map(({ clinic }) => clinic)
