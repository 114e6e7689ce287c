import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { Person } from '../../platform/http/env.ts'
import { doorsForTest, PASSWORD } from './doors.fixture.load.ts'

const fresh = await freshDatabase()
const { browser, head, later, charts, doors, faults } = doorsForTest(fresh)
const owner = browser()
const nurse = browser()
let nurseId = ''

test('a fresh Waymark is set up once: clinic, owner, signed in', async () => {
  expect((await owner.get('/api/setup')).body).toEqual({ needed: true, demo: false, passkeys: true })
  const wish = { clinicName: 'Harbour', zone: 'America/New_York', ownerName: 'Olga', email: 'Olga@harbour.example', password: PASSWORD }
  expect((await owner.post('/api/setup/clinic', { ...wish, zone: 'Mars/Olympus' })).status).toBe(400)
  const both = await Promise.all([owner.post('/api/setup/clinic', wish), browser().post('/api/setup/clinic', { ...wish, email: 'late@harbour.example' })])
  expect(both.map(({ status }) => status)).toEqual([200, 409])
  const me = (await owner.get('/api/me')).body
  expect(me).toMatchObject({
    clinic: { name: 'Harbour', zone: 'America/New_York', demo: false },
    staff: { name: 'Olga', roles: ['owner'] },
    locked: false,
    idleMinutes: 15,
    notices: 0,
  })
  expect(me.secondFactor).toMatchObject({ has: false, state: 'asked' })
  expect(me.rights).toContain('staff.manage')
  expect(me.rights).not.toContain('chart.read')
})

