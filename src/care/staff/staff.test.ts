import { expect, test } from 'vitest'
import { addMinutes } from '../../medicine/time.ts'
import { after, codes, NOW } from './staff.fixture.load.ts'
import { decide, EMPTY, USUAL_RULES } from './staff.ts'
import type { StaffOrder } from './staff.types.ts'

const olga: StaffOrder = { type: 'add', data: { staff: 'olga', name: 'Olga', email: 'olga@harbour.example', roles: ['owner', 'physician'] } }
const nina: StaffOrder = { type: 'add', data: { staff: 'nina', name: 'Nina', email: 'nina@harbour.example', roles: ['nurse'] } }
const joined = (staff: string): StaffOrder => ({ type: 'join', data: { staff, user: `user-${staff}` } })
const clinic = after(EMPTY, olga, joined('olga'), nina)

test('a person is added, joins, changes roles, leaves and comes back; each leaves its mark', () => {
  const changed = after(
    clinic,
    joined('nina'),
    { type: 'change-roles', data: { staff: 'nina', roles: ['nurse', 'owner'], reason: 'runs the clinic in summer' } },
    { type: 'correct-name', data: { staff: 'nina', name: 'Nina K.' } },
    { type: 'deactivate', data: { staff: 'nina', reason: 'on leave' } },
  )
  expect(changed.people.nina).toMatchObject({ name: 'Nina K.', roles: ['nurse', 'owner'], active: false, user: 'user-nina', joinedAt: addMinutes(NOW, 3) })
  expect(after(changed, { type: 'reactivate', data: { staff: 'nina', reason: 'back' } }).people.nina?.active).toBe(true)
})

test('an owner who can sign in always remains', () => {
  const away: StaffOrder = { type: 'deactivate', data: { staff: 'olga', reason: 'retired' } }
  expect(codes(decide(clinic, away, NOW))).toEqual(['last-owner'])
  const second = after(clinic, { type: 'change-roles', data: { staff: 'nina', roles: ['owner'], reason: 'successor' } })
  expect(codes(decide(second, away, NOW))).toEqual(['last-owner'])
  expect(codes(decide(after(second, joined('nina')), away, NOW))).toEqual(['accepted'])
})

test.each<[string, StaffOrder, string[]]>([
  ['an id that is taken', { ...olga, data: { ...olga.data, staff: 'nina', email: 'x@y.example' } } as StaffOrder, ['taken']],
  ['an address somebody has', { type: 'add', data: { staff: 'b', name: 'B', email: 'NINA@harbour.example', roles: ['nurse'] } }, ['email-in-use']],
  ['nobody’s name, no role', { type: 'add', data: { staff: 'b', name: ' ', roles: [] } }, ['no-name', 'no-role']],
  ['a patient as staff', { type: 'add', data: { staff: 'b', name: 'B', roles: ['patient'] } }, ['not-staff']],
  ['a stranger', { type: 'correct-name', data: { staff: 'zoe', name: 'Zoe' } }, ['no-such-person']],
  ['letting go without a reason', { type: 'deactivate', data: { staff: 'nina', reason: ' ' } }, ['no-reason']],
  ['taking back who never left', { type: 'reactivate', data: { staff: 'nina', reason: 'x' } }, ['already-active']],
  [
    'a token that is over before it begins',
    { type: 'issue-token', data: { token: 't', name: 'Board', roles: ['nurse'], hash: 'h', expiresAt: NOW } },
    ['already-over'],
  ],
  [
    'a token for ever',
    { type: 'issue-token', data: { token: 't', name: 'Board', roles: ['nurse'], hash: 'h', expiresAt: addMinutes(NOW, 367 * 1440) } },
    ['too-long'],
  ],
  ['an unknown token', { type: 'revoke-token', data: { token: 't', reason: 'x' } }, ['no-such-token']],
  ['a lock that never comes', { type: 'set-door-rules', data: { idleMinutes: 241, secondFactorAfterDays: 31 } }, ['out-of-bounds', 'out-of-bounds']],
])('%s is refused', (_what, order, because) => {
  expect(codes(decide(clinic, order, NOW))).toEqual(because)
})

test('a link needs an address to sign in with, and somebody who still works here', () => {
  const nobody = after(clinic, { type: 'add', data: { staff: 'tom', name: 'Tom', roles: ['therapist'] } })
  const invite = (staff: string): StaffOrder => ({ type: 'invite', data: { staff, purpose: 'join', until: addMinutes(NOW, 60) } })
  expect(codes(decide(nobody, invite('tom'), NOW))).toEqual(['no-email'])
  expect(codes(decide(after(nobody, { type: 'deactivate', data: { staff: 'nina', reason: 'left' } }), invite('nina'), NOW))).toEqual(['not-active'])
  expect(after(clinic, invite('nina')).people.nina?.invitedAt).toBe(addMinutes(NOW, 3))
})

test('a token is revoked once', () => {
  const made = after(clinic, { type: 'issue-token', data: { token: 't', name: 'Board', roles: ['nurse'], hash: 'h', expiresAt: addMinutes(NOW, 1440) } })
  const revoke: StaffOrder = { type: 'revoke-token', data: { token: 't', reason: 'lost' } }
  expect(after(made, revoke).tokens.t?.revokedAt).toBe(addMinutes(NOW, 4))
  expect(codes(decide(after(made, revoke), revoke, NOW))).toEqual(['already-revoked'])
})

test('the doors close by the usual rules until the owner sets others', () => {
  expect(clinic.rules).toEqual(USUAL_RULES)
  expect(after(clinic, { type: 'set-door-rules', data: { idleMinutes: 5, secondFactorAfterDays: 0 } }).rules).toEqual({
    idleMinutes: 5,
    secondFactorAfterDays: 0,
  })
})
