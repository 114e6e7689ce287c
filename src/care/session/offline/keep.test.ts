import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { minute } from '../session.fixture.ts'
import { dexieKeep } from './keep.dexie.tsx'
import { memoryKeep, newDisk } from './keep.memory.ts'
import { type Entry, type Keep, type Owner, read, SCHEMA } from './keep.ts'

const kim: Owner = { clinic: 'larch', staff: 'kim', name: 'Kim Lee' }
const noor: Owner = { clinic: 'larch', staff: 'noor', name: 'Noor Said' }
const entry = (id: string, owner = kim): Entry => ({
  schema: SCHEMA,
  owner,
  session: 's1',
  command: { id, at: minute(1), type: 'pause', data: {} },
  facts: [],
  keptAt: minute(1),
})
const ids = async (keep: Keep, owner = kim) => (await keep.entries(owner)).map((stored) => (stored.kind === 'entry' ? stored.entry.command.id : stored.kind))

let name = 0
/** Each opens the same disk anew at every call, as a reload does. */
const disks: readonly [string, () => () => Keep][] = [
  [
    'in the browser',
    () => {
      name += 1
      return () => dexieKeep(`room-${name}`)
    },
  ],
  [
    'in its twin',
    () => {
      const disk = newDisk()
      return () => memoryKeep(disk)
    },
  ],
]

test.each(disks)('%s: what was kept is there after a reload, in the order in which it was entered', async (_, make) => {
  const open = make()
  for (const id of ['c', 'a', 'b']) await open().put(entry(id))
  expect(await ids(open())).toEqual(['c', 'a', 'b'])
  await open().drop('a')
  await open().put(entry('d'))
  expect(await ids(open())).toEqual(['c', 'b', 'd'])
})

test.each(disks)('%s: somebody else on this tablet sees none of it, and learns whose entries wait and how many', async (_, make) => {
  const open = make()
  await open().put(entry('a'))
  await open().put(entry('b'))
  expect(await ids(open(), noor)).toEqual([])
  expect(await open().others(noor)).toEqual([{ name: 'Kim Lee', count: 2 }])
  expect(await open().others(kim)).toEqual([])
  expect(await open().others({ ...noor, clinic: 'another' })).toEqual([])
})

test.each(disks)('%s: signing out forgets what was seen and keeps what waits', async (_, make) => {
  const open = make()
  await open().put(entry('a'))
  await open().putSeen(kim, 'session s1', { facts: [1] })
  await open().putSeen(noor, 'session s1', { facts: [2] })
  await open().forget(kim)
  expect(await open().seen(kim, 'session s1')).toBeUndefined()
  expect(await open().seen(noor, 'session s1')).toEqual({ facts: [2] })
  expect(await ids(open())).toEqual(['a'])
})

test.each(disks)('%s: what the server will not take stays with the reason until somebody puts it away', async (_, make) => {
  const open = make()
  await open().put(entry('a'))
  await open().turnBack('a', [{ code: 'no', message: 'No.' }])
  expect(await open().entries(kim)).toEqual([{ kind: 'entry', entry: expect.objectContaining({ turnedBack: [{ code: 'no', message: 'No.' }] }) }])
  await open().drop('a')
  expect(await ids(open())).toEqual([])
})

test('an entry of an older form is brought up step by step; one of a newer form waits, and is counted', () => {
  const { schema: _, ...old } = entry('a')
  const steps = { 1: (older: object) => ({ ...older, facts: [] }), 2: (older: object) => ({ ...older, keptAt: minute(2) }) }
  expect(read({ ...old, schema: 1, facts: 'an older way' }, steps, 3)).toMatchObject({ kind: 'entry', entry: { schema: 3, facts: [], keptAt: minute(2) } })
  expect(read({ ...old, schema: SCHEMA + 1 })).toEqual({ kind: 'unreadable', session: 's1', schema: SCHEMA + 1 })
  expect(read({ ...old, schema: 0 })).toMatchObject({ kind: 'unreadable' })
})

test('a browser that refuses its storage refuses the entry, before it is shown as saved', async () => {
  const real = globalThis.indexedDB
  const refusing = {
    open: () => {
      throw new DOMException('no', 'InvalidStateError')
    },
  }
  Dexie.dependencies.indexedDB = refusing as unknown as IDBFactory
  try {
    await expect(dexieKeep('refused').put(entry('a'))).rejects.toThrow()
  } finally {
    Dexie.dependencies.indexedDB = real
  }
  await expect(memoryKeep(newDisk(), () => true).put(entry('a'))).rejects.toThrow()
})
