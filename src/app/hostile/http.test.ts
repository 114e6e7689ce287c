import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../platform/db/testing.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { verify } from '../../platform/journal/verify.ts'
import { type Clinic, openWorld, WALKERS } from '../routes-walk.world.ts'
import { held, LONG, runs, tried } from './hostile.testing.ts'
import { halfBad, nasty, TEXTS } from './nasty.testing.ts'
import { fitting, type Schema } from './schema.testing.ts'

// Every route of the interface, asked by everybody, with what does not fit or hardly fits: each has an answer, none is a fault.
const ADDRESS = 'http://localhost:41310'
const fresh = await freshDatabase()
const world = await openWorld(fresh)
afterAll(() => world.close())

type Operation = { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>> } }
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
const described = JSON.parse((await world.ask('get', '/api/openapi.json')).text) as Description
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

const [patient, session] = [uuid7(), uuid7()]
let clinic: Clinic = await opened()
const ids = [patient, session, clinic.people.therapist.staff, '00000000-0000-0000-0000-000000000000']
const known = { ids, schemas: described.components.schemas }

async function opened(): Promise<Clinic> {
  const made = await world.clinic('Hostile')
  const { cookie } = made.people.nurse
  const head = () => ({ id: uuid7(), at: new Date().toISOString() })
  await world.ask('POST', '/api/patients', cookie, {
    ...head(),
    patient,
    type: 'register',
    data: { givenName: 'Wren', familyName: 'Low', birthDate: '1980-02-03', sex: 'female' },
  })
  const plan = { patient, protocol: world.protocol, chair: 'window', plannedFor: new Date().toISOString() }
  await world.ask('POST', '/api/sessions', cookie, { ...head(), session, type: 'schedule', data: plan })
  return made
}

/** The id that belongs in this place, whatever it is. */
const RIGHT = 'right'
const own = (path: string): string => (path.startsWith('/api/patients') ? patient : path.startsWith('/api/staff') ? (ids[2] ?? '') : session)
const param = fc.oneof(
  { weight: 12, arbitrary: fc.constant(RIGHT) },
  { weight: 2, arbitrary: fc.constantFrom(...ids) },
  { weight: 2, arbitrary: fc.constantFrom<string>(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('most', 'q', 'from', 'to', 'after', 'before', 'day', 'patient', 'name', '__proto__', 'a[b]'),
        fc.constantFrom<string>(...TEXTS, '-1', '1e9', '2026-11-24'),
      )
      .map(([name, value]) => `?${name}=${escaped(value)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('?%', '?%ff=%ff', '?=&&=', `?${'a=1&'.repeat(2000)}`) },
)
const commands = operations.filter(({ path }) => path.endsWith('/commands'))
const odd = fc.array(
  fc.constantFrom<readonly [string, string]>(
    ['content-type', 'text/plain'],
    ['content-type', 'application/x-www-form-urlencoded'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['content-type', 'application/json; charset=utf-16'],
    ['content-type', ';;;'],
    ['content-type', ''],
    ['content-encoding', 'gzip'],
    ['content-encoding', 'deflate, br'],
    ['content-length', '-1'],
    ['content-length', '99999999999'],
    ['transfer-encoding', 'chunked'],
    ['x-request-id', 'a'.repeat(5000)],
    ['x-request-id', '../../x\tx'],
    ['x-request-id', 'one-that-is-sane'],
    ['x-forwarded-for', '1.2.3.4, ::1, evil'],
    ['authorization', 'Bearer'],
    ['authorization', `Bearer wm_${'A'.repeat(64)}`],
    ['authorization', `Basic ${'a'.repeat(9000)}`],
    ['cookie', 'waymark.session_token=%00%ff; a; =;;'],
    ['cookie', `waymark.session_token=${'x'.repeat(4000)}`],
    ['waymark-device', '\u00ff'.repeat(300)],
    ['accept', '*/*;q=x'],
    ['if-none-match', '"'],
    ['range', 'bytes=9999999999-'],
    ['user-agent', '\u0080\u00ff'.repeat(100)],
  ),
  { maxLength: 2 },
)

type Asked = {
  readonly path: string
  readonly method: string
  readonly params: readonly string[]
  readonly query: string
  readonly headers: readonly (readonly [string, string])[]
  readonly sent: string | Uint8Array
  readonly who: (typeof WALKERS)[number] | 'nobody'
}

const headers = fc.oneof({ weight: 2, arbitrary: fc.constant<readonly (readonly [string, string])[]>([]) }, { weight: 1, arbitrary: odd })

/** A request as it goes over the wire; `body` is what stands in it, whatever it says it is. */
const request = fc.constantFrom(...operations, ...commands, ...commands, ...commands, ...commands).chain(({ path, method, operation }) => {
  const body = operation.requestBody?.content['application/json']
  const good = body ? fc.oneof(fitting(body.schema, known), fc.constant(body.example ?? {})) : nasty
  const sent = fc.oneof<fc.MaybeWeightedArbitrary<string | Uint8Array>[]>(
    { weight: 8, arbitrary: halfBad(good).map(json) },
    { weight: 1, arbitrary: halfBad(good).map((value) => json(value).slice(0, -2)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `${'['.repeat(90_000)}`,
        `{"id":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
        '{"id":1e999}',
        '{"a":1,"a":2}',
        '"\\ud800"',
        '',
        ' ',
        'null',
      ),
    },
  )
  return fc.record<Asked>({
    path: fc.constant(path),
    method: fc.constant(method.toUpperCase()),
    params: fc.array(param, { minLength: 3, maxLength: 3 }),
    query,
    headers,
    sent,
    who: fc.constantFrom(...WALKERS, 'nobody' as const),
  })
})

