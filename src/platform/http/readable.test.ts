import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { House } from './env.ts'
import { httpApp } from './http-app.ts'

const app = httpApp({ house: {} as House, report: () => {} })
app.post('/api/kept', async (c) => c.json(await c.req.json().catch(() => null)))
app.get('/api/things/:id', (c) => c.json({ id: c.req.param('id') }))
const send = (body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  app.request('/api/kept', { method: 'POST', headers, body: body as BodyInit })
const answered = async (answer: Response) => [answer.status, ((await answer.json()) as { message?: string }).message]

test('JSON comes through as it is', async () => {
  const body = { text: 'Zoë 👩‍⚕️ \\u0000 written out', deep: [[[{ a: null }]]] }
  expect(await (await send(JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' })).json()).toEqual(body)
})

test.each([
  ['a zero byte', '{"text":"a\\u0000b"}', /no text/],
  ['half a pair', '{"text":"\\ud800"}', /no text/],
  ['half a pair in a name', '{"\\udfff":1}', /no field/],
  ['a prototype', '{"data":{"__proto__":{"admin":true}}}', /no field/],
  ['forty levels', `${'['.repeat(40)}${']'.repeat(40)}`, /levels deep/],
  ['a hundred thousand levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /levels deep|does not read/],
  ['no JSON', '{"name": "Ana Reyes"', /does not read as JSON/],
])('%s is refused in words that quote nothing of it', async (_name, body, words) => {
  const [status, message] = await answered(await send(body))
  expect([status, message]).toEqual([400, expect.stringMatching(words)])
  expect(message).not.toContain('Ana')
})

test('bytes that are no UTF-8 do not become somebody’s name unseen', async () => {
  expect((await send(Uint8Array.of(0x22, 0xff, 0xfe))).status).toBe(400)
})

test.each([
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text', { 'content-type': 'text/plain' }],
  ['a file', { 'content-type': 'multipart/form-data; boundary=x' }],
])('%s is not taken for JSON', async (_name, headers) => {
  expect((await send('{"a":1}', headers)).status).toBe(415)
})

test('a packed body is not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000))
  expect((await send(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415)
})

test('a body beyond a mebibyte is turned away, whether it says its length or not', async () => {
  const large = `"${'a'.repeat(1024 * 1024)}"`
  expect((await send(large)).status).toBe(413)
  expect((await send(large, { 'content-type': 'application/json', 'content-length': String(large.length) })).status).toBe(413)
})

test('an address with a zero byte leads nowhere', async () => {
  for (const path of ['/api/things/a%00b', '/api/things/x?q=%00']) expect((await app.request(path)).status).toBe(400)
})

test('an https address is told to browsers for a year; a plain one is not', async () => {
  const at = async (origins: string[]) =>
    (await httpApp({ house: {} as House, report: () => {}, origins }).request('/nowhere')).headers.get('strict-transport-security')
  expect([await at(['https://clinic.example']), await at([]), await at(['http://clinic.example'])]).toEqual(['max-age=31536000', null, null])
})
