import { expect, test } from 'vitest'
import type { Instant } from '../../../../medicine/time.ts'
import { clusters, type Mark } from './marks.view.ts'

const mark = (second: number, glyph: Mark['glyph']): Mark => ({
  at: new Date(second * 1000).toISOString() as Instant,
  glyph,
  words: glyph,
  id: `${glyph} ${second}`,
})
const span = { from: 0, to: 1000 }

test('marks whose fingers would touch become one, and it shows the weightiest', () => {
  const found = clusters([mark(100, 'note'), mark(120, 'drug'), mark(400, 'iv')], span, 500, 40)
  expect(found.map(({ x, glyph, marks }) => [x, glyph, marks.length])).toEqual([
    [50, 'drug', 2],
    [200, 'iv', 1],
  ])
})

test('what lies outside the window is not shown', () => {
  expect(clusters([mark(1200, 'note')], span, 500, 40)).toEqual([])
})
