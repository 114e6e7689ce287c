import { Glyph } from '../../../ui/glyphs.tsx'
import { Mark } from '../../../ui/Mark.tsx'
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

type Props = { readonly gates: NonNullable<BoardSession['gates']>; readonly wall?: boolean }

/** The checks before the chair, each with its shape and word; on the wall only how many are done. */
export function Gates({ gates, wall = false }: Props) {
  const done = gates.filter(({ state }) => state === 'met' || state === 'overridden').length
  if (wall) return <Mark kind={done === gates.length ? 'met' : 'not-met'} bare>{`Checks ${done} of ${gates.length}`}</Mark>
  return (
    <ul className="bd-gates" aria-label="Checks before the start">
      {gates.map(({ id, state }) => (
        <li key={id} data-state={state}>
          {WORDS[id]} <Glyph shape={marks[state].shape} />
          <span className="bd-hidden">{marks[state].word}</span>
        </li>
      ))}
    </ul>
  )
}