/** JSON in which half a surrogate pair stays one, as another program might write it. */
const json = (value: unknown): string => JSON.stringify(value) ?? ''
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed())

async function ask({ path, method, params, query, headers, sent, who }: Asked): Promise<Response> {
  let n = 0
  const address = `${ADDRESS}${path.replaceAll(/\{\w+\}/g, () => escaped(params[n++] ?? '').replace(RIGHT, own(path)) || '%20')}${query}`
  const all = new Headers({ host: 'localhost:41310', origin: ADDRESS, 'content-type': 'application/json' })
  // Whoever signs out here is no longer anybody, and then the rest of the run would be strangers at the door.
  if (who !== 'nobody' && !/sign-out|revoke|leave|lock/.test(path)) all.set('cookie', clinic.people[who].cookie)
  for (const [name, value] of headers) all.set(name, value)
  const bodiless = method === 'GET' || method === 'HEAD'
  return world.app.request(address, { method, headers: all, ...(bodiless ? {} : { body: sent as BodyInit }) })
}

/** How often each status was answered: a run that only ever met closed doors would have proved nothing. */
const seen = new Map<number, number>()
async function answered(one: Asked): Promise<void> {
  const before = world.faults.length
  const answer = await ask(one)
  const text = await textOf(answer)
  const said = `${one.method} ${one.path} by ${one.who}: ${answer.status} ${text.slice(0, 300)} ${world.faults.slice(before).map(told).join(' | ')}`
  seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
  if (one.path !== '/readyz') expect(answer.status, said).toBeLessThan(500)
  expect(world.faults.length, said).toBe(before)
  expect(answer.headers.get('x-request-id'), said).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
  expect(answer.headers.get('content-security-policy'), said).toContain("default-src 'self'")
  if (answer.headers.get('content-type')?.includes('json')) JSON.parse(text || 'null')
}
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.includes('event-stream')) return answer.text()
  await answer.body?.cancel()
  return ''
}
const told = (fault: unknown) => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))

test('every route answers whatever is asked of it, and none of it is a fault', { timeout: LONG }, async () => {
  expect(operations.length).toBeGreaterThan(40)
  let count = 0
  let warm = 0
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      await answered(one)
      count += 1
      if (count === Math.floor(runs(600) / 3)) warm = await held()
      if (count % 200 === 0) await stillOpen()
    }),
    tried(600),
  )
  expect((await held()) - warm, 'bytes held more than after a third of it').toBeLessThan(48 * 1024 * 1024)
  for (const status of [200, 400, 401, 403, 404, 415]) expect(seen.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(0)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  const { cookie } = (await opened()).people.nurse
  expect((await world.ask('GET', '/api/board', cookie)).status).toBe(200)
  expect((await verify(fresh.database)).flaw).toBeNull()
})

/** The run must not lock itself out: where it did (doors changed, people let go), it goes on in a new clinic. */
async function stillOpen(): Promise<void> {
  await world.unlockAll()
  for (const role of WALKERS)
    if ((await world.ask('GET', '/api/board', clinic.people[role].cookie)).status !== 200) clinic = await world.clinic('Hostile again')
}
