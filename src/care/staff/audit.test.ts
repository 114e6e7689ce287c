import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { doorsForTest, PASSWORD } from './doors.fixture.load.ts'

const fresh = await freshDatabase()
const { browser, head, charts, sessions, faults } = doorsForTest(fresh)
const owner = browser()
type Line = { id: string; at: string; act: string; event: string; by: { name: string } }

test('changes and accesses stand side by side in time, and the pages neither skip nor repeat', async () => {
  await owner.post('/api/setup/clinic', { clinicName: 'Harbour', zone: 'UTC', ownerName: 'Olga', email: 'olga@harbour.example', password: PASSWORD })
  charts.set('p1', null)
  sessions.set('s1', 'p1')
  for (let n = 0; n < 6; n++) {
    await owner.post('/api/staff', { ...head(), data: { name: `Nurse ${n}`, roles: ['nurse'] } })
    await owner.post('/api/patients/p1/break-glass', { reason: `reason number ${n}`, minutes: 5 })
  }
  const seen: Line[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await owner.get(`/api/audit?limit=4${next ? `&after=${next}` : ''}`)
    seen.push(...body.lines)
    next = body.next
  }
  // The walk itself is in the trail, so lines arrive while it goes; each is shown once at most.
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  const told = seen.filter(({ act }) => act === 'write' || act === 'break-glass')
  expect(told.map(({ event }) => event)).toEqual([
    ...Array.from({ length: 6 }, () => ['chart.opened-by-break-glass', 'staff-added']).flat(),
    'joined',
    'staff-added',
  ])
  expect(seen.map(({ at }) => at)).toEqual(
    seen
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  )
})

test('asking for one patient, person or act shows only that', async () => {
  const patient = (await owner.get('/api/audit?patient=p1')).body.lines
  expect(patient.map(({ act }: Line) => act)).toEqual(Array(6).fill('break-glass'))
  const { staff } = (await owner.get('/api/me')).body
  const own = (await owner.get(`/api/audit?staff=${staff.id}&act=write`)).body.lines
  expect(new Set(own.map(({ by }: Line) => by.name))).toEqual(new Set(['Olga']))
  expect((await owner.get('/api/audit?act=nonsense')).status).toBe(400)
  expect((await owner.get('/api/audit?after=nonsense')).status).toBe(400)
})

test('nothing above was a fault', () => expect(faults).toEqual([]))
