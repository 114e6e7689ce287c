import { Mark } from '../../../ui/Mark.tsx'
import { useZone } from '../../../ui/me.ts'
import { dayAndClock, many } from '../../../ui/words.ts'
import type { DecisionPage, Turn } from '../answers.ts'
import { changeSentence } from '../decision.words.ts'
import { Overrides } from './Overrides.tsx'

const OUTCOME = { accept: 'Accepted', decline: 'Declined', defer: 'Deferred' } as const
const VERDICT = { excluded: 'Excluded', undecided: 'Cannot be decided', review: 'To be weighed', eligible: 'Nothing against it' } as const

/** What the rules answered before, and what changed each time; what was signed before. */
export function History({ page: { history, earlier } }: { readonly page: DecisionPage }) {
  const zone = useZone()
  if (history.length < 2 && earlier.length === 0) return null
  return (
    <details className="wm-card wm-folded" data-flush>
      <summary>
        Earlier: {many(history.length, 'verdict')}
        {earlier.length > 0 && `, ${many(earlier.length, 'decision')}`}
      </summary>
      <ol className="wm-turns">
        {earlier.map(({ outcome, by, at, reason, overrides, withdrawn }) => (
          <li key={at}>
            <Mark kind="signed" size="small">
              {OUTCOME[outcome]}
            </Mark>{' '}
            <span className="wm-soft">
              {dayAndClock(at, zone)}, {by}
            </span>
            {reason && <p>“{reason}”</p>}
            <Overrides of={overrides} />
            {withdrawn && (
              <p className="wm-soft">
                Withdrawn by {withdrawn.by}: “{withdrawn.reason}”
              </p>
            )}
          </li>
        ))}
        {history.map((turn) => (
          <TurnLine key={turn.at} turn={turn} />
        ))}
      </ol>
    </details>
  )
}

function TurnLine({ turn: { at, verdict, missing, policy, changes } }: { readonly turn: Turn }) {
  const zone = useZone()
  return (
    <li>
      <strong>{VERDICT[verdict]}</strong>
      {missing > 0 && `, ${many(missing, 'fact')} missing`}{' '}
      <span className="wm-soft">
        {dayAndClock(at, zone)}, version {policy.version}
      </span>
      {changes.length > 0 && (
        <ul className="wm-note-list">
          {changes.map((change) => (
            <li key={change.rule}>{changeSentence(change)}</li>
          ))}
        </ul>
      )}
    </li>
  )
}
