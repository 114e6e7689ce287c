import { expect, test } from 'vitest'
import { chairId } from './chairId.ts'

test('a chair is addressed by what people call it', () => {
  expect(chairId('Chair 1, window', [])).toBe('chair-1-window')
  expect(chairId('Sillón Sol', [])).toBe('sillon-sol')
  expect(chairId('窓', [])).toBe('chair')
})

test('two chairs never share an address', () => {
  expect(chairId('Chair 1', ['chair-1'])).toBe('chair-1-2')
  expect(chairId('Chair 1', ['chair-1', 'chair-1-2'])).toBe('chair-1-3')
})
