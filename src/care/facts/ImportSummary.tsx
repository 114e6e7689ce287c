import { Button } from '@mantine/core'
import { Note } from '../../ui/Note.tsx'
import { many } from '../../ui/words.ts'
import type { ImportDone } from './answers.ts'
import type { Seen } from './facts.ts'

type Props = { readonly name: string; readonly result: ImportDone; readonly done: () => void }

/** What became of a record, with nothing left out: added, known already, kept unread, not for here, somebody else's. */
export function ImportSummary({ name, result: { added, known, unmapped, unmappedKnown, notForHere, others, seen, problems }, done }: Props) {
  const kept = unmapped + unmappedKnown
  const lines = [
    `${many(added, 'fact')} added`,
    known > 0 && `${many(known, 'fact')} known already`,
    kept > 0 &&
      `${many(kept, 'entry', 'entries')} kept as they are, because nobody here understands them${unmappedKnown > 0 ? ` (${unmappedKnown} from before)` : ''}`,
    notForHere > 0 && `${many(notForHere, 'entry', 'entries')} of kinds that hold nothing for here`,
    others > 0 && `${many(others, 'entry', 'entries')} about somebody else, not taken`,
  ].filter((line) => line !== false)
  return (
    <div className="wm-inset wm-stack" role="status">
      <Note tone={problems.length > 0 ? 'due' : 'accent'} title={`${name} was read`}>
        <ul className="wm-note-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {problems.slice(0, 10).map(({ where, what }) => (
            <li key={`${where} ${what}`}>
              {where}: {what}
            </li>
          ))}
          {problems.length > 10 && <li>and {problems.length - 10} more that did not read</li>}
        </ul>
      </Note>
      <details>
        <summary>By kind of entry</summary>
        <ul className="wm-known-heaps">
          {Object.entries(seen).map(([kind, one]) => (
            <li key={kind}>
              <span>
                {kind}: {one.found}
              </span>
              <span className="wm-soft">{kindWords(one)}</span>
            </li>
          ))}
        </ul>
      </details>
      <div className="wm-row">
        <Button variant="default" onClick={done}>
          Close
        </Button>
      </div>
    </div>
  )
}

const kindWords = ({ facts, unmapped, notForHere, others }: Seen): string =>
  [
    facts > 0 && `${facts} gave facts`,
    unmapped > 0 && `${unmapped} kept as they are`,
    notForHere > 0 && `${notForHere} not for here`,
    others > 0 && `${others} about somebody else`,
  ]
    .filter(Boolean)
    .join(', ')
