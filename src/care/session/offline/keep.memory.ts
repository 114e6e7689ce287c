import { type Entry, type Keep, type Owner, read } from './keep.ts'

type Disk = { readonly entries: Map<string, Readonly<Record<string, unknown>>>; readonly seen: Map<string, unknown> }
export const newDisk = (): Disk => ({ entries: new Map(), seen: new Map() })

/** The twin of the browser's disk: what was put is there after a reload, which is a new keep on the same disk. */
export function memoryKeep(disk: Disk = newDisk(), full: () => boolean = () => false): Keep {
  const ofThis = (owner: Owner) => (raw: Readonly<Record<string, unknown>>) => {
    const other = raw.owner as Owner
    return other.clinic === owner.clinic && other.staff === owner.staff
  }
  const key = ({ clinic, staff }: Owner, name: string) => JSON.stringify([clinic, staff, name])
  return {
    async put(entry: Entry) {
      if (full()) throw new Error('no room')
      disk.entries.set(entry.command.id, structuredClone(entry))
    },
    async drop(id) {
      disk.entries.delete(id)
    },
    async turnBack(id, turnedBack) {
      const held = disk.entries.get(id)
      if (held) disk.entries.set(id, { ...held, turnedBack })
    },
    entries: async (owner) => [...disk.entries.values()].filter(ofThis(owner)).map((raw) => read(structuredClone(raw))),
    async others(owner) {
      const mine = ofThis(owner)
      const theirs = [...disk.entries.values()].filter((raw) => (raw.owner as Owner).clinic === owner.clinic && !mine(raw))
      return [...Map.groupBy(theirs, (raw) => (raw.owner as Owner).name)].map(([name, list]) => ({ name, count: list.length }))
    },
    async putSeen(owner, name, value) {
      disk.seen.set(key(owner, name), structuredClone(value))
    },
    seen: async (owner, name) => structuredClone(disk.seen.get(key(owner, name))),
    async forget({ clinic, staff }) {
      for (const name of [...disk.seen.keys()]) {
        const [ofClinic, ofStaff] = JSON.parse(name) as string[]
        if (ofClinic === clinic && ofStaff === staff) disk.seen.delete(name)
      }
    },
  }
}
