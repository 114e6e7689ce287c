import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { House } from '../platform/http/env.ts'
import { httpApp } from '../platform/http/http-app.ts'
import { serveWeb } from './web.ts'

const built = mkdtempSync(join(tmpdir(), 'waymark-web-'))
mkdirSync(join(built, 'assets'))
const FILES = { 'index.html': '<p>', 'sw.js': 'self', 'waymark.webmanifest': '{}', 'icon.svg': '<svg/>', 'assets/a-1x2y3z.js': '1' }
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(built, name), text)
afterAll(() => rmSync(built, { recursive: true, force: true }))

const app = httpApp({ house: {} as House, report: () => {} })
serveWeb(app, built)

test.each([
  ['/sw.js', 'no-cache', /javascript/],
  ['/waymark.webmanifest', 'no-cache', /manifest\+json/],
  ['/icon.svg', 'no-cache', /svg/],
  ['/index.html', 'no-cache', /html/],
  ['/sessions/an-address-of-the-app', 'no-cache', /html/],
  ['/assets/a-1x2y3z.js', 'public, max-age=31536000, immutable', /javascript/],
])('%s is asked for every time unless its name holds its hash: %s', async (path, kept, type) => {
  const answer = await app.request(path)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, kept])
  expect(answer.headers.get('content-type')).toMatch(type)
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'self'.*worker-src 'self'/)
})

test('a file of an older build that is gone is not remembered as gone', async () => {
  const answer = await app.request('/assets/b-gone.js')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-cache'])
})

test('an address of the interface that is nothing is never answered with the page', async () => {
  expect((await app.request('/api/nothing')).status).toBe(404)
})
