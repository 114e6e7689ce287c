import { Dexie, type EntityTable } from 'dexie'
import type { DowntimePack } from '../downtime.wire.ts'
import { ageMs, KEEP_MS } from './downtime.view.ts'

/** The one copy on this device. `savedAtMs` is the device's own clock; `locked`: the screen was locked over it. */
export type Kept = { readonly key: 'pack'; readonly pack: DowntimePack; readonly savedAtMs: number; readonly locked: boolean }

/**
 * The downtime pack on this device, in a database of its own, so that nothing of it stays where the rest is kept.
 * One copy, the newest; what is older than the retention is deleted by whoever looks.
 *
 * Errors: rejects when the browser keeps nothing for us (private window, full disk); the caller says so.
 */
export function downtimeKeep(name = 'waymark-downtime') {
  const database = new Dexie(name) as Dexie & { pack: EntityTable<Kept, 'key'> }
  database.version(1).stores({ pack: 'key' })
  return {
    async put(pack: DowntimePack, nowMs: number): Promise<void> {
      await database.transaction('rw', database.pack, async () => {
        // A copy that was on its way when the screen was locked comes to lie under the lock.
        const locked = (await database.pack.get('pack'))?.locked ?? false
        await database.pack.put({ key: 'pack', pack, savedAtMs: nowMs, locked })
      })
    },
    async read(nowMs: number): Promise<Kept | null> {
      const kept = await database.pack.get('pack')
      if (!kept) return null
      const age = ageMs(kept.savedAtMs, nowMs)
      if (age === null || age < KEEP_MS) return kept
      await database.pack.clear()
      return null
    },
    async lock(locked: boolean): Promise<void> {
      await database.pack.update('pack', { locked })
    },
    async clear(): Promise<void> {
      await database.pack.clear()
    },
    /** Another person at this device: what was copied for the one before goes. */
    async ownedBy(staff: string): Promise<void> {
      const kept = await database.pack.get('pack')
      if (kept && kept.pack.by.id !== staff) await database.pack.clear()
    },
    close: () => database.close(),
  }
}
export type DowntimeKeep = ReturnType<typeof downtimeKeep>

export const deviceCopy: DowntimeKeep = downtimeKeep()
