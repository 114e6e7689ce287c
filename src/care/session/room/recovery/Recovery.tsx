import { useState } from 'react'
import { useNow } from '../../../../ui/clock.ts'
import { Mark } from '../../../../ui/Mark.tsx'
import type { CriterionId } from '../../../protocol/protocol.ts'
import { type CriterionState, readiness } from '../../session.ts'
import { useRoom } from '../context.tsx'
import { ReadingsEntry } from '../readings/ReadingsEntry.tsx'
import { CriterionEntry } from './CriterionEntry.tsx'
import { CriterionOverride } from './CriterionOverride.tsx'
import { HandOver } from './HandOver.tsx'
import { SafetyRow } from './SafetyRow.tsx'

const TITLES: Readonly<Record<CriterionId, string>> = {
  'minimum-time': 'Time',
  score: 'Score',
  sedation: 'Awake',
  orientation: 'Orientation',
  dissociation: 'Dissociation',
  'blood-pressure': 'Pressure',
  gait: 'Walking',
  'iv-removed': 'IV out',
  'no-new-suicidal-intent': 'Suicidal intent',
  'escort-present': 'Escort',
  'advice-given': 'Advice',
}

/** The way home: readings on, criteria one by one, the hand-over when nothing is open. */
export function Recovery() {
  const { session, protocol } = useRoom()
  const rows = readiness(session, protocol, useNow())
  const [chosen, setChosen] = useState<CriterionId | null>(null)
  const done = rows.filter((row) => row.state === 'met' || row.state === 'overridden').length
  return (
    <div className="rm-stack">
      <ReadingsEntry />
      <section className="rm-checks" aria-label="Before going home">
        <div className="rm-panel-head">
          <h2>Before going home</h2>
          <span className="wm-soft">
            {done} of {rows.length}
          </span>
        </div>
        <ul>
          {rows.map((row) => (
            <Row key={row.id} row={row} open={chosen === row.id} toggle={() => setChosen(chosen === row.id ? null : row.id)} />
          ))}
          <SafetyRow />
        </ul>
      </section>
      <HandOver ready={done === rows.length} />
    </div>
  )
}

function Row({ row, open, toggle }: { readonly row: CriterionState; readonly open: boolean; readonly toggle: () => void }) {
  return (
    <li className="rm-check" data-state={row.state}>
      <button type="button" className="rm-check-head" aria-expanded={open} onClick={toggle}>
        <span className="rm-check-title">{TITLES[row.id]}</span>
        <Mark kind={row.state} bare />
        <span className="rm-check-why wm-soft">{row.why}</span>
      </button>
      {open && (
        <div className="rm-check-body">
          <p className="wm-small wm-soft">{row.says}.</p>
          <CriterionEntry criterion={row.id} />
          <CriterionOverride row={row} />
        </div>
      )}
    </li>
  )
}
