import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import { absorb, type DeviceNow, NOTHING, type Observation, type Part, together } from './latest.ts'

const at = (clock: string) => `2026-11-24T${clock}:00.000Z` as Instant
const seen = (quantity: Quantity, value: number, clock: string): Observation => ({ quantity, value, at: at(clock), standing: 'unverified', zone: 'stated' })
const part = (observations: readonly Observation[], rest: Partial<Part> = {}): Part => ({
  device: 'D',
  bed: '',
  observations,
  notMeasured: [],
  withdrawn: [],
  ...rest,
})
const after = (...parts: readonly Part[]): DeviceNow => parts.reduce((now, one, i) => absorb(now, one, `m${i}`, at('15:00')).now, NOTHING)

test('a cuff reading that is repeated in every message is new once', () => {
  const cuff = [seen('systolic', 147, '14:10'), seen('diastolic', 90, '14:10')]
  const first = absorb(NOTHING, part([seen('spo2', 98, '14:20'), ...cuff]), 'm1', at('14:20'))
  const second = absorb(first.now, part([seen('spo2', 97, '14:21'), ...cuff]), 'm2', at('14:21'))
  expect(first.fresh).toEqual([
    { at: at('14:10'), values: { systolic: 147, diastolic: 90 } },
    { at: at('14:20'), values: { spo2: 98 } },
  ])
  expect(second.fresh).toEqual([{ at: at('14:21'), values: { spo2: 97 } }])
  expect(second.now.values.systolic).toMatchObject({ value: 147, message: 'm1' })
})

test('another value of the same moment is a correction and takes its place', () => {
  expect(after(part([seen('spo2', 89, '14:20')]), part([seen('spo2', 98, '14:20')])).values.spo2?.value).toBe(98)
})

test('a value that comes late is kept as a sample and does not replace a newer one', () => {
  const { now, fresh } = absorb(after(part([seen('spo2', 98, '14:20')])), part([seen('spo2', 91, '14:05')]), 'm2', at('14:21'))
  expect([now.values.spo2?.value, fresh]).toEqual([98, [{ at: at('14:05'), values: { spo2: 91 } }]])
})

test('a value the device takes back is shown no longer', () => {
  expect(after(part([seen('spo2', 98, '14:20')]), part([], { withdrawn: [{ quantity: 'spo2', at: at('14:20'), why: 'x' }] })).values.spo2).toBeUndefined()
})

test('a failed measurement is shown beside the older value until a newer one comes', () => {
  const failed = { quantity: 'systolic' as const, at: at('14:25'), why: 'The monitor could not get it' }
  const now = after(part([seen('systolic', 140, '14:20')]), part([], { notMeasured: [failed] }))
  expect([now.values.systolic?.value, now.missing.systolic?.at]).toEqual([140, at('14:25')])
  expect(absorb(now, part([seen('systolic', 138, '14:30')]), 'm', at('14:30')).now.missing.systolic).toBeUndefined()
})

test('a value from a later moment than now is not taken: the clock of the device is ahead', () => {
  const { now, ahead } = absorb(NOTHING, part([seen('spo2', 98, '14:20')]), 'm1', at('14:10'))
  expect([now.values, ahead.length]).toEqual([{}, 1])
})

test('of two devices at a chair the newer value of each quantity is shown', () => {
  const monitor = { device: 'monitor', now: after(part([seen('spo2', 98, '14:20'), seen('systolic', 120, '14:00')])) }
  const cuff = { device: 'cuff', now: after(part([seen('systolic', 131, '14:15')])) }
  expect(together([monitor, cuff]).map(({ quantity, device, value }) => [quantity, device, value])).toEqual([
    ['spo2', 'monitor', 98],
    ['systolic', 'cuff', 131],
  ])
})
