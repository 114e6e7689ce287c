import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { receive } from './intake.store.ts'
import { monitorRoutes } from './monitor.routes.ts'
import { openDeviceBook } from './monitor.store.ts'
import type { Reception } from './reception.ts'

const { database, clinic, newClinic } = await freshDatabase()
const journal = openJournal({ database })
const book = openDeviceBook(journal)
const lines: string[] = []

function app(of: string, ...rights: Right[]) {
  const house: House = {
    who: async () => ({
      kind: 'person',
      person: { clinic: of, by: { kind: 'staff', id: 's1', name: 'Ola Owner', roles: ['owner'] }, roles: ['owner'], rights: new Set(rights) },
    }),
    says: (right) => right,
    chart: async () => ({ kind: 'unknown' }),
    database,
    audit: { note: () => {}, write: async (_, { event }) => void lines.push(event) },
    now: () => new Date('2026-11-24T14:00:00Z'),
  }
  const listener = async () => ({ host: '127.0.0.1', port: 2575 })
  return httpApp({ house, report: console.error }).route('/api', monitorRoutes({ journal, book, chairs: async () => ['window', 'door'], listener }))
}
const ask = async (path: string, body?: object, rights: Right[] = ['device.see', 'device.manage'], of = clinic) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const answer = await app(of, ...rights).request(path, init)
  return { status: answer.status, body: await answer.json() }
}
const command = (type: string, data: object, id = uuid7()) => ({ id, at: '2026-11-24T14:00:00Z', type, data })

const at = '2026-11-24T13:59:00.000Z' as Instant
const heard = (change: Partial<Reception> = {}): Reception => ({
  id: uuid7(),
  receivedAt: at,
  from: '10.1.1.9',
  sender: 'BEDSIDE',
  controlId: uuid7(),
  sentAt: at,
  digest: uuid7().replaceAll('-', '').padEnd(64, '0'),
  raw: new TextEncoder().encode('MSH|^~\\&|BEDSIDE'),
  length: 15,
  accepted: true,
  reason: '',
  verdict: 'nothing',
  clockOffMs: -400_000,
  parts: [
    { device: 'D7', bed: '4', observations: [{ quantity: 'spo2', value: 97, at, standing: 'unverified', zone: 'stated' }], notMeasured: [], withdrawn: [] },
  ],
  notTaken: [],
  ...change,
})
const comes = async (...receptions: readonly Reception[]) =>
  database.as(clinic, async (tx) => receive(tx, clinic, receptions, { devices: await book.of(clinic), sessionAt: async () => null }))

test('a device that was heard is listed with what it shows and how far its clock is off, and can be bound, renamed and unbound', async () => {
  await comes(heard())
  expect((await ask('/api/devices')).body).toMatchObject({
    devices: [{ device: 'D7', chair: null, heard: { from: '10.1.1.9', bed: '4', clockOffMs: -400_000, values: { spo2: { value: 97, at } } } }],
    messages: [],
    listener: { port: 2575 },
  })
  expect((await ask('/api/devices/commands', command('bind', { device: 'D7', chair: 'window', name: 'By the window' }))).status).toBe(200)
  expect((await ask('/api/devices')).body.devices[0]).toMatchObject({ chair: 'window', name: 'By the window' })
  await ask('/api/devices/commands', command('rename', { device: 'D7', name: 'Old monitor' }))
  await ask('/api/devices/commands', command('unbind', { device: 'D7' }))
  expect((await ask('/api/devices')).body.devices[0]).toMatchObject({ chair: null, name: 'Old monitor' })
})

test('the same command twice is one; a chair that is none is refused with the reason', async () => {
  const bind = command('bind', { device: 'D8', chair: 'door' })
  const [first, second] = [await ask('/api/devices/commands', bind), await ask('/api/devices/commands', bind)]
  expect([first.status, second]).toEqual([200, first])
  expect(await ask('/api/devices/commands', command('bind', { device: 'D8', chair: 'roof' }))).toMatchObject({
    status: 422,
    body: { because: [{ code: 'no-such-chair' }] },
  })
})

test('a message that was not taken is shown until somebody puts it aside, by name', async () => {
  const [message] = [heard({ accepted: false, verdict: 'refused', reason: 'No unit', parts: [] })]
  await comes(message)
  expect((await ask('/api/devices')).body).toMatchObject({ toLookAt: 1, messages: [{ id: message.id, reason: 'No unit', begins: 'MSH|^~\\&|BEDSIDE' }] })
  expect((await ask('/api/devices/commands', command('dismiss', { message: message.id }))).status).toBe(200)
  expect((await ask('/api/devices')).body.toLookAt).toBe(0)
  expect(lines).toContain('device-message.dismissed')
  expect((await ask('/api/devices/commands', command('dismiss', { message: message.id }))).status).toBe(404)
})

test('who may only see may not bind, and another clinic sees nothing of it', async () => {
  expect((await ask('/api/devices/commands', command('bind', { device: 'D7', chair: 'door' }), ['device.see'])).status).toBe(403)
  expect((await ask('/api/devices', undefined, ['device.see'], await newClinic())).body).toMatchObject({ devices: [], messages: [] })
})
