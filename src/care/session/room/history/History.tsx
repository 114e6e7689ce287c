import { useState } from 'react'
import { Empty } from '../../../../ui/Empty.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import { clock, elapsed } from '../../../../ui/words.ts'
import { who } from '../../record/fact.words.ts'
import { CORRECTABLE, type Entry, startedAt } from '../../session.ts'
import { useOption, useRoom } from '../context.tsx'
import { CorrectForm } from './CorrectForm.tsx'
import './history.css'

const QUIET: ReadonlySet<string> = new Set(['monitor-sampled', 'entry-replaced', 'entry-struck'])

/** Everything that was written, newest first: when, what, by whom, and what became of it. Nothing ever leaves it. */
export function History() {
  const { session } = useRoom()
  const rows = session.entries
    .filter((entry) => !QUIET.has(entry.fact.type))
    .toSorted((a, b) => (a.fact.at < b.fact.at ? 1 : a.fact.at > b.fact.at ? -1 : b.fact.seq - a.fact.seq))
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="rm-history" aria-label="History" tabIndex={-1}>
      <h2>History</h2>
      {rows.length === 0 && <Empty title="Nothing written yet" />}
      <ol>
        {rows.map((entry) => (
          <Row key={entry.fact.id} entry={entry} open={open === entry.fact.id} toggle={() => setOpen(open === entry.fact.id ? null : entry.fact.id)} />
        ))}
      </ol>
    </section>
  )
}

function Row({ entry, open, toggle }: { readonly entry: Entry; readonly open: boolean; readonly toggle: () => void }) {
  const { session, zone, state, words } = useRoom()
  const { fact, stands, corrections, late } = entry
  const start = startedAt(session)
  const may = useOption('replace-entry')
  const can = may.can && stands !== 'struck' && (CORRECTABLE as readonly string[]).includes(fact.type)
  const sending = fact.seq > state.confirmed.seq
  const last = corrections.at(-1)
  const now = last?.data === undefined ? null : ({ ...fact, data: last.data } as typeof fact)
  return (
    <li className="rm-entry" data-stands={stands}>
      <div className="rm-entry-when">
        {clock(last?.newAt ?? fact.at, zone)}
        {start && fact.at >= start && <small>{elapsed(start, last?.newAt ?? fact.at)}</small>}
      </div>
      <div className="rm-entry-what">
        <p className="rm-entry-words">{now && stands === 'replaced' ? words(now) : words(fact)}</p>
        {stands === 'replaced' && (
          <p className="rm-entry-old">
            First written: {words(fact)}
            {last?.newAt && last.newAt !== fact.at ? ` at ${clock(fact.at, zone)}` : ''}
          </p>
        )}
        {corrections.map((correction) => (
          <p key={correction.event} className="wm-small wm-soft">
            {stands === 'struck' && correction === last ? 'Struck' : 'Corrected'} by {who(correction.by)} at {clock(correction.at, zone)}: {correction.reason}
          </p>
        ))}
        <p className="rm-entry-by wm-small wm-soft">
          {who(fact.by)}
          {late && <Mark kind="late" size="small" bare>{`written ${clock(fact.recordedAt, zone)}`}</Mark>}
          {stands === 'replaced' && <Mark kind="corrected" size="small" bare />}
          {stands === 'struck' && <Mark kind="struck" size="small" bare />}
          {fact.via.clock && <Mark kind="time" size="small" bare />}
          <Mark kind={sending ? 'kept' : 'confirmed'} size="small" bare />
        </p>
      </div>
      {can && (
        <button type="button" className="rm-tap rm-tap-small rm-entry-act" aria-expanded={open} aria-label={`Correct: ${words(fact)}`} onClick={toggle}>
          Correct
        </button>
      )}
      {open && can && <CorrectForm entry={entry} done={toggle} />}
    </li>
  )
}
