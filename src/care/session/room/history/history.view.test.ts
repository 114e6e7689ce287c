import { expect, test } from 'vitest'
import { glyphOf } from './history.view.ts'

test('what is drawn as a line gets no glyph; what happened at a moment gets one', () => {
  expect([glyphOf('readings-recorded'), glyphOf('monitor-sampled')]).toEqual([null, null])
  expect([glyphOf('bolus-given'), glyphOf('drug-given'), glyphOf('emergency-opened')]).toEqual(['dose', 'drug', 'emergency'])
})
