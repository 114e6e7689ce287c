import { expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import type { House } from '../http/env.ts'
import { httpApp } from '../http/http-app.ts'
import { liveRoutes } from './live.routes.ts'
import { memoryLive } from './memory.ts'

const clinic = '0195b0a0-0000-7000-8000-000000000001'
const person = (rights: readonly string[]) =>
  ({ kind: 'person', person: { clinic, by: { kind: 'staff', id: 's1', name: 'Ada', roles: ['nurse'] }, roles: ['nurse'], rights: new Set(rights) } }) as never
const house = (rights: readonly string[]): House => ({
  who: async () => person(rights),
  says: (right) => right,
  chart: async () => ({ kind: 'unknown' }),
  database: { as: () => Promise.reject(new Error('no database needed')) },
  audit: { note: () => {}, write: async () => {} },
  now: () => new Date(0),
})
const app = (live = memoryLive(), rights: readonly string[] = ['board.see'], options = {}) =>
  httpApp({ house: house(rights), report: () => {} }).route('/api', liveRoutes(live, { now: () => instant(0), ...options }))

async function* lines(response: Response) {
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) yield decoder.decode(chunk as Uint8Array)
}

test('says hello with the time, then what happens in this clinic', async () => {
  const live = memoryLive()
  const answer = await app(live).request('/api/live')
  expect(answer.headers.get('content-type')).toMatch('text/event-stream')
  const stream = lines(answer)
  expect((await stream.next()).value).toBe('event: hello\ndata: {"serverTime":"1970-01-01T00:00:00.000Z"}\nretry: 500\n\n')
  live.grew('0195b0a0-0000-7000-8000-000000000002', [{ stream: { kind: 'session', id: 'elsewhere' }, facts: [{ seq: 2 }] }])
  live.grew(clinic, [{ stream: { kind: 'session', id: 's1' }, facts: [{ seq: 2 }] }])
  expect((await stream.next()).value).toBe('event: stream\ndata: {"kind":"session","id":"s1","seq":2}\n\n')
  await stream.return(undefined)
})

test('shows that it is alive while nothing happens, and ends in time to ask the door again', async () => {
  const answer = await app(memoryLive(), ['board.see'], { heartbeatMs: 20, longestMs: 400 }).request('/api/live')
  const seen: string[] = []
  for await (const line of lines(answer)) seen.push(line)
  expect(seen.filter((line) => line.startsWith('event: beat')).length).toBeGreaterThanOrEqual(2)
})

test('is closed to those who may not see the board', async () => {
  expect((await app(memoryLive(), []).request('/api/live')).status).toBe(403)
})

test('the first event goes at once, and what follows close behind it comes in one piece, nothing of it missing', async () => {
  const live = memoryLive()
  const stream = lines(await app(live).request('/api/live'))
  await stream.next() // hello
  const grow = (id: string) => live.grew(clinic, [{ stream: { kind: 'session', id }, facts: [{ seq: 2 }] }])
  grow('s1')
  expect((await stream.next()).value).toContain('"id":"s1"')
  for (const id of ['s2', 's3', 's4']) {
    grow(id)
    await new Promise((wake) => setImmediate(wake))
  }
  expect((await stream.next()).value?.match(/"id":"s\d"/g)).toEqual(['"id":"s2"', '"id":"s3"', '"id":"s4"'])
  await stream.return(undefined)
})
