import { expect, test } from 'vitest'
import type { Instant } from '../../medicine/time.ts'
import { type DeviceOrder, type DeviceRecorded, type Devices, decideDevices, evolveDevices, NO_DEVICES } from './devices.ts'

const by = { kind: 'staff', id: 's', name: 'Ola Owner', roles: ['owner'] } as const
const at = '2026-11-24T14:05:00.000Z' as Instant

function after(...orders: readonly DeviceOrder[]): Devices {
  return orders.reduce((state, order) => {
    const decision = decideDevices(state, order, ['1', '2'])
    if (decision.kind !== 'accepted') throw new Error('refused')
    return decision.facts.reduce(
      (now, fact) => evolveDevices(now, { ...fact, id: 'x', seq: now.seq + 1, version: 1, at, recordedAt: at, by, via: {} } as DeviceRecorded),
      state,
    )
  }, NO_DEVICES)
}
const bind = (chair: string, name?: string): DeviceOrder => ({ type: 'bind', data: { device: 'D7', chair, name } })
const why = (state: Devices, order: DeviceOrder) => {
  const decision = decideDevices(state, order, ['1', '2'])
  return decision.kind === 'refused' ? decision.because[0]?.code : decision.kind
}

test('a device is bound to one chair; bound again, it moves and keeps its name', () => {
  expect(after(bind('1', 'By the window'), bind('2')).known.D7).toMatchObject({ chair: '2', name: 'By the window', by: 'Ola Owner' })
})

test('unbound, it stands nowhere and is still known', () => {
  const device = after(bind('1'), { type: 'unbind', data: { device: 'D7' } }).known.D7
  expect([device?.name, device?.chair]).toEqual(['D7', undefined])
})

test('blocking unbinds it, and only unblocking lets it be bound again', () => {
  const blocked = after(bind('1'), { type: 'block', data: { device: 'D7', reason: 'On loan' } })
  expect(blocked.known.D7).toMatchObject({ blocked: 'On loan' })
  expect(blocked.known.D7?.chair).toBeUndefined()
  expect(why(blocked, bind('1'))).toBe('blocked')
  expect(why(after(bind('1'), { type: 'block', data: { device: 'D7', reason: 'x' } }, { type: 'unblock', data: { device: 'D7' } }), bind('1'))).toBe('accepted')
})

test.each<[DeviceOrder, string]>([
  [bind('9'), 'no-such-chair'],
  [bind('1', 'D7'), 'already-bound'],
  [{ type: 'rename', data: { device: 'D7', name: ' ' } }, 'no-name'],
  [{ type: 'block', data: { device: 'D7', reason: ' ' } }, 'no-reason'],
  [{ type: 'unblock', data: { device: 'D7' } }, 'not-blocked'],
  [{ type: 'unbind', data: { device: 'D8' } }, 'not-bound'],
])('%o is refused: %s', (order, code) => {
  expect(why(after(bind('1')), order)).toBe(code)
})
