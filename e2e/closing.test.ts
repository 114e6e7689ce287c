import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { asOwner, calm, command, foundClinic, register } from '../bench/clinic.ts'
import { plan } from '../bench/plan.ts'
import { running } from '../src/app/start/instance.ts'
import { addressesOf } from '../src/platform/db/start.ts'
import { leaksIn } from './private.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

let waymark: Waymark | undefined
let said = ''
afterAll(async () => {
  await waymark?.stop()
  forget(waymark)
})

/** What a screen is told until the server ends its stream. */
async function following(url: string, cookie: string): Promise<() => Promise<string>> {
  const answer = await fetch(`${url}/api/live`, { headers: { cookie } })
  const whole = answer.text()
  return () => whole
}

test('told to stop with a write in flight, the server says it is not ready, finishes the write, sends screens elsewhere, then closes', async () => {
  waymark = await startWaymark()
  const { url, data } = waymark
  const clinic = await foundClinic(Number(new URL(url).port))
  const session = await plan(clinic, await register(clinic, 0))
  const heard = await following(url, clinic.cookie)

  // The write waits in the database for as long as somebody holds the journal.
  const holder = new pg.Client({ connectionString: addressesOf(data, {}, running(data)?.databasePort).ownerUrl })
  await holder.connect()
  await holder.query('begin; lock table waymark.journal in share row exclusive mode')
  const entry = command('record-readings', { values: calm, from: {} })
  const write = asOwner<{ facts: { id: string }[] }>(clinic, `/api/sessions/${session}/commands`, entry)
  await vi.waitFor(async () => expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^waymark_http_requests_under_way [2-9]/m), { timeout: 20_000 })

  const stopped = waymark.stop('SIGTERM')
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), { timeout: 10_000 })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/api/me`, { headers: { cookie: clinic.cookie } })).status).toBe(503)
  expect(await heard()).toMatch(/event: leaving\ndata: .*\nretry: \d+/)

  await holder.query('commit')
  await holder.end()
  expect((await write).facts[0]?.id).toBe(entry.id)
  await stopped
  said = waymark.log()
  expect(said).toContain('Waymark is closed')

  waymark = await startWaymark([], data)
  const again = { ...clinic, port: Number(new URL(waymark.url).port) }
  const { facts } = await asOwner<{ facts: { id: string }[] }>(again, `/api/sessions/${session}`)
  expect(facts.filter(({ id }) => id === entry.id)).toHaveLength(1)
})

test('every line the server says is JSON with a time and a level, and tells of nobody', async () => {
  const lines = said.trim().split('\n')
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), level: expect.any(String), says: expect.any(String) })
  expect(leaksIn(said)).toEqual([])
})

test('a name, a birth date, an address, a token or a body in the log would be found', () => {
  for (const line of [
    '{"says":"saved Ana Reyes"}',
    'GET /api/patients?name=reyes',
    'born 1985-03-04',
    'kim@larch.example',
    'token wm_abcdefghijklmnopqrstuvwxyz',
    '{"body":{"givenName":"X"}}',
    'Authorization: Bearer x',
  ])
    expect(leaksIn(`{"says":"request"}\n${line}\n`), line).toHaveLength(1)
  expect(leaksIn('{"says":"request","route":"/api/patients/{id}","status":200}')).toEqual([])
})
