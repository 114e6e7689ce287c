import { expect, test } from 'vitest'
import { addMs, type Instant } from '../../medicine/time.ts'
import { thinned } from './samples.store.ts'

const samples = (n: number) => Array.from({ length: n }, (_, i) => ({ at: addMs('2026-11-24T14:00:00.000Z' as Instant, i), values: { spo2: 97 } }))

test('what a monitor can measure in ten seconds is kept whole; a flood is thinned evenly from beginning to end', () => {
  expect(thinned(samples(2_000))).toHaveLength(2_000)
  const kept = thinned(samples(40_000))
  expect(kept.length).toBeLessThanOrEqual(2_500)
  expect(Date.parse(kept.at(-1)?.at ?? '') - Date.parse(kept[0]?.at ?? '')).toBeGreaterThan(39_000)
})
