import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { doorsForTest, PASSWORD } from './doors.fixture.load.ts'
import { issueToken } from './token.store.ts'

const fresh = await freshDatabase()
const { browser, head, later, doors, journal, app, faults } = doorsForTest(fresh)
const owner = browser()
const script = (token: string) => (path: string, body?: unknown) =>
  app.request(`http://localhost:41301${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })

test('a token is shown once, opens what its roles may, and says who it is', async () => {
  await owner.post('/api/setup/clinic', { clinicName: 'Harbour', zone: 'UTC', ownerName: 'Olga', email: 'olga@harbour.example', password: PASSWORD })
  const made = await owner.post('/api/tokens', { ...head(), data: { name: 'Wall board', roles: ['nurse'], rights: ['board.see', 'staff.see'], days: 30 } })
  expect(made.body.token).toMatch(/^wm_[\w-]{64}$/)
  const ask = script(made.body.token)
  expect(await (await ask('/api/me')).json()).toMatchObject({
    staff: { name: 'Wall board', roles: ['nurse'] },
    rights: ['board.see', 'staff.see'],
    idleMinutes: null,
    secondFactor: null,
  })
  expect((await ask('/api/staff')).status).toBe(200)
  expect((await ask('/api/audit')).status).toBe(403)
  expect((await ask('/api/tokens', { ...head(), data: { name: 'child', roles: ['nurse'] } })).status).toBe(403)
})

test('the list shows use and never the secret or its hash', async () => {
  await doors.visits.flush()
  const { tokens } = (await owner.get('/api/tokens')).body
  expect(tokens).toMatchObject([
    { name: 'Wall board', rights: ['board.see', 'staff.see'], revokedAt: null, lastUsedAt: expect.stringMatching(/Z$/), issuedBy: 'Olga' },
  ])
  expect(JSON.stringify(tokens)).not.toMatch(/wm_|hash/)
})

test('the same command twice makes one token and shows it once', async () => {
  const command = { ...head(), data: { name: 'Twice', roles: ['nurse'], days: 1 } }
  expect((await owner.post('/api/tokens', command)).status).toBe(200)
  expect((await owner.post('/api/tokens', command)).body.code).toBe('reused-id')
})

test('a token made on the command line works, runs out, and is revoked', async () => {
  const { clinic } = (await owner.get('/api/me')).body
  const { id, text } = await issueToken(journal, { clinic: clinic.id, roles: ['physician'], name: 'nightly export', days: 1 })
  const ask = script(text)
  expect((await ask('/api/staff')).status).toBe(200)
  expect((await owner.delete(`/api/tokens/${id}`)).status).toBe(200)
  const ended = await ask('/api/staff')
  expect([ended.status, (await ended.json()).message]).toEqual([401, 'This token was revoked.'])
  expect((await owner.delete(`/api/tokens/${id}`)).body.because[0].code).toBe('already-revoked')
  await expect(issueToken(journal, { clinic: clinic.id, roles: ['patient'], name: 'x', days: 1 })).rejects.toThrow('Patients are not staff')

  const short = await issueToken(journal, { clinic: clinic.id, roles: ['nurse'], name: 'short', days: 1 })
  later(24 * 60 + 1)
  expect(await (await script(short.text)('/api/staff')).json()).toMatchObject({ code: 'sign-in', message: 'This token has run out.' })
})

test.each(['wm_', `wm_${'A'.repeat(64)}`, 'Zm9v', 'x'.repeat(5000)])('%.12s is nobody', async (text) => {
  expect((await script(text)('/api/staff')).status).toBe(401)
})

test('nothing above was a fault', () => expect(faults).toEqual([]))
