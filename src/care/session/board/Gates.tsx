import { Glyph } from '../../../ui/glyphs.tsx'
import { marks } from '../../../ui/marks.ts'
import type { BoardSession } from './board.view.ts'

const WORDS: Readonly<Record<NonNullable<BoardSession['gates']>[number]['id'], string>> = {
  order: 'order',
  identity: 'identity',
  weight: 'weight',
  fast: 'fast',
  escort: 'escort',
  'blood-pressure': 'pressure',
  allergies: 'allergies',
}

/** The checks before the chair, each with its shape and word. */
export const Gates = ({ gates }: { readonly gates: NonNullable<BoardSession['gates']> }) => (
  <ul className="bd-gates" aria-label="Checks before the start">
    {gates.map(({ id, state }) => (
      <li key={id} data-state={state}>
        {WORDS[id]} <Glyph shape={marks[state].shape} />
        <span className="rm-hidden">{marks[state].word}</span>
      </li>
    ))}
  </ul>
)
