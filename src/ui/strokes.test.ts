import { expect, test } from 'vitest'
import { begun, drawn } from './strokes.ts'

test('a stroke is a path, and a finger that leaves the box stays on its edge', () => {
  expect(drawn(begun('', { x: 10.04, y: 20 }), { x: 320, y: -4 })).toBe('M10 20L300 0')
})
