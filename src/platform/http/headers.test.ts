import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { expect, test } from 'vitest'
import type { House } from './env.ts'
import { httpApp } from './http-app.ts'

const app = httpApp({ house: {} as House, report: () => {} })
app.get('/api/json', (c) => c.json({ ok: true }))
app.get('/api/kept', (c) => c.json({ ok: true }, 200, { 'cache-control': 'private' }))
app.get('/api/fault', () => {
  throw new Error('secret inside')
})
app.get('/api/live', (c) => streamSSE(c, async (stream) => void (await stream.writeSSE({ data: 'x' }))))
app.get('/page', (c) => c.html('<p>'))
app.get('/api/auth/session', () => new Response('{}', { headers: { 'set-cookie': 'a=b' } }))
app.route('/api', new Hono().get('/mounted', (c) => c.body('x', 200, { 'content-type': 'application/pdf' })) as never)

test.each(['/api/json', '/api/kept', '/api/fault', '/api/live', '/api/nowhere', '/nowhere', '/page', '/api/auth/session', '/api/mounted'])(
  '%s is answered with what browsers have to be told',
  async (path) => {
    const { headers } = await app.request(path)
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/)
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'DENY', 'no-referrer'])
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  },
)

test.each([
  ['/api/json', 'no-store'],
  ['/api/auth/session', 'no-store'],
  ['/api/kept', 'private'],
  ['/api/live', 'no-cache'],
])('%s says how long it may be kept: %s', async (path, kept) => {
  expect((await app.request(path)).headers.get('cache-control')).toBe(kept)
})

test('a cookie that is set stays set', async () => {
  expect((await app.request('/api/auth/session')).headers.get('set-cookie')).toBe('a=b')
})
