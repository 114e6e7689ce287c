import { expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { memoryJournal } from '../../platform/journal/memory.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { numbersOf } from './confirm.ts'
import { shippedText } from './protocol.fixture.ts'
import { loadProtocol } from './protocol.load.ts'
import { protocolRoutes } from './protocol.routes.ts'
import { protocolStore } from './protocol.store.ts'
import type { LoadedProtocol } from './protocol.ts'

const { database, clinic, newClinic } = await freshDatabase()

function loaded(text: string): LoadedProtocol {
  const loading = loadProtocol(text)
  if (loading.kind === 'refused') throw new Error('the document does not load')
  return loading.loaded
}
const now = loaded(shippedText())
const before = loaded(shippedText().replace('version: 0.1.0', 'version: 0.0.9'))
const protocols = protocolStore([now])
const journal = memoryJournal()

function app(...rights: Right[]) {
  const house: House = {
    who: async () => ({
      kind: 'person',
      person: { clinic, by: { kind: 'staff', id: 's1', name: 'Ada', roles: ['nurse'] }, roles: ['nurse'], rights: new Set(rights) },
    }),
    says: (right) => right,
    chart: async () => ({ kind: 'unknown' }),
    database,
    audit: { note: () => {}, write: async () => {} },
    now: () => new Date(0),
  }
  return httpApp({ house, report: () => {} }).route('/api', protocolRoutes(protocols, journal))
}
const get = async (path: string, ...rights: Right[]) => {
  const answer = await app(...rights).request(path)
  return { status: answer.status, body: await answer.json() }
}

test('the list says how much of a protocol is still to be confirmed', async () => {
  const { status, body } = await get('/api/protocols', 'protocol.read')
  expect(status).toBe(200)
  expect(body.protocols).toMatchObject([{ ref: now.ref, title: 'Intravenous ketamine for depression', offLabel: true, approvedBy: null }])
  expect(body.protocols[0].unconfirmed).toBeGreaterThan(0)
  expect(body.protocols[0].numbers).toBeGreaterThan(body.protocols[0].unconfirmed)
})

test('a protocol comes whole, as data and as text', async () => {
  expect((await get('/api/protocols/iv-ketamine-depression', 'protocol.read')).body).toEqual(JSON.parse(JSON.stringify(now)))
})

test('without the right to read protocols nothing is shown', async () => {
  expect((await get('/api/protocols', 'board.see')).status).toBe(403)
  expect((await get('/api/protocols/iv-ketamine-depression', 'board.see')).status).toBe(403)
})

test('a protocol nobody has is not found', async () => {
  expect((await get('/api/protocols/iv-gold', 'protocol.read')).status).toBe(404)
  expect((await get(`/api/protocols/iv-ketamine-depression?hash=${'0'.repeat(64)}`, 'protocol.read')).status).toBe(404)
})

test('a version that was kept opens by its hash when another is in force', async () => {
  await database.as(clinic, (tx) => protocols.keep(tx, clinic, before))
  await database.as(clinic, (tx) => protocols.keep(tx, clinic, before))
  const { status, body } = await get(`/api/protocols/iv-ketamine-depression?hash=${before.ref.hash}`, 'protocol.read')
  expect([status, body.ref, body.protocol.version]).toEqual([200, before.ref, '0.0.9'])
})

test('a kept version belongs to its clinic', async () => {
  const other = await newClinic()
  await database.as(clinic, (tx) => protocols.keep(tx, clinic, before))
  expect(await database.as(other, (tx) => protocols.version(tx, other, before.ref))).toBeNull()
  expect(await database.as(other, (tx) => protocols.version(tx, clinic, before.ref))).toBeNull()
})

test('a kept version cannot be changed by the server, and one changed behind its back is not opened', async () => {
  await database.as(clinic, (tx) => protocols.keep(tx, clinic, before))
  await expect(database.as(clinic, (tx) => tx.sql`update protocol_version set version = '9.9.9'`)).rejects.toThrow(/permission denied/)
  await database.acrossClinics(
    (tx) => tx.sql`update protocol_version set document = jsonb_set(document, '{dose,standard,value}', '5') where clinic = ${clinic}`,
  )
  await expect(database.as(clinic, (tx) => protocols.version(tx, clinic, before.ref))).rejects.toThrow(/changed after it was kept/)
})

const number = [...numbersOf(now.protocol)].find(([, { confirmed }]) => !confirmed)?.[0] ?? ''
const order = (command: object, ...rights: Right[]) =>
  app(...rights).request('/api/protocols/iv-ketamine-depression/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: uuid7(), at: '2026-11-24T14:05:00.000Z', ...command }),
  })

test('who may not confirm is refused, and nothing is confirmed', async () => {
  expect((await order({ type: 'confirm', data: { number, hash: now.ref.hash } }, 'protocol.read')).status).toBe(403)
  expect((await get('/api/protocols/iv-ketamine-depression/confirmations', 'protocol.read')).body).toEqual({ held: {} })
})

test('a number confirmed says who, when and of which version, and counts no longer as open', async () => {
  const open = async () => (await get('/api/protocols', 'protocol.read')).body.protocols[0].unconfirmed
  const before = await open()
  const answer = await order({ type: 'confirm', data: { number, hash: now.ref.hash } }, 'protocol.confirm')
  expect([answer.status, (await answer.json()).facts[0].type]).toEqual([200, 'number-confirmed'])
  const { body } = await get('/api/protocols/iv-ketamine-depression/confirmations', 'protocol.read')
  expect(body.held[number]).toMatchObject({ by: 'Ada', at: '2026-11-24T14:05:00.000Z', version: now.ref.version, hash: now.ref.hash })
  expect(await open()).toBe(before - 1)
})

test('a number is confirmed of the version in force or not at all', async () => {
  const answer = await order({ type: 'confirm', data: { number, hash: '0'.repeat(64) } }, 'protocol.confirm')
  expect([answer.status, (await answer.json()).because[0].code]).toEqual([422, 'another-version'])
})

test('withdrawn with its reason, the number is open again', async () => {
  expect((await order({ type: 'withdraw', data: { number, reason: 'Read again' } }, 'protocol.confirm')).status).toBe(200)
  expect((await get('/api/protocols/iv-ketamine-depression/confirmations', 'protocol.read')).body).toEqual({ held: {} })
})

test('the routes describe themselves', () => {
  const described = app().getOpenAPIDocument({ openapi: '3.1.0', info: { title: 'Waymark', version: '0' } })
  expect(Object.keys(described.paths ?? {})).toEqual([
    '/api/protocols',
    '/api/protocols/{id}',
    '/api/protocols/{id}/confirmations',
    '/api/protocols/{id}/commands',
  ])
})
