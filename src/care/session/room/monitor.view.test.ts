import { expect, test } from 'vitest'
import type { Instant } from '../../../medicine/time.ts'
import { withEvent } from './monitor.view.ts'

const at = (minute: number) => `2026-11-24T14:${String(minute).padStart(2, '0')}:00.000Z` as Instant

test('a monitor keeps the name the clinic gave it, also when a message does not say it again', () => {
  const first = withEvent(null, { device: 'MDC-0091', name: 'Window monitor', values: { 'heart-rate': 80 }, at: at(1) })
  expect(withEvent(first, { device: 'MDC-0091', values: { spo2: 97 }, at: at(2) })).toMatchObject({ name: 'Window monitor', values: { spo2: { value: 97 } } })
  expect(withEvent(first, { device: 'MDC-0091', name: 'By the door', values: {}, at: at(2) }).name).toBe('By the door')
})

test('another monitor at the chair never goes by the name of the one before', () => {
  const first = withEvent(null, { device: 'MDC-0091', name: 'Window monitor', values: { 'heart-rate': 80 }, at: at(1) })
  const other = withEvent(first, { device: 'MDC-0042', values: { spo2: 97 }, at: at(2) })
  expect([other.name, other.values['heart-rate']]).toEqual([undefined, undefined])
})