test('the owner adds a nurse and hands over a link that works once', async () => {
  const added = await owner.post('/api/staff', { ...head(), data: { name: 'Nina', email: 'nina@harbour.example', roles: ['nurse'] } })
  expect(added.status).toBe(200)
  nurseId = added.body.facts[0].data.staff
  const invited = await owner.post(`/api/staff/${nurseId}/invitation`, { ...head(), data: {} })
  expect(invited.body).toMatchObject({ purpose: 'join', link: expect.stringMatching(/^\/join#.{40,}$/) })
  const secret = invited.body.link.slice('/join#'.length)
  expect((await nurse.post('/api/invitations/open', { secret })).body).toEqual({
    clinic: 'Harbour',
    name: 'Nina',
    email: 'nina@harbour.example',
    purpose: 'join',
  })
  expect((await nurse.post('/api/invitations/accept', { secret, password: 'too short' })).status).toBe(400)
  expect((await nurse.post('/api/invitations/accept', { secret, password: PASSWORD })).body).toEqual({ signedIn: true })
  expect((await browser().post('/api/invitations/accept', { secret, password: PASSWORD })).body.code).toBe('link-over')
  expect((await nurse.get('/api/me')).body).toMatchObject({ staff: { id: nurseId, roles: ['nurse'] } })
})

test('a new link ends the one before, and a link runs out', async () => {
  const link = async () => (await owner.post(`/api/staff/${nurseId}/invitation`, { ...head(), data: {} })).body.link.slice('/join#'.length)
  const [first, second] = [await link(), await link()]
  expect((await browser().post('/api/invitations/open', { secret: first })).status).toBe(404)
  expect((await browser().post('/api/invitations/open', { secret: second })).body.purpose).toBe('reset')
  await doors.visits.flush()
  await fresh.database.acrossClinics((tx) => tx.sql`update auth.invitation set expires_at = now() - interval '1 second' where used_at is null`)
  expect((await browser().post('/api/invitations/open', { secret: second })).status).toBe(404)
})

test('a nurse may not add people, and the trail says that she was refused', async () => {
  const refused = await nurse.post('/api/staff', { ...head(), data: { name: 'X', roles: ['owner'] } })
  expect([refused.status, refused.body.code, refused.body.right]).toEqual([403, 'not-allowed', 'staff.manage'])
  const { lines } = (await owner.get(`/api/audit?staff=${nurseId}&act=refused`)).body
  expect(lines[0]).toMatchObject({ act: 'refused', right: 'staff.manage', outcome: 403, by: { name: 'Nina' } })
})

test('the last owner who can sign in stays an owner', async () => {
  const { staff } = (await owner.get('/api/me')).body
  const answer = await owner.post(`/api/staff/${staff.id}/commands`, { ...head(), type: 'deactivate', data: { reason: 'leaving' } })
  expect([answer.status, answer.body.because[0].code]).toEqual([422, 'last-owner'])
  expect((await owner.post(`/api/staff/${staff.id}/commands`, { ...head(), type: 'change-roles', data: { roles: ['nurse'], reason: 'x' } })).status).toBe(422)
})

test('a locked screen answers 423 until the password is given, and wrong ones count', async () => {
  expect((await nurse.post('/api/lock')).body).toEqual({ locked: true })
  expect((await nurse.get('/api/staff')).status).toBe(423)
  expect((await nurse.get('/api/me')).body.locked).toBe(true)
  expect((await nurse.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'another long password' })).status).toBe(423)
  expect((await nurse.post('/api/unlock', { password: 'wrong' })).body.code).toBe('wrong-password')
  expect((await nurse.post('/api/unlock', { password: PASSWORD })).body).toEqual({ locked: false })
  expect((await nurse.get('/api/staff')).status).toBe(200)
})

test('a screen nobody touches locks itself; one that only refreshes itself counts as untouched', async () => {
  await owner.post('/api/door-rules', { ...head(), data: { idleMinutes: 10, secondFactorAfterDays: 7 } })
  await nurse.get('/api/staff')
  later(9)
  expect((await nurse.get('/api/staff')).status).toBe(200)
  later(9)
  expect((await nurse.get('/api/staff', { 'waymark-passive': '1' })).status).toBe(200)
  later(2)
  expect((await nurse.get('/api/staff')).status).toBe(423)
  expect((await nurse.post('/api/unlock', { password: PASSWORD })).status).toBe(200)
  await owner.post('/api/unlock', { password: PASSWORD })
})

test('break-glass opens one closed chart for a time, with a reason, and the owner is told', async () => {
  charts.set('p1', null)
  charts.set('p2', ['somebody-else'])
  const { person } = (await doors.visits.of(new Request('http://x', { headers: cookies(nurse) }))) as unknown as { person: Person }
  const check = (patient: string) => doors.charts.check(person, 'chart.read', { patient })
  expect((await check('p1')).kind).toBe('open')
  expect(await check('p2')).toMatchObject({ kind: 'closed', code: 'chart-restricted' })
  expect((await nurse.post('/api/patients/p2/break-glass', { reason: 'unconscious in the waiting room', minutes: 61 })).status).toBe(400)
  expect((await nurse.post('/api/patients/p2/break-glass', { reason: 'unconscious in the waiting room', minutes: 30 })).status).toBe(200)
  expect(await check('p2')).toMatchObject({ kind: 'open', by: 'grant' })
  expect((await check('p9')).kind).toBe('unknown')
  expect((await nurse.post('/api/patients/p9/break-glass', { reason: 'no such patient', minutes: 5 })).status).toBe(404)

  expect((await owner.get('/api/me')).body.notices).toBe(1)
  const { notices } = (await owner.get('/api/notices')).body
  expect(notices).toMatchObject([{ patient: 'p2', name: 'Nina', reason: 'unconscious in the waiting room' }])
  expect((await owner.post(`/api/notices/${notices[0].id}/acknowledge`)).status).toBe(200)
  expect((await owner.post(`/api/notices/${notices[0].id}/acknowledge`)).status).toBe(404)
  expect((await owner.get('/api/me')).body.notices).toBe(0)
  expect((await owner.get('/api/audit?patient=p2')).body.lines).toMatchObject([
    { act: 'break-glass', by: { name: 'Nina' }, patient: 'p2', reason: 'unconscious in the waiting room', outcome: 200 },
  ])
  later(31)
  expect((await check('p2')).kind).toBe('closed')
})

test('the owner, who reads no charts, opens one the same way; it stays reading', async () => {
  await owner.post('/api/unlock', { password: PASSWORD })
  const { person } = (await doors.visits.of(new Request('http://x', { headers: cookies(owner) }))) as unknown as { person: Person }
  expect((await doors.charts.check(person, 'chart.read', { patient: 'p1' })).kind).toBe('closed')
  expect((await owner.post('/api/patients/p1/break-glass', { reason: 'complaint about the session', minutes: 10 })).status).toBe(200)
  expect((await doors.charts.check(person, 'chart.read', { patient: 'p1' })).kind).toBe('open')
  expect((await doors.charts.check(person, 'session.chart', { patient: 'p1' })).kind).toBe('closed')
})

test('whoever is let go is out at once, and cannot come back in', async () => {
  await nurse.post('/api/unlock', { password: PASSWORD })
  expect((await nurse.get('/api/staff')).status).toBe(200)
  expect((await owner.post(`/api/staff/${nurseId}/commands`, { ...head(), type: 'deactivate', data: { reason: 'moved away' } })).status).toBe(200)
  expect((await nurse.get('/api/staff')).status).toBe(401)
  const back = browser()
  await back.post('/api/auth/sign-in/email', { email: 'nina@harbour.example', password: PASSWORD })
  expect((await back.get('/api/me')).body.message).toContain('has ended')
})

test('after a week the owner needs a second factor, and can add one then', async () => {
  later(8 * 24 * 60)
  const late = browser()
  await late.post('/api/auth/sign-in/email', { email: 'olga@harbour.example', password: PASSWORD })
  expect((await late.get('/api/staff')).body.code).toBe('second-factor')
  expect((await late.get('/api/me')).body.secondFactor).toMatchObject({ has: false, state: 'missing' })
  expect((await late.post('/api/auth/two-factor/enable', { password: PASSWORD })).body.totpURI).toMatch(/^otpauth:\/\//)
})

test('five wrong passwords lock the account, and the answer says until when', async () => {
  const thief = browser()
  const tries = []
  for (let n = 0; n < 6; n++) tries.push(await thief.post('/api/auth/sign-in/email', { email: 'olga@harbour.example', password: `guess number ${n}` }))
  expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429])
  expect(tries[5]?.body).toMatchObject({ code: 'account-locked', until: expect.stringMatching(/Z$/) })
  expect((await thief.post('/api/auth/sign-in/email', { email: 'olga@harbour.example', password: PASSWORD })).status).toBe(429)
})

test('nothing above was a fault', () => expect(faults).toEqual([]))

const cookies = (of: ReturnType<typeof browser>) => ({ cookie: [...of.copy()].map(([name, value]) => `${name}=${value}`).join('; ') })
