import { expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { addChair, found } from './clinic.fixture.ts'
import { chairsOf, clinicModel, clinicOf, clinicProjection, clinicStream, clinics } from './clinic.store.ts'
import { type ClinicOrder, decide } from './clinic.ts'

const { database } = await freshDatabase()
const journal = openJournal({ database, projections: [clinicProjection] })
const by = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const
const send = (clinic: string, order: ClinicOrder) =>
  journal.execute({ clinic, stream: clinicStream(clinic), id: uuid7(), digest: order, by, via: {}, at: instant(Date.now()) }, clinicModel, (state) =>
    decide(state, order, { busy: [] }),
  )
const read = (clinic: string) => database.as(clinic, async (tx) => ({ ...(await clinicOf(tx)), chairs: await chairsOf(tx) }))

test('founding makes the clinic; its row and chairs follow every change', async () => {
  const clinic = uuid7()
  for (const order of [found, addChair('b', 'Window'), addChair('a', 'Door')]) expect((await send(clinic, order)).kind).toBe('done')
  await send(clinic, { type: 'rename', data: { name: 'Oak Street' } })
  await send(clinic, { type: 'rename-chair', data: { chair: 'a', name: 'Wall' } })
  await send(clinic, { type: 'retire-chair', data: { chair: 'b', reason: 'worn out' } })
  expect(await read(clinic)).toEqual({
    id: clinic,
    name: 'Oak Street',
    zone: 'America/New_York',
    demo: false,
    chairs: [
      { id: 'b', name: 'Window', retired: true },
      { id: 'a', name: 'Wall', retired: false },
    ],
  })
  expect((await clinics(database)).map(({ name }) => name)).toContain('Oak Street')
})

test('the same chairs in another clinic are other chairs', async () => {
  const [one, two] = [uuid7(), uuid7()]
  for (const clinic of [one, two]) await send(clinic, found)
  await send(one, addChair('a', 'Window'))
  expect((await read(two)).chairs).toEqual([])
  expect((await send(two, addChair('a', 'Window'))).kind).toBe('done')
})
