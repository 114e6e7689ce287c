import { expect, test } from 'vitest'
import { memory } from './memory.ts'

const setUp = (most?: number) => {
  let at = 0
  let asked = 0
  const kept = memory<number>(1000, () => new Date(at), most)
  const fetch = async () => {
    asked += 1
    return asked
  }
  return { kept, fetch, later: (ms: number) => (at += ms), asked: () => asked }
}

test('an answer is kept for its while and fetched again after it', async () => {
  const { kept, fetch, later } = setUp()
  expect([await kept.of('a', fetch), await kept.of('a', fetch)]).toEqual([1, 1])
  later(1001)
  expect(await kept.of('a', fetch)).toBe(2)
})

test('many who ask at once cause one question', async () => {
  const { kept, fetch, asked } = setUp()
  await Promise.all(Array.from({ length: 32 }, () => kept.of('a', fetch)))
  expect(asked()).toBe(1)
})

test('what was forgotten while it was being fetched does not come back', async () => {
  const { kept, fetch } = setUp()
  const slow = kept.of('a', () => new Promise((resolve) => setTimeout(() => resolve(99), 20)))
  kept.forget((key) => key === 'a')
  expect(await slow).toBe(99)
  expect(await kept.of('a', fetch)).toBe(1)
})

test('a fault is not kept', async () => {
  const { kept, fetch } = setUp()
  await expect(kept.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await kept.of('a', fetch)).toBe(1)
})

test('it holds only so many, and lets the oldest go', async () => {
  const { kept, fetch } = setUp(2)
  for (const key of ['a', 'b', 'c']) await kept.of(key, fetch)
  expect([await kept.of('c', fetch), await kept.of('b', fetch), await kept.of('a', fetch)]).toEqual([3, 2, 4])
})
