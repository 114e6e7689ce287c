import { Dexie, type Table } from 'dexie'
import { type Entry, type Keep, type Owner, read } from './keep.ts'

/** `n` counts up on this device: the order of entries is the order in which they were kept, whatever any clock says. */
type Row = { readonly n?: number; readonly id: string; readonly clinic: string; readonly staff: string } & Entry
type Seen = { readonly clinic: string; readonly staff: string; readonly key: string; readonly value: unknown }
type Shelf = Dexie & { entries: Table<Row, number>; seen: Table<Seen, [string, string, string]> }

function open(name: string): Shelf {
  // Strict: a put is done when it is on the disk, not when the browser has it in hand.
  const shelf = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Shelf
  shelf.version(1).stores({ entries: '++n, &id, [clinic+staff], clinic', seen: '[clinic+staff+key], [clinic+staff]' })
  return shelf
}

/** The browser's disk. It is opened at its first use; a browser that refuses it refuses every put, and says so before anything is accepted. */
export function dexieKeep(name = 'waymark-room'): Keep {
  let shelf: Shelf | null = null
  const at = (): Shelf => {
    if (shelf) return shelf
    shelf = open(name)
    // Another window brings a newer form: this one lets go of it instead of standing in its way, and opens it again when it needs it.
    shelf.on('versionchange', () => {
      shelf?.close()
      shelf = null
    })
    return shelf
  }
  const whose = ({ clinic, staff }: Owner) => ({ clinic, staff })
  return {
    async put(entry) {
      void askToStay()
      await at().entries.add({ ...entry, id: entry.command.id, ...whose(entry.owner) })
    },
    async drop(id) {
      await at().entries.where('id').equals(id).delete()
    },
    async turnBack(id, turnedBack) {
      await at().entries.where('id').equals(id).modify({ turnedBack })
    },
    async entries({ clinic, staff }) {
      const rows = await at().entries.where('[clinic+staff]').equals([clinic, staff]).sortBy('n')
      return rows.map((row) => read(row))
    },
    async others({ clinic, staff }) {
      const rows = await at()
        .entries.where('clinic')
        .equals(clinic)
        .and((row) => row.staff !== staff)
        .toArray()
      return [...Map.groupBy(rows, ({ owner }) => owner.name)].map(([name, list]) => ({ name, count: list.length }))
    },
    async putSeen(owner, key, value) {
      await at().seen.put({ ...whose(owner), key, value })
    },
    async seen({ clinic, staff }, key) {
      return (await at().seen.get([clinic, staff, key]))?.value
    },
    async forget({ clinic, staff }) {
      await at().seen.where('[clinic+staff]').equals([clinic, staff]).delete()
    },
  }
}

let asked: Promise<boolean> | null = null
/** A browser short of space throws away what nobody asked it to keep. */
function askToStay(): Promise<boolean> {
  asked ??= globalThis.navigator?.storage?.persist?.().catch(() => false) ?? Promise.resolve(false)
  return asked
}
