import { afterAll, expect, test } from 'vitest'
import { makeInvitation } from '../care/staff/invitation.store.ts'
import { issueToken } from '../care/staff/token.store.ts'
import { seat } from '../platform/auth/doors.store.ts'
import { totp } from '../platform/auth/totp.fixture.load.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { openWorld, SECRET } from './routes-walk.world.ts'

// A database that was used: whoever carries a copy of it away opens no door with it.
const fresh = await freshDatabase()
const world = await openWorld(fresh)
afterAll(() => world.close())
const ADDRESS = 'http://localhost:41310'
const PASSWORD = 'four calm cedars stand still'

const clinic = await world.clinic('Secretive')
const user = await world.auth.addUser({ email: 'ada@clinic.example', name: 'Ada', password: PASSWORD })
await seat(world.auth.database, user, clinic.id, clinic.people.nurse.staff)

const post = (path: string, body: unknown, cookie = '') =>
  world.app.request(`${ADDRESS}${path}`, {
    method: 'POST',
    headers: { origin: ADDRESS, 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ')
const tokenOf = (cookie: string) => decodeURIComponent(/session_token=([^;]*)/.exec(cookie)?.[1] ?? '')

/** Everything that stands in the database, as text, by column; bytes as text and in hexadecimal. */
async function everything(): Promise<{ at: string; text: string }[]> {
  return fresh.database.acrossClinics(async (tx) => {
    const columns = await tx.sql<{ s: string; t: string; c: string; bytes: boolean }>`
      select n.nspname as s, r.relname as t, a.attname as c, a.atttypid = 'bytea'::regtype as bytes from pg_attribute a
        join pg_class r on r.oid = a.attrelid join pg_namespace n on n.oid = r.relnamespace
      where r.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`
    const all: { at: string; text: string }[] = []
    for (const { s, t, c, bytes } of columns) {
      const value = bytes ? `encode("${c}", 'hex') || ' ' || encode("${c}", 'escape')` : `"${c}"::text`
      const { rows } = await tx.connection.query<{ text: string | null }>(`select ${value} as text from "${s}"."${t}"`)
      all.push(...rows.flatMap(({ text }) => (text ? [{ at: `${s}.${t}.${c}`, text }] : [])))
    }
    return all
  })
}
const hex = (text: string) => Buffer.from(text).toString('hex')
/** The columns in which a secret stands as it is, or as hexadecimal or base64 of it. */
const placesOf = (all: readonly { at: string; text: string }[], secret: string) => [
  ...new Set(all.filter(({ text }) => [secret, hex(secret), Buffer.from(secret).toString('base64')].some((form) => text.includes(form))).map(({ at }) => at)),
]

test('no password, authenticator secret, backup code, token, link, cookie or key of ours stands in the database in plain form', async () => {
  const signedIn = cookieOf(await post('/api/auth/sign-in/email', { email: 'ada@clinic.example', password: PASSWORD }))
  const enabled = (await (await post('/api/auth/two-factor/enable', { password: PASSWORD }, signedIn)).json()) as { totpURI: string; backupCodes: string[] }
  const confirmed = cookieOf(await post('/api/auth/two-factor/verify-totp', { code: totp(enabled.totpURI) }, signedIn))
  const half = cookieOf(await post('/api/auth/sign-in/email', { email: 'ada@clinic.example', password: PASSWORD }))
  const token = await issueToken(world.ground.journal, { clinic: clinic.id, roles: ['nurse'], name: 'Script', days: 1 })
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const invitation = { clinic: clinic.id, staff: clinic.people.nurse.staff, email: 'ada@clinic.example', purpose: 'reset', forgets: false } as const
  const link = await makeInvitation(world.auth.database, invitation, until)

  const all = await everything()
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  const secrets: Record<string, string> = {
    password: PASSWORD,
    'authenticator secret': secret,
    'backup code': enabled.backupCodes[0] ?? '',
    'another backup code': enabled.backupCodes[9] ?? '',
    'token of a script': token.text,
    'secret half of it': token.text.slice(25),
    'signed cookie': tokenOf(confirmed),
    'sign-in secret': SECRET,
    'link of an invitation': link,
  }
  for (const [name, value] of Object.entries(secrets)) {
    expect(value.length, name).toBeGreaterThan(7)
    expect(placesOf(all, value), name).toEqual([])
  }
  expect(half).toContain('two_factor')
  // The search finds what does stand there.
  expect(placesOf(all, 'ada@clinic.example')).toContain('auth.user.email')
})

test('what stands there of a session opens nothing without the key that is kept outside', async () => {
  expect((await world.ask('GET', '/api/board', clinic.people.owner.cookie)).status).toBe(200)
  const rows = await world.auth.database.sql<{ token: string }>`select token from auth.session`
  expect(rows.length).toBeGreaterThan(0)
  for (const { token } of rows)
    for (const forged of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`])
      expect((await world.ask('GET', '/api/board', `waymark.session_token=${encodeURIComponent(forged)}`)).status).toBe(401)
})
