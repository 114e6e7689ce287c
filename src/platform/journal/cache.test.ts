import { expect, test } from 'vitest'
import { StreamCache } from './cache.ts'

const known = (seq: number) => ({ state: seq, seq, hash: Buffer.alloc(32) })
const stream = (id: string) => ({ kind: 'session', id }) as const
const held = (cache: StreamCache) => ['a', 'b', 'c', 'd'].filter((id) => cache.get('k', stream(id)))

test('what was used longest ago goes first when the facts become too many', () => {
  const cache = new StreamCache(10)
  for (const id of ['a', 'b', 'c']) cache.set('k', stream(id), known(3))
  cache.set('k', stream('a'), known(4))
  expect(held(cache)).toEqual(['a', 'b', 'c'])
  cache.set('k', stream('d'), known(2))
  expect(held(cache)).toEqual(['a', 'c', 'd'])
})

test('one stream beyond the bound is kept alone: it is being written now', () => {
  const cache = new StreamCache(10)
  cache.set('k', stream('a'), known(5))
  cache.set('k', stream('b'), known(50))
  expect(held(cache)).toEqual(['b'])
})

test('a stream that was set again is counted once', () => {
  const cache = new StreamCache(10)
  for (let seq = 1; seq <= 8; seq += 1) cache.set('k', stream('a'), known(seq))
  cache.set('k', stream('b'), known(2))
  expect(held(cache)).toEqual(['a', 'b'])
})

test('clinics do not share streams', () => {
  const cache = new StreamCache(10)
  cache.set('k', stream('a'), known(1))
  expect(cache.get('other', stream('a'))).toBeUndefined()
})
