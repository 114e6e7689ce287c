import { expect, test } from 'vitest'
import { seat } from '../../platform/auth/doors.store.ts'
import { totp } from '../../platform/auth/totp.fixture.load.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { doorsForTest, PASSWORD } from './doors.fixture.load.ts'
import { onRoster } from './roster.store.ts'

const fresh = await freshDatabase()
const { browser, doors, auth, journal, head, faults } = doorsForTest(fresh)
const olga = browser()
const EMAIL = 'olga@harbour.example'
const trail = async (act: string) => (await olga.get(`/api/audit?act=${act}`)).body.lines

test('sign-in, a wrong password and sign-out are in the trail', async () => {
  await olga.post('/api/setup/clinic', { clinicName: 'Harbour', zone: 'UTC', ownerName: 'Olga', email: EMAIL, password: PASSWORD })
  const other = browser()
  expect((await other.post('/api/auth/sign-in/email', { email: EMAIL, password: 'not the one' })).body).toEqual({
    code: 'wrong-password',
    message: 'E-mail and password do not fit together.',
  })
  expect((await other.post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })).status).toBe(200)
  expect((await other.get('/api/me')).status).toBe(200)
  expect((await other.post('/api/auth/sign-out')).status).toBe(200)
  expect((await other.get('/api/me')).status).toBe(401)
  expect((await trail('sign-in-failed'))[0]).toMatchObject({ by: { name: 'Olga' }, reason: 'wrong-password' })
  expect((await trail('sign-in')).map(({ reason }: { reason: string }) => reason)).toEqual(['password', 'link'])
  expect(await trail('sign-out')).toHaveLength(1)
})

test('a cookie that was signed out opens nothing any more, even when it was kept', async () => {
  const other = browser()
  await other.post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })
  await other.get('/api/me')
  const kept = { cookie: [...other.copy()].map(([name, value]) => `${name}=${value}`).join('; ') }
  await other.post('/api/auth/sign-out')
  expect((await browser().get('/api/me', kept)).status).toBe(401)
})

test('once an authenticator is added, the password alone is half the way', async () => {
  const { totpURI, backupCodes } = (await olga.post('/api/auth/two-factor/enable', { password: PASSWORD })).body
  expect((await olga.post('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200)
  expect((await olga.get('/api/me')).body.secondFactor).toEqual({ has: true, neededBy: null, state: 'fine' })

  const other = browser()
  expect((await other.post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })).body).toMatchObject({ twoFactorRedirect: true })
  expect((await other.get('/api/me')).status).toBe(401)
  expect((await other.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await other.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[3] })).status).toBe(200)
  expect((await other.get('/api/me')).status).toBe(200)
  expect((await trail('sign-in'))[0]).toMatchObject({ reason: 'second-factor' })
})

test('what the sign-in library also offers does not exist here', async () => {
  for (const path of ['/sign-up/email', '/update-user', '/change-email', '/delete-user', '/request-password-reset', '/link-social'])
    expect((await olga.post(`/api/auth${path}`, { email: 'x@y.example', password: PASSWORD, name: 'x' })).status, path).toBe(404)
})

test('a person of two clinics changes between them, and is nobody in the one they were let go from', async () => {
  const second = await fresh.newClinic('Second')
  const user = (await auth.userByEmail(EMAIL)) ?? ''
  const by = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const
  const order = { type: 'add', data: { staff: 'olga-2', name: 'Olga', email: EMAIL, roles: ['nurse'] } } as const
  await onRoster(journal, { clinic: second, ...(head() as { id: string; at: never }), by, via: {} }, order)
  await seat(auth.database, user, second, 'olga-2')
  const clinics = (await olga.get('/api/me/clinics')).body.clinics
  expect(clinics.map(({ name }: { name: string }) => name).sort()).toEqual(['Harbour', 'Second'])
  expect((await olga.post('/api/me/clinic', { clinic: second })).status).toBe(200)
  expect((await olga.get('/api/me')).body).toMatchObject({ clinic: { name: 'Second' }, staff: { id: 'olga-2', roles: ['nurse'] } })
  expect((await olga.get('/api/audit')).status).toBe(403)
  expect((await olga.post('/api/me/clinic', { clinic: fresh.clinic })).status).toBe(403)
})

test('nothing above was a fault', async () => {
  await doors.visits.flush()
  expect(faults).toEqual([])
})
