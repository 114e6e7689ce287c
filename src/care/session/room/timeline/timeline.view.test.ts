import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import type { Live } from '../../session.ts'
import { columns } from './timeline.view.ts'

const at = (time: string) => `2026-11-24T${time}.000Z` as Instant
const session = {
  status: 'dosing',
  infusion: 'running',
  pump: [],
  readings: [{ at: at('14:05:00'), values: { systolic: 138, diastolic: 86, moaas: 4 } }],
  samples: [
    { at: at('14:00:00'), values: { 'heart-rate': 88 } },
    { at: at('14:00:30'), values: { 'heart-rate': 90 } },
    { at: at('14:05:00'), values: { 'heart-rate': 95, systolic: 140 } },
  ],
} as unknown as Live

test('readings and samples of the same moment share one place on the axis', () => {
  const { x, by } = columns(session, at('14:06:00'))
  const last = x.length - 1
  expect(by.get('taken:systolic')?.[last]).toBe(138)
  expect(by.get('monitor:systolic')?.[last]).toBe(140)
})

test('a silent monitor leaves a gap, and what does not belong to a moment is no gap', () => {
  const { by } = columns(session, at('14:06:00'))
  expect(by.get('monitor:heart-rate')).toEqual([88, 90, null, 95])
  expect(by.get('taken:systolic')).toEqual([undefined, undefined, undefined, 138])
})

test('fourteen thousand samples are laid out in a blink', () => {
  const samples = Array.from({ length: 14_000 }, (_, i) => ({
    at: new Date(1_795_500_000_000 + i * 1000).toISOString() as Instant,
    values: { 'heart-rate': 80, spo2: 97 },
  }))
  const before = performance.now()
  const { x } = columns({ ...session, samples } as unknown as Live, at('14:06:00'))
  expect(x.length).toBeGreaterThan(14_000)
  expect(performance.now() - before).toBeLessThan(500)
})
