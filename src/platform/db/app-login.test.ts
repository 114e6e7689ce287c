import pg from 'pg'
import { expect, test } from 'vitest'
import { appLogin, appUrlFor, rolesByHand } from './app-login.ts'
import { freshDatabase } from './testing.ts'

const { ownerUrl, database } = await freshDatabase()
const nowhere = '/nowhere'
const name = new URL(ownerUrl).pathname.slice(1)

test('the login is made, and works, and is the same on the next start', async () => {
  const url = await appLogin(ownerUrl, nowhere)
  expect(await appLogin(ownerUrl, nowhere)).toBe(url)
  expect(new URL(url).username).toBe(`waymark_app_${name}`)
})

test('nodes that start at the same moment make one login and all come in', async () => {
  const { ownerUrl: fresh } = await freshDatabase()
  const urls = await Promise.all(Array.from({ length: 6 }, () => appLogin(fresh, nowhere)))
  expect(new Set(urls).size).toBe(1)
})

test('a login whose password is another one is given ours', async () => {
  const url = await appLogin(ownerUrl, nowhere)
  await database.acrossClinics(async (tx) => {
    await tx.connection.query(`alter role ${pg.escapeIdentifier(new URL(url).username)} password 'another'`)
  })
  expect(await appLogin(ownerUrl, nowhere)).toBe(url)
})

test('a login that would pass row-level security is refused', async () => {
  await expect(appLogin(ownerUrl, nowhere, ownerUrl)).rejects.toThrow(/passes row-level security/)
})

test('an owner who may not make roles is told the statements to run', () => {
  const owner = 'postgres://clinic:secret@db.example:5432/way'
  expect(rolesByHand(owner, appUrlFor(owner, nowhere))).toMatch(
    /create role "waymark_app_way" login password '[0-9a-f]{48}';\n {2}grant waymark_app to "waymark_app_way";/,
  )
})

test('every node with the same DATABASE_URL arrives at the same login', () => {
  const url = 'postgres://clinic:secret@db.example/way'
  expect(appUrlFor(url, '/one')).toBe(appUrlFor(url, '/two'))
  expect(appUrlFor(url, '/one')).not.toBe(appUrlFor('postgres://clinic:other@db.example/way', '/one'))
})

test('the options of the address are kept, and a socket address works too', () => {
  expect(appUrlFor('postgres://clinic:secret@db.example/way?sslmode=require', nowhere)).toContain('@db.example/way?sslmode=require')
  expect(appUrlFor('postgres:///way?host=/run/postgresql&user=clinic&password=secret', nowhere)).toMatch(/user=waymark_app_way&password=[0-9a-f]{48}$/)
})
