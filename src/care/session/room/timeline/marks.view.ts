import { type Instant, msOf } from '../../../../medicine/time.ts'
import { standing } from '../../entries.ts'
import type { Live, SessionRecorded } from '../../session.ts'
import { type Glyph, glyphOf } from '../history/history.view.ts'
import type { Span } from './window.view.ts'

/** What stands on the glyph strip: one mark, or several whose fingers would touch each other. */
export type Mark = { readonly at: Instant; readonly glyph: Glyph; readonly words: string; readonly id: string }
export type Cluster = { readonly x: number; readonly glyph: Glyph; readonly marks: readonly Mark[] }

export const marks = (s: Live, words: (fact: SessionRecorded) => string): readonly Mark[] =>
  s.entries
    .flatMap((entry) => {
      const fact = standing(entry)
      const glyph = fact && glyphOf(fact.type)
      return fact && glyph ? [{ at: fact.at, glyph, words: words(fact), id: entry.fact.id }] : []
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

/** Weightiest first: what a cluster shows of the many it holds. */
const WEIGHT: readonly Glyph[] = ['emergency', 'alert', 'event', 'drug', 'dose', 'iv', 'note', 'other']

/**
 * Units:  x and `apart` in pixels of the plot.
 * Errors: none; what lies outside the window has no cluster.
 */
export function clusters(all: readonly Mark[], span: Span, width: number, apart: number): readonly Cluster[] {
  const found: { x: number; marks: Mark[] }[] = []
  for (const mark of all) {
    const x = ((msOf(mark.at) / 1000 - span.from) / (span.to - span.from)) * width
    if (x < 0 || x > width) continue
    const last = found.at(-1)
    if (last && x - last.x < apart) last.marks.push(mark)
    else found.push({ x, marks: [mark] })
  }
  return found.map((cluster) => ({ ...cluster, glyph: WEIGHT.find((glyph) => cluster.marks.some((mark) => mark.glyph === glyph)) ?? 'other' }))
}
