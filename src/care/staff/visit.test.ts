import { expect, test } from 'vitest'
import { addMinutes, type Instant } from '../../medicine/time.ts'
import { chartVerdict } from './chart-door.ts'
import { clinicOfToken, tokenText } from './token.ts'
import { isIdle, type Proof, secondFactor } from './visit.ts'

const since = '2026-11-01T09:00:00.000Z' as Instant
const rules = { idleMinutes: 10, secondFactorAfterDays: 7 }
const DAY = 24 * 60
const bare: Proof = { openedBy: 'password', authenticator: false, passkeys: 0 }
const ask = (over: { roles?: readonly ('nurse' | 'owner' | 'front-desk')[]; demo?: boolean; proof?: Partial<Proof>; days?: number }) =>
  secondFactor(
    { roles: over.roles ?? ['nurse'], since, demo: over.demo ?? false },
    { ...bare, ...over.proof },
    rules,
    addMinutes(since, (over.days ?? 0) * DAY),
  )

test('whoever reads charts or holds the doors is asked for a second factor for a week, then needs it', () => {
  expect(ask({ days: 6.9 })).toEqual({ has: false, neededBy: addMinutes(since, 7 * DAY), state: 'asked' })
  expect(ask({ days: 7 }).state).toBe('missing')
  expect(ask({ roles: ['owner'], days: 7 }).state).toBe('missing')
  expect(ask({ roles: ['front-desk'], days: 99 })).toEqual({ has: false, neededBy: null, state: 'fine' })
})

test('with no days to spare it is needed at the first sign-in', () => {
  expect(secondFactor({ roles: ['nurse'], since, demo: false }, bare, { ...rules, secondFactorAfterDays: 0 }, since).state).toBe('missing')
})

test('the demonstration clinic asks for none', () => {
  expect(ask({ demo: true, days: 99 }).state).toBe('fine')
})

test('whoever has a passkey and no authenticator must have come in with it: the password alone is not enough', () => {
  expect(ask({ proof: { passkeys: 1 } }).state).toBe('unconfirmed')
  expect(ask({ proof: { passkeys: 1, openedBy: 'passkey' } }).state).toBe('fine')
  expect(ask({ proof: { authenticator: true, openedBy: 'second-factor' } }).state).toBe('fine')
})

test('a screen is idle after the minutes of the clinic, not before', () => {
  expect(isIdle(since, rules, addMinutes(since, 10))).toBe(false)
  expect(isIdle(since, rules, addMinutes(since, 10.1))).toBe(true)
})

const question = { right: 'chart.read', mayAnyway: true, staff: 'nina', restrictedTo: null, granted: false }
test.each([
  ['a nurse, any chart', question, 'right'],
  ['a nurse, a chart kept to her', { ...question, restrictedTo: ['nina'] }, 'right'],
  ['a nurse, a chart kept to another', { ...question, restrictedTo: ['ada'] }, 'chart-restricted'],
  ['a nurse, a chart kept to nobody', { ...question, restrictedTo: [] }, 'chart-restricted'],
  ['the same with broken glass', { ...question, restrictedTo: ['ada'], granted: true }, 'grant'],
  ['an owner without the right', { ...question, mayAnyway: false }, 'not-allowed'],
  ['an owner with broken glass', { ...question, mayAnyway: false, granted: true }, 'grant'],
  ['an owner with broken glass who wants to chart', { ...question, right: 'session.chart', mayAnyway: false, granted: true }, 'not-allowed'],
])('%s', (_who, asked, answer) => {
  const verdict = chartVerdict(asked)
  expect(verdict.kind === 'open' ? verdict.by : verdict.code).toBe(answer)
})

test('a token carries its clinic and 32 secret bytes, and nothing else is one', () => {
  const clinic = '0195b0a0-1234-7abc-8def-0123456789ab'
  const text = tokenText(clinic, new Uint8Array(32).fill(255))
  expect(text).toMatch(/^wm_[\w-]{64}$/)
  expect(clinicOfToken(text)).toBe(clinic)
  for (const no of ['', 'wm_', `${text}x`, text.slice(3), `wm_${'*'.repeat(64)}`]) expect(clinicOfToken(no)).toBeNull()
  expect(() => tokenText(clinic, new Uint8Array(31))).toThrow(RangeError)
})
