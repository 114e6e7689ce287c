import { expect, test } from 'vitest'
import type { SessionCommandType } from '../session/session.ts'
import { commandRight, isRight, may, RIGHTS, type Right, ROLES, rightOfCommand, rightsOf, rightsOfToken } from './rights.ts'

test('every right is somebody’s, and says in words what it allows', () => {
  for (const [right, { says, roles }] of Object.entries(RIGHTS)) {
    expect(roles.length, right).toBeGreaterThan(0)
    expect(says, right).toMatch(/^[A-Z].{8,}[^.]$/)
  }
})

test('an owner alone reads no chart, and neither does the front desk', () => {
  expect(may(['owner'], 'chart.read')).toBe(false)
  expect(may(['front-desk'], 'chart.read')).toBe(false)
  expect(may(['owner'], 'chart.break-glass')).toBe(true)
  expect(may(['owner', 'nurse'], 'chart.read')).toBe(true)
})

test('only a physician signs orders and sets limits; only a nurse signs as nurse', () => {
  const who = (right: Right) => ROLES.filter((role) => may([role], right))
  expect(who('order.sign')).toEqual(['physician'])
  expect(who('session.limit')).toEqual(['physician'])
  expect(who('session.sign-physician')).toEqual(['physician'])
  expect(who('session.sign-nurse')).toEqual(['nurse'])
  expect(who('audit.read')).toEqual(['owner'])
})

test('a patient has no right among the staff, and no role none', () => {
  expect(rightsOf(['patient'])).toEqual([])
  expect(rightsOf([])).toEqual([])
  expect(ROLES.filter((role) => role !== 'patient').every((role) => rightsOf([role]).length > 0)).toBe(true)
})

test('several roles have the rights of each', () => {
  const both = new Set([...rightsOf(['owner']), ...rightsOf(['nurse'])])
  expect(new Set(rightsOf(['owner', 'nurse']))).toEqual(both)
})

test('a signature needs the right of the voice it is given in', () => {
  expect(rightOfCommand({ type: 'sign', data: { as: 'nurse' } })).toBe('session.sign-nurse')
  expect(rightOfCommand({ type: 'sign', data: { as: 'physician' } })).toBe('session.sign-physician')
})

test('a command that makes no sense needs no fault, only a refusal', () => {
  expect(rightOfCommand({ type: 'sign' })).toBe('session.sign-nurse')
  expect(rightOfCommand({ type: 'sign', data: null })).toBe('session.sign-nurse')
  expect(rightOfCommand({ type: 'toString' })).toBeNull()
})

test('what a bedside device sends is nobody’s right', () => {
  const type: SessionCommandType = 'keep-samples'
  expect(Object.hasOwn(commandRight, type)).toBe(false)
  expect(rightOfCommand({ type, data: { device: 'd', samples: [] } })).toBeNull()
})

test('a token never signs, never goes past a gate, never breaks glass and never makes tokens', () => {
  for (const role of ROLES) {
    const rights = rightsOfToken([role])
    expect(rights.filter((right) => /sign|override|break-glass|confirm|\.manage/.test(right) && right !== 'device.manage')).toEqual([])
  }
})

test('a token can be narrowed, never widened', () => {
  expect(rightsOfToken(['nurse'], ['board.see', 'audit.read'])).toEqual(['board.see'])
})

test('names of what every object has are no rights', () => {
  expect(isRight('toString')).toBe(false)
  expect(isRight('chart.read')).toBe(true)
})
