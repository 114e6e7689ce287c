import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNow } from '../../../../ui/clock.ts'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import type { GateId } from '../../../protocol/protocol.ts'
import { type GateState, gates } from '../../session.ts'
import { useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'
import { IvPanel } from '../panels/IvPanel.tsx'
import { StartPanel } from '../pump/StartPanel.tsx'
import { ReadingsEntry } from '../readings/ReadingsEntry.tsx'
import { GateEntry } from './GateEntry.tsx'
import { Override } from './Override.tsx'
import './before.css'

const TITLES: Readonly<Record<GateId, string>> = {
  order: 'Order',
  identity: 'Identity',
  weight: 'Weight',
  fast: 'Fast',
  escort: 'Escort',
  'blood-pressure': 'Baseline pressure',
  allergies: 'Allergies',
}

/** From arrival to the first drop: what must be true, what is, and the way to make it so, each in its place. */
export function Checklist() {
  const { session, protocol } = useRoom()
  const rows = gates(session, protocol, useNow())
  const open = rows.filter((row) => row.state === 'not-met' || row.state === 'unknown')
  const [chosen, setChosen] = useState<GateId | null>(null)
  const arrive = useOption('arrive')
  const give = useGive()
  if (session.status === 'scheduled')
    return (
      <div className="rm-stack">
        <Rows rows={rows} chosen={chosen} choose={setChosen} />
        <Answers of={give} />
        {arrive.can && (
          <Button size="lg" loading={give.busy} onClick={() => give.give({ type: 'arrive', data: {} })}>
            The patient is here
          </Button>
        )}
      </div>
    )
  return (
    <div className="rm-stack">
      {session.status === 'ready' && (session.iv && !session.iv.removed ? <StartPanel /> : <IvPanel />)}
      <Rows rows={rows} chosen={chosen} choose={setChosen} />
      {session.status === 'arrived' && <Ready open={open.map((row) => TITLES[row.id])} />}
      <section className="rm-card" aria-label="Baseline readings">
        <h2>Baseline readings</h2>
        <ReadingsEntry title="Baseline readings" />
      </section>
    </div>
  )
}

type RowsProps = { readonly rows: readonly GateState[]; readonly chosen: GateId | null; readonly choose: (id: GateId | null) => void }

function Rows({ rows, chosen, choose }: RowsProps) {
  const next = rows.find((row) => row.state === 'unknown' || row.state === 'not-met')
  const done = rows.filter((row) => row.state === 'met' || row.state === 'overridden').length
  return (
    <section className="rm-checks" aria-label="Checks before the chair">
      <div className="rm-panel-head">
        <h2>Before the start</h2>
        <span className="wm-soft">
          {done} of {rows.length}
        </span>
      </div>
      <ul>
        {rows.map((row) => (
          <Row key={row.id} row={row} open={chosen === row.id || (chosen === null && next?.id === row.id)} toggle={(open) => choose(open ? row.id : null)} />
        ))}
      </ul>
    </section>
  )
}

function Row({ row, open, toggle }: { readonly row: GateState; readonly open: boolean; readonly toggle: (open: boolean) => void }) {
  return (
    <li className="rm-check" data-state={row.state}>
      <button type="button" className="rm-check-head" aria-expanded={open} onClick={() => toggle(!open)}>
        <span className="rm-check-title">{TITLES[row.id]}</span>
        <Mark kind={row.state} bare />
        <span className="rm-check-why wm-soft">{row.why}</span>
      </button>
      {open && (
        <div className="rm-check-body">
          <p className="wm-small wm-soft">{row.says}.</p>
          <GateEntry gate={row.id} done={() => toggle(false)} />
          <Override row={row} />
        </div>
      )}
    </li>
  )
}

function Ready({ open }: { readonly open: readonly string[] }) {
  const ready = useOption('ready')
  const give = useGive()
  return (
    <div className="rm-stack">
      {open.length > 0 && <p className="wm-soft">Still open: {open.join(', ').toLowerCase()}.</p>}
      <Answers of={give} />
      <HoldButton size="large" disabled={!ready.can} why={ready.why} onHeld={() => give.give({ type: 'ready', data: {} })}>
        Ready
      </HoldButton>
    </div>
  )
}
