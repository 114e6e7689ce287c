import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { freshDatabase } from '../db/testing.ts'
import type { Env, House } from '../http/env.ts'
import { httpApp } from '../http/http-app.ts'
import { atTheDoor } from './at-the-door.ts'
import { openMetrics } from './metrics.ts'
import { metricsRoutes, probeRoutes } from './ops.routes.ts'
import { openProbe, type Unready } from './probe.ts'
import { openTraffic } from './traffic.ts'

const { ownerUrl, database } = await freshDatabase()

function building({ unready = [] as Unready[], here = true, rights = [] as string[] } = {}) {
  const traffic = openTraffic()
  const metrics = openMetrics()
  const log = { info: vi.fn(), debug: vi.fn() }
  const probe = { unready: async () => unready }
  const by = { kind: 'token', id: 't1', name: 'Prometheus', roles: [] }
  const house = {
    who: async () => (rights.length > 0 ? { kind: 'person', person: { clinic: 'c', by, roles: [], rights: new Set(rights) } } : { kind: 'nobody' }),
    says: (right: string) => right,
    audit: { note: () => {} },
    now: () => new Date(0),
  } as unknown as House
  const app = httpApp({ house, report: () => {}, door: atTheDoor({ traffic, metrics, log }), probes: probeRoutes({ traffic, probe }) })
  app.route('/', metricsRoutes({ metrics, right: 'metrics.read', fromHere: () => here }))
  const room = new Hono<Env>()
    .get('/patients/:id', (c) => c.json({ id: c.req.param('id') }))
    .post('/slow', async (c) => {
      await gate
      return c.json({ saved: true })
    })
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  app.route('/api', room as never)
  return { app, traffic, metrics, log, open }
}
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

test('alive is answered whatever the database does, by any name, with the headers of every answer', async () => {
  const { app } = building({ unready: ['database-unreachable'] })
  const answer = await app.request('http://10.1.2.3:3000/healthz')
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive', because: [] }])
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('ready says no and why: without the database, without migrations, while it closes', async () => {
  expect(await (await building().app.request('/readyz')).json()).toEqual({ status: 'ready', because: [] })
  const away = await building({ unready: ['database-unreachable'] }).app.request('http://10.1.2.3/readyz')
  expect([away.status, await away.json()]).toEqual([503, { status: 'not-ready', because: ['database-unreachable'] }])
  const { app, traffic } = building()
  traffic.leave()
  const closing = await app.request('/readyz')
  expect([closing.status, await closing.json()]).toEqual([503, { status: 'not-ready', because: ['closing'] }])
})

test('the probe knows a database that is ready, one without our migrations, and one that is not there', async () => {
  const probe = openProbe(ownerUrl)
  expect(await probe.unready()).toEqual([])
  expect(await probe.journal()).toEqual({ position: expect.any(Number), tailLagSeconds: expect.any(Number) })
  await probe.close()
  await database.acrossClinics((tx) => tx.sql`delete from migration where name = '0013_chart_door.sql'`)
  const behind = openProbe(ownerUrl)
  expect(await behind.unready()).toEqual(['migrations-missing'])
  await behind.close()
  const url = new URL(ownerUrl)
  url.pathname = '/there_is_no_such_database'
  const nowhere = openProbe(url.href)
  expect([await nowhere.unready(), await nowhere.journal()]).toEqual([['database-unreachable'], null])
  await nowhere.close()
})

test('a write that is under way is finished and answered; what comes later is told to come back', async () => {
  const { app, traffic, open } = building()
  const under = app.request('/api/slow', post)
  await vi.waitFor(() => expect(traffic.underWay).toBe(1))
  const closed = traffic.close(10_000)
  const late = await app.request('/api/slow', post)
  expect([late.status, late.headers.get('retry-after'), late.headers.get('connection')]).toEqual([503, '2', 'close'])
  expect((await app.request('/healthz')).status).toBe(200)
  expect((await app.request('/readyz')).status).toBe(503)
  open()
  expect(await (await under).json()).toEqual({ saved: true })
  expect(await closed).toBe(0)
})

test('a write that never ends does not keep the house open for ever, and is counted', async () => {
  const { app, traffic } = building()
  void app.request('/api/slow', post)
  await vi.waitFor(() => expect(traffic.underWay).toBe(1))
  expect(await traffic.close(20)).toBe(1)
})

test('a request is noted by its pattern, never by the path with its ids, and its number is answered', async () => {
  const { app, log, metrics } = building()
  const answer = await app.request('/api/patients/0195b0a0-0000-7000-8000-000000000001?name=Ana', { headers: { 'x-request-id': 'proxy-4711' } })
  expect(answer.headers.get('x-request-id')).toBe('proxy-4711')
  expect(log.info).toHaveBeenCalledWith('request', { requestId: 'proxy-4711', method: 'GET', route: '/api/patients/{id}', status: 200, ms: expect.any(Number) })
  const text = await metrics.text()
  expect(text).toContain('waymark_http_requests_total{method="GET",route="/api/patients/{id}",status="200"} 1')
  expect(text).not.toMatch(/0195b0a0|Ana|proxy-4711/)
})

test.each(['short', 'a'.repeat(65), 'with space in it', 'line\u0001break', '../../../etc', '<script>alert'])(
  'the request number %j is not taken over',
  async (given) => {
    const { app } = building()
    const { headers } = await app.request('/healthz', { headers: { 'x-request-id': given } })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  },
)

test('strange methods and addresses without end make no label of their own', async () => {
  const { app, metrics } = building()
  for (let n = 0; n < 50; n += 1) await app.request(`/nowhere/${n}`, { method: n % 2 ? 'PROPFIND' : 'GET' })
  expect((await metrics.text()).split('\n').filter((line) => line.startsWith('waymark_http_requests_total'))).toHaveLength(2)
})

test('the numbers are for this machine and for whoever has the right', async () => {
  expect((await building().app.request('/metrics')).status).toBe(200)
  expect((await building({ here: false }).app.request('/metrics')).status).toBe(401)
  expect((await building({ here: false, rights: ['chart.read'] }).app.request('/metrics')).status).toBe(403)
  const answer = await building({ here: false, rights: ['metrics.read'] }).app.request('/metrics')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')])
})

test('commands, commits, screens, monitors, pools and the journal are told, and a database that is away is told too', async () => {
  const metrics = openMetrics()
  metrics.command({ outcome: 'done', seconds: 0.004 })
  metrics.commit({ facts: 3, streams: 2 })
  metrics.message('accept')
  metrics.from({
    pools: () => [{ name: 'first', total: 5, idle: 2, waiting: 7 }],
    screens: () => 4,
    underWay: () => 6,
    journal: async () => ({ position: 12, tailLagSeconds: 0.5 }),
  })
  const lines = (await metrics.text()).split('\n')
  for (const line of [
    'waymark_journal_command_seconds_bucket{le="0.005",outcome="done"} 1',
    'waymark_journal_commit_facts_sum 3',
    'waymark_journal_commit_streams_sum 2',
    'waymark_mllp_messages_total{outcome="accept"} 1',
    'waymark_database_connections{pool="first",state="busy"} 3',
    'waymark_database_connections{pool="first",state="waiting"} 7',
    'waymark_live_screens 4',
    'waymark_http_requests_under_way 6',
    'waymark_journal_position 12',
    'waymark_journal_tail_lag_seconds 0.5',
    'waymark_database_up 1',
  ])
    expect(lines).toContain(line)
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true)
  const away = openMetrics()
  away.from({ pools: () => [], screens: () => 0, underWay: () => 0, journal: async () => null })
  expect(await away.text()).toContain('waymark_database_up 0')
})
