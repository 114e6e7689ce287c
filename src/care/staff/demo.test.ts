import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { doorsForTest, PASSWORD } from './doors.fixture.load.ts'
import { onRoster } from './roster.store.ts'

const fresh = await freshDatabase()
const demo = {
  open: () => make(),
  reset: async () => {
    resets += 1
  },
}
const { browser, journal, later, faults } = doorsForTest(fresh, { demo })
const clinic = uuid7()
let resets = 0
const visitor = browser()

async function make(): Promise<void> {
  await fresh.database.as(clinic, (tx) => tx.sql`insert into clinic (id, name, zone, demo) values (${clinic}, 'Demonstration', 'UTC', true)`)
  const by: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
  for (const [staff, role] of [
    ['nina', 'nurse'],
    ['olga', 'owner'],
  ] as const)
    await onRoster(journal, { clinic, id: uuid7(), at: instant(Date.now()), by, via: {} }, { type: 'add', data: { staff, name: staff, roles: [role] } })
}

test('there is no demonstration until somebody opens it', async () => {
  expect((await visitor.get('/api/demo/people')).body).toEqual({ clinic: '', people: [] })
  expect((await visitor.post('/api/demo/enter', { staff: 'nina' })).body.code).toBe('no-demo')
  expect((await visitor.post('/api/demo/reset')).status).toBe(404)
})

test('anybody may be a demonstration person, without a password and without a second factor', async () => {
  expect((await visitor.post('/api/setup/demo')).body.people.map(({ id }: { id: string }) => id)).toEqual(['nina', 'olga'])
  expect((await visitor.post('/api/demo/enter', { staff: 'nobody' })).status).toBe(404)
  expect((await visitor.post('/api/demo/enter', { staff: 'nina' })).status).toBe(200)
  later(9 * 24 * 60)
  await visitor.post('/api/demo/enter', { staff: 'nina' })
  expect((await visitor.get('/api/me')).body).toMatchObject({ clinic: { demo: true }, staff: { id: 'nina' }, secondFactor: { state: 'fine' } })
})

test('a demonstration person unlocks the screen without a password', async () => {
  await visitor.post('/api/lock')
  expect((await visitor.get('/api/staff')).status).toBe(423)
  expect((await visitor.post('/api/unlock', { password: '' })).body).toEqual({ locked: false })
})

test('beside a real clinic a stranger cannot set the machine to work, but a signed-in person can', async () => {
  const owner = browser()
  expect((await owner.get('/api/setup')).body).toMatchObject({ needed: true, demo: true })
  const wish = { clinicName: 'Harbour', zone: 'UTC', ownerName: 'Olga', email: 'olga@harbour.example', password: PASSWORD }
  expect((await owner.post('/api/setup/clinic', wish)).status).toBe(200)
  expect((await browser().post('/api/demo/reset')).status).toBe(403)
  expect((await owner.post('/api/demo/reset')).status).toBe(200)
  expect((await visitor.post('/api/demo/reset')).status).toBe(200)
  expect(resets).toBe(2)
})

test('a demonstration person is nobody in the real clinic, and the real owner nobody in the demonstration', async () => {
  const { body } = await visitor.get('/api/me/clinics')
  expect(body.clinics).toMatchObject([{ id: clinic }])
  expect((await visitor.post('/api/me/clinic', { clinic: fresh.clinic })).status).toBe(403)
  expect((await browser().post('/api/auth/sign-in/email', { email: 'nina@demonstration.invalid', password: PASSWORD })).status).toBe(401)
})

test('nothing above was a fault', () => expect(faults).toEqual([]))
