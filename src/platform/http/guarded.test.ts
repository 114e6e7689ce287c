import { z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import type { AccessLine } from '../audit/audit.ts'
import type { Tx } from '../db/database.ts'
import { json } from './answers.ts'
import { answerCommand, commandHead, done } from './command.ts'
import { doorsOf } from './doors.ts'
import type { Caller, House } from './env.ts'
import { httpApp, routes } from './http-app.ts'
import { openRoute, route } from './route.ts'

const CLINIC = '0195b0a0-0000-7000-8000-000000000001'
const nurse: Caller = {
  kind: 'person',
  person: {
    clinic: CLINIC,
    by: { kind: 'staff', id: 's1', name: 'Ada', roles: ['nurse'] },
    roles: ['nurse'],
    rights: new Set(['session.chart', 'chart.read']),
  },
}

function house(caller: Caller, over: Partial<House> = {}) {
  const noted: AccessLine[] = []
  const written: AccessLine[] = []
  let undone = 0
  const made: House = {
    who: async () => caller,
    says: (right) => right,
    chart: async () => ({ kind: 'open', patient: 'p1', by: 'right' }),
    database: {
      as: async (_clinic, work) => {
        const before = written.length
        return work({} as Tx).catch((fault) => {
          undone++
          written.length = before
          throw fault
        })
      },
    },
    audit: { note: (line) => void noted.push(line), write: async (_tx, line) => void written.push(line) },
    now: () => new Date(0),
    ...over,
  }
  return { made, noted, written, undone: () => undone }
}

const rooms = () =>
  routes()
    .openapi(
      route({ may: 'audit.read', leaves: 'audit.read' }, { method: 'get', path: '/audit', responses: { 200: json(z.object({ lines: z.number() }), 'Lines') } }),
      (c) => c.json({ lines: 1 }, 200),
    )
    .openapi(
      route(
        { may: 'session.chart', leaves: 'thing.changed' },
        {
          method: 'post',
          path: '/things/{id}',
          request: { body: json(z.object({ ok: z.boolean() }), 'x') },
          responses: { 200: json(z.object({ ok: z.boolean() }), 'x') },
        },
      ),
      (c) => (c.req.valid('json').ok ? c.json({ ok: true }, 200) : c.json({ code: 'no', message: 'no' }, 422)),
    )
    .openapi(
      route(
        { may: { commands: { pause: 'session.chart', 'sign-order': 'order.sign' } }, leaves: 'session.changed', chart: 'session', through: 'journal' },
        { method: 'post', path: '/sessions/{id}/commands', request: { body: json(commandHead.extend({ type: z.string() }), 'x') }, responses: done },
      ),
      (c) => answerCommand(c, { kind: 'done', events: [], seq: 3 }),
    )
    .openapi(
      route(
        { may: 'chart.read', leaves: 'chart.read', chart: 'patient' },
        { method: 'get', path: '/patients/{id}', responses: { 200: json(z.object({ by: z.string() }), 'x') } },
      ),
      (c) => c.json({ by: c.var.chart.by }, 200),
    )
    .openapi(route({ may: 'chart.read', leaves: 'chart.read' }, { method: 'get', path: '/fault', responses: { 200: json(z.object({}), 'x') } }), () => {
      throw new Error('secret inside')
    })
    .openapi(openRoute('nobody can sign in yet', { method: 'get', path: '/setup', responses: { 200: json(z.object({ clinic: z.boolean() }), 'x') } }), (c) =>
      c.json({ clinic: false }, 200),
    )

const reported: unknown[] = []
const app = (h: House) => httpApp({ house: h, report: (fault) => void reported.push(fault) }).route('/api', rooms())
const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})
const command = (type: string) => ({ id: CLINIC, at: '2026-11-24T14:05:00Z', type })

test('a person without the right is refused, and the refusal is in the trail with its right', async () => {
  const h = house(nurse)
  const answer = await app(h.made).request('/api/audit')
  expect([answer.status, await answer.json()]).toEqual([403, { code: 'not-allowed', message: 'Your role does not include: audit.read.', right: 'audit.read' }])
  expect(h.noted).toMatchObject([{ act: 'refused', event: 'audit.read', right: 'audit.read', outcome: 403, by: { name: 'Ada' } }])
})

test('a change and its audit line are written in one transaction', async () => {
  const h = house(nurse)
  expect((await app(h.made).request('/api/things/9', post({ ok: true }))).status).toBe(200)
  expect(h.written).toMatchObject([{ act: 'write', event: 'thing.changed', outcome: 200 }])
})

