import { expect, test } from 'vitest'
import { sentence } from './audit.ts'

const kim = { kind: 'staff', id: '1', name: 'Kim Osei', roles: ['nurse'] } as const

test('a line of the trail reads as a sentence', () => {
  expect(sentence({ by: kim, act: 'read', event: 'chart.read' })).toBe('Kim Osei (nurse) looked at: chart read')
  expect(sentence({ by: kim, act: 'unlock', event: 'screen.unlocked' })).toBe('Kim Osei (nurse) unlocked the screen')
  expect(sentence({ by: { kind: 'token', id: '2', name: 'scale', roles: [] }, act: 'refused', event: 'staff.listed' })).toBe(
    'The token “scale” was turned away from: staff listed',
  )
})
