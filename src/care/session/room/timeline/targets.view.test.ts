import { expect, test } from 'vitest'
import type { Protocol } from '../../../protocol/protocol.ts'
import type { Live } from '../../session.ts'
import { beyond, scores, targets } from './targets.view.ts'

const at = (value: number) => ({ value, unit: 'mm[Hg]', source: 'made up for the test', confirmed: true })
const protocol = {
  limits: [
    { quantity: 'systolic', side: 'above', severity: 'warning', at: at(160), clearBy: at(150) },
    { quantity: 'systolic', side: 'above', severity: 'urgent', at: at(180), clearBy: at(165) },
    { quantity: 'moaas', side: 'below', severity: 'warning', at: at(3), clearBy: at(4) },
  ],
} as unknown as Protocol

test('the target ends at the first limit of a side, and an open side stays open', () => {
  expect(targets({ limits: [] } as unknown as Live, protocol).systolic).toEqual({ above: 160 })
})

test('a limit set for this patient stands in place of the protocol’s', () => {
  const s = {
    limits: [{ quantity: 'systolic', side: 'above', severity: 'warning', limit: 170, clearBy: 160, by: { name: 'Dr Weiss' }, reason: 'usual for her' }],
  } as unknown as Live
  expect(targets(s, protocol).systolic).toEqual({ above: 170 })
})

test('a value at the limit is outside', () => {
  expect([beyond(160, { above: 160 }), beyond(159, { above: 160 }), beyond(159, undefined)]).toEqual([true, false, false])
})

test('a sedation score at or below its limit is marked', () => {
  const s = { readings: [{ at: '2026-11-24T14:05:00.000Z', values: { moaas: 3 } }], limits: [] } as unknown as Live
  expect(scores(s, targets(s, protocol)).moaas[0]?.outside).toBe(true)
})