test('a refused change undoes its transaction and leaves a refusal outside it', async () => {
  const h = house(nurse)
  expect((await app(h.made).request('/api/things/9', post({ ok: false }))).status).toBe(422)
  expect([h.undone(), h.written, h.noted.length]).toEqual([1, [], 1])
})

test('each command of one route needs its own right', async () => {
  const h = house(nurse)
  const paused = await app(h.made).request('/api/sessions/s/commands', post(command('pause')))
  expect([paused.status, await paused.json()]).toEqual([200, { facts: [], seq: 3 }])
  expect((await app(h.made).request('/api/sessions/s/commands', post(command('sign-order')))).status).toBe(403)
  expect((await app(h.made).request('/api/sessions/s/commands', post(command('toString')))).status).toBe(400)
})

test('a closed chart says why, and whoever asked is in the trail with the patient', async () => {
  const h = house(nurse, { chart: async () => ({ kind: 'closed', patient: 'p1', code: 'chart-restricted', why: 'kept to named people' }) })
  const answer = await app(h.made).request('/api/patients/p1')
  expect([answer.status, (await answer.json()).code]).toEqual([403, 'chart-restricted'])
  expect(h.noted).toMatchObject([{ act: 'refused', patient: 'p1', reason: 'chart-restricted' }])
})

test('an unknown chart is 404 to whoever may read charts, and 403 to whoever may not', async () => {
  const unknown = { chart: async () => ({ kind: 'unknown' as const }) }
  expect((await app(house(nurse, unknown).made).request('/api/patients/p9')).status).toBe(404)
  const desk: Caller = { ...nurse, person: { ...nurse.person, rights: new Set() } }
  expect((await app(house(desk, unknown).made).request('/api/patients/p9')).status).toBe(403)
})

test('nobody is 401, a locked screen is 423, a missing second factor is 403', async () => {
  const { person } = nurse
  expect((await app(house({ kind: 'nobody' }).made).request('/api/patients/p1')).status).toBe(401)
  const locked = house({ kind: 'locked', person })
  expect((await app(locked.made).request('/api/patients/p1')).status).toBe(423)
  expect(locked.noted).toEqual([])
  expect((await (await app(house({ kind: 'needs-second-factor', person }).made).request('/api/patients/p1')).json()).code).toBe('second-factor')
})

test('a fault here is told without its inside, with the request id', async () => {
  const answer = await app(house(nurse).made).request('/api/fault')
  const body = await answer.json()
  expect([answer.status, body.code, body.requestId]).toEqual([500, 'fault', answer.headers.get('x-request-id')])
  expect(JSON.stringify(body)).not.toContain('secret')
  expect(reported).toHaveLength(1)
})

test('a body that does not read, does not fit or is too large is told so', async () => {
  const a = app(house(nurse).made)
  const send = (body: string, type = 'application/json') =>
    a.request('/api/things/9', { method: 'POST', body, headers: { 'content-type': type, 'content-length': String(body.length) } })
  expect((await send('{"ok":')).status).toBe(400)
  expect(await (await send('{"ok":"maybe"}')).json()).toMatchObject({ code: 'bad-request', issues: [{ path: 'ok' }] })
  expect((await send('ok', 'text/plain')).status).toBe(415)
  expect((await send(JSON.stringify({ ok: true, x: 'x'.repeat(2 ** 21) }))).status).toBe(413)
})

test.each([
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another origin', { origin: 'https://evil.example', host: 'localhost:3000' }, 403],
  ['the same origin', { origin: 'http://localhost:3000', host: 'localhost:3000' }, 200],
  ['a script with a token', { origin: 'https://evil.example', authorization: 'Bearer wm_x' }, 200],
  ['a foreign name pointed at this machine', { host: 'evil.example' }, 421],
])('a change from %s', async (_who, headers, status) => {
  expect((await app(house(nurse).made).request('/api/things/9', post({ ok: true }, headers as Record<string, string>))).status).toBe(status)
})

test('every answer carries the security headers, and the interface is never cached', async () => {
  const { headers } = await app(house(nurse).made).request('/api/setup')
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['nosniff', 'no-referrer', 'no-store'])
})

test('a route without a door is found, and the message teaches', () => {
  const forgot = httpApp({ house: house(nurse).made, report: () => {} }).route('/api', rooms().get('/forgotten', (c) => c.text('oh')) as never)
  expect(doorsOf(forgot).withoutDoor).toEqual([
    'GET /api/forgotten states no right. Describe it with route({ may, leaves }, …), or with openRoute(why, …) when anybody may call it.',
  ])
  expect(doorsOf(app(house(nurse).made)).doors.map(({ method, path }) => `${method} ${path}`)).toContain('POST /api/sessions/{id}/commands')
})
