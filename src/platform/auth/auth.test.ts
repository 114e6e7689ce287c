import { getSchema } from 'better-auth/db'
import { expect, test } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import { openAuthDatabase } from './auth-database.ts'
import { createAuth } from './create-auth.ts'
import { findSession, seat } from './doors.store.ts'
import { countFailure, forgetFailures, LOCKOUT, lockedUntil } from './lockout.ts'
import { authOptions } from './options.ts'
import { totp } from './totp.fixture.load.ts'

const { database, ownerUrl, clinic } = await freshDatabase()
const settings = { database: openAuthDatabase(ownerUrl), secret: 'a secret for tests, and long enough for it' }
const auth = createAuth(settings)

test('the tables are what the installed sign-in library expects', async () => {
  const expected = Object.entries(getSchema(authOptions(settings))).flatMap(([table, { fields }]) =>
    ['id', ...Object.keys(fields)].map((column) => `${table}.${column}`),
  )
  const rows = await database.acrossClinics(
    (tx) => tx.sql<{ name: string }>`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'auth'`,
  )
  const there = rows.map(({ name }) => name)
  expect(expected.filter((column) => !there.includes(column))).toEqual([])
  const own = new Set(['seat', 'door', 'invitation', 'lockout'])
  expect(there.filter((column) => !expected.includes(column) && !own.has(column.split('.')[0] ?? ''))).toEqual([])
})

test('the server cannot read the sign-in tables, and the sign-in library cannot read a clinic', async () => {
  await expect(database.as(clinic, (tx) => tx.sql`select * from auth.account`)).rejects.toThrow('permission denied')
  await expect(auth.database.sql`select * from waymark.clinic`).rejects.toThrow('permission denied')
})

test('a person who was added signs in with the password, and the session knows its clinic and how it was opened', async () => {
  const user = await auth.addUser({ email: 'Ada@Clinic.example', name: 'Ada', password: 'correct horse battery' })
  await seat(auth.database, user, clinic, 'staff-1')
  const answer = await signIn('ada@clinic.example', 'correct horse battery')
  expect(answer.status).toBe(200)
  const id = await auth.sessionOf(new Headers({ cookie: cookieOf(answer) }))
  expect(await findSession(auth.database, id ?? '')).toMatchObject({
    user,
    clinic,
    staff: 'staff-1',
    openedBy: 'password',
    lockedAt: null,
    authenticator: false,
    passkeys: 0,
  })
  expect(answer.headers.getSetCookie()[0]).toMatch(/^waymark\.session_token=.*HttpOnly; SameSite=Lax/i)
})

test('nobody can sign up, and a wrong password opens nothing', async () => {
  const answer = await call('/sign-up/email', { email: 'x@y.example', password: 'correct horse battery', name: 'X' })
  expect(answer.ok).toBe(false)
  expect((await signIn('ada@clinic.example', 'wrong')).status).toBe(401)
})

test('with an authenticator the password alone opens no session; the code does, and so does a backup code, once', async () => {
  const cookie = cookieOf(await signIn('ada@clinic.example', 'correct horse battery'))
  const { totpURI, backupCodes } = await (await call('/two-factor/enable', { password: 'correct horse battery' }, cookie)).json()
  expect((await call('/two-factor/verify-totp', { code: totp(totpURI) }, cookie)).status).toBe(200)

  const first = await signIn('ada@clinic.example', 'correct horse battery')
  expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
  expect(await auth.sessionOf(new Headers({ cookie: cookieOf(first) }))).toBeNull()
  const second = await call('/two-factor/verify-totp', { code: totp(totpURI) }, cookieOf(first))
  const session = await findSession(auth.database, (await auth.sessionOf(new Headers({ cookie: cookieOf(second) }))) ?? '')
  expect(session).toMatchObject({ openedBy: 'second-factor', authenticator: true })

  const again = async () =>
    (await call('/two-factor/verify-backup-code', { code: backupCodes[0] }, cookieOf(await signIn('ada@clinic.example', 'correct horse battery')))).status
  expect([await again(), await again()]).toEqual([200, 401])
})

test('a session somebody planted before the sign-in is not the one that opens, nor does the second half keep the number of the first', async () => {
  const user = await auth.addUser({ email: 'fixed@clinic.example', name: 'Fay', password: 'correct horse battery' })
  await seat(auth.database, user, clinic, 'staff-fixed')
  const tokenIn = (answer: Response) => /session_token=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''
  const attacker = tokenIn(await signIn('fixed@clinic.example', 'correct horse battery'))
  const planted = `waymark.session_token=${attacker}`
  const again = await call('/sign-in/email', { email: 'fixed@clinic.example', password: 'correct horse battery' }, planted)
  expect(tokenIn(again).length).toBeGreaterThan(20)
  expect(tokenIn(again)).not.toBe(attacker)

  const mine = cookieOf(again)
  const { totpURI } = await (await call('/two-factor/enable', { password: 'correct horse battery' }, mine)).json()
  const confirmed = await call('/two-factor/verify-totp', { code: totp(totpURI) }, mine)
  expect(tokenIn(confirmed)).not.toBe(tokenIn(again))
  expect(await auth.sessionOf(new Headers({ cookie: mine }))).toBeNull()

  const half = await call('/sign-in/email', { email: 'fixed@clinic.example', password: 'correct horse battery' }, planted)
  expect(await auth.sessionOf(new Headers({ cookie: cookieOf(half) }))).toBeNull()
  const whole = await call('/two-factor/verify-totp', { code: totp(totpURI) }, cookieOf(half))
  expect(new Set([attacker, tokenIn(again), tokenIn(confirmed), tokenIn(whole)]).size).toBe(4)
})

test('five wrong passwords in a row lock the account for a while, whether anybody has that address or not', async () => {
  for (const email of ['ada@clinic.example', 'nobody@clinic.example']) {
    for (let n = 1; n < LOCKOUT.failures; n++) expect(await countFailure(auth.database, email)).toBeNull()
    expect(await countFailure(auth.database, email)).toBeInstanceOf(Date)
    expect(await lockedUntil(auth.database, ` ${email.toUpperCase()}`)).toBeInstanceOf(Date)
    await forgetFailures(auth.database, email)
    expect(await lockedUntil(auth.database, email)).toBeNull()
  }
})

test('a session opened for a demonstration person says so', async () => {
  const user = await auth.addUser({ email: 'demo@waymark.invalid', name: 'Demo' })
  await seat(auth.database, user, clinic, 'staff-2')
  const { session, cookies } = await auth.openSession(user, 'demo', new Headers())
  expect(await findSession(auth.database, session)).toMatchObject({ openedBy: 'demo', staff: 'staff-2' })
  expect(cookies[0]).toContain('waymark.session_token=')
})

const BASE = 'http://localhost:41300'
const call = (path: string, body: unknown, cookie = '') =>
  auth.handler(
    new Request(`${BASE}/api/auth${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: BASE, ...(cookie ? { cookie } : {}) },
    }),
  )
const signIn = (email: string, password: string) => call('/sign-in/email', { email, password })
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ')
