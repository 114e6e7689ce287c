import { expect, test } from 'vitest'
import { softwarePasskey } from '../../platform/auth/authenticator.fixture.load.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { ADDRESS, type Browser, doorsForTest, PASSWORD } from './doors.fixture.load.ts'

const { browser, faults, auth } = doorsForTest(await freshDatabase())
const EMAIL = 'olga@harbour.example'
const olga = browser()
const key = softwarePasskey(ADDRESS)

const signInWith = async (who: Browser, passkey: ReturnType<typeof softwarePasskey>, verified = true) => {
  const { challenge } = (await who.get('/api/auth/passkey/generate-authenticate-options')).body
  return who.post('/api/auth/passkey/verify-authentication', { response: passkey.sign(challenge, verified) })
}
const add = async (passkey: ReturnType<typeof softwarePasskey>, verified = true) => {
  const { challenge, rp } = (await olga.get('/api/auth/passkey/generate-register-options')).body
  expect(rp).toEqual({ name: 'Waymark', id: 'localhost' })
  return olga.post('/api/auth/passkey/verify-registration', { response: passkey.register(challenge, verified), name: 'my phone' })
}

test('a passkey is added in a session, and counts as the second factor at once', async () => {
  await olga.post('/api/setup/clinic', { clinicName: 'Harbour', zone: 'UTC', ownerName: 'Olga', email: EMAIL, password: PASSWORD })
  expect((await add(key)).status).toBe(200)
  expect((await olga.get('/api/me')).body.secondFactor).toEqual({ has: true, neededBy: null, state: 'fine' })
  expect((await olga.get('/api/auth/passkey/list-user-passkeys')).body).toMatchObject([{ name: 'my phone' }])
})

test('it signs in alone, without the password', async () => {
  const phone = browser()
  const answer = await signInWith(phone, key)
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).not.toContain('token')
  expect((await phone.get('/api/me')).body).toMatchObject({ staff: { name: 'Olga' }, secondFactor: { state: 'fine' } })
  expect((await phone.get('/api/staff')).status).toBe(200)
})

test('whoever has a passkey and comes with the password alone must still show it', async () => {
  const thief = browser()
  expect((await thief.post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })).status).toBe(200)
  expect((await thief.get('/api/staff')).body.code).toBe('second-factor')
  expect((await thief.get('/api/me')).body.secondFactor.state).toBe('unconfirmed')
  expect((await signInWith(thief, key)).status).toBe(200)
  expect((await thief.get('/api/staff')).status).toBe(200)
})

test('a password alone cannot change how this person signs in', async () => {
  const thief = browser()
  await thief.post('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })
  expect((await thief.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
  expect((await thief.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(403)
  const [passkey] = (await olga.get('/api/auth/passkey/list-user-passkeys')).body
  expect((await thief.post('/api/auth/passkey/delete-passkey', { id: passkey.id })).status).toBe(403)
})

test('a device that did not check finger, face or PIN is refused, at adding and at signing in', async () => {
  expect((await add(softwarePasskey(ADDRESS), false)).status).toBe(401)
  expect((await signInWith(browser(), key, false)).status).toBe(401)
})

test('a strange passkey, and an answer to an old question, open nothing', async () => {
  expect((await signInWith(browser(), softwarePasskey(ADDRESS))).status).toBe(401)
  const phone = browser()
  const { challenge } = (await phone.get('/api/auth/passkey/generate-authenticate-options')).body
  await phone.get('/api/auth/passkey/generate-authenticate-options')
  expect((await phone.post('/api/auth/passkey/verify-authentication', { response: key.sign(challenge) })).status).toBe(400)
})

test('a locked screen opens with the passkey', async () => {
  await olga.post('/api/lock')
  expect((await olga.get('/api/staff')).status).toBe(423)
  expect((await signInWith(olga, key)).status).toBe(200)
  expect((await olga.get('/api/staff')).status).toBe(200)
})

test('no script sees the key of a session', async () => {
  const other = browser()
  expect(JSON.stringify((await signInWith(other, key)).body)).not.toContain('"token"')
  expect((await other.get('/api/auth/get-session')).body.user.email).toBe(EMAIL)
  expect(JSON.stringify((await other.get('/api/auth/get-session')).body)).not.toContain('"token"')
})

test('too many tries from one place have to wait', async () => {
  await auth.database.sql`delete from auth."rateLimit"`
  const tries = []
  for (let n = 0; n < 21; n++) tries.push((await browser().post('/api/auth/sign-in/email', { email: `guess-${n}@harbour.example`, password: 'x' })).body.code)
  expect(new Set(tries.slice(0, 20))).toEqual(new Set(['wrong-password']))
  expect(tries[20]).toBe('too-many')
})

test('only what the library itself reports was reported', () => expect(faults.filter((fault) => !String(fault).includes('verify'))).toEqual([]))
