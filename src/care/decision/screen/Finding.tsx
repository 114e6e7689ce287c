import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Severity } from '../../../medicine/rules/types.ts'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import type { MarkKind } from '../../../ui/marks.ts'
import { useMay, useZone } from '../../../ui/me.ts'
import { day } from '../../../ui/words.ts'
import type { DecisionPage, ShownFinding } from '../answers.ts'
import { missingWords, severityWords } from '../decision.words.ts'
import { useDecisionCommand } from '../useDecisionCommand.tsx'
import { Said } from './Said.tsx'

const RAISED: Readonly<Record<Severity, MarkKind>> = { exclude: 'excludes', review: 'review', caution: 'caution', note: 'note', today: 'due' }
type Props = { readonly id: string; readonly finding: ShownFinding; readonly notes: DecisionPage['notes'] }

/** One finding: what it says in a line; opened, why, from which facts, by whose word, and where the rule is from. */
export function Finding({ id, finding, notes }: Props) {
  const { rule, severity, says, raised, sentence, confirmed } = finding
  const mark = raised === 'yes' ? RAISED[severity] : raised === 'unknown' ? 'unknown' : 'met'
  const said = notes.filter((note) => note.rule === rule)
  return (
    <li className="wm-finding">
      <details>
        <summary>
          <span className="wm-finding-head">
            <Mark kind={mark} size="small">
              {raised === 'yes' ? severityWords[severity] : raised === 'unknown' ? `Not known · ${severityWords[severity].toLowerCase()}` : 'Answered'}
            </Mark>
            <span className="wm-finding-says">{says}</span>
            <span className="wm-finding-why wm-screen-only">why</span>
          </span>
          <span className="wm-finding-sentence">{sentence}</span>
          {!confirmed && (
            <Mark kind="unconfirmedPolicy" bare size="small">
              to be confirmed by the medical director
            </Mark>
          )}
        </summary>
        <Opened id={id} finding={finding} />
      </details>
      {said.map(({ words, by, at }) => (
        <NoteLine key={`${at}${by}`} words={words} by={by} at={at} />
      ))}
    </li>
  )
}

function NoteLine({ words, by, at }: Omit<DecisionPage['notes'][number], 'rule'>) {
  const zone = useZone()
  return (
    <p className="wm-finding-note">
      “{words}”{' '}
      <span className="wm-soft wm-small">
        {by}, {day(at, zone)}
      </span>
    </p>
  )
}

function Opened({ id, finding: { rule, detail, because, missing, citations, resolvedBy, raised } }: Omit<Props, 'notes'>) {
  return (
    <div className="wm-finding-body">
      {detail && <p>{detail}</p>}
      {because.map((used) => (
        <div key={used.fact} className="wm-fact">
          <strong>{used.name}</strong>
          <Said statements={used.from} unit={used.unit} />
        </div>
      ))}
      {missing.map((gap) => (
        <div key={gap.fact} className="wm-fact">
          <strong>{gap.name}</strong> <span className="wm-soft">{missingWords[gap.why]}</span>
          {gap.have.length > 0 && <Said statements={gap.have} conflict={gap.why === 'conflict'} />}
        </div>
      ))}
      {raised !== 'no' && <p className="wm-soft">What would settle it: {resolvedBy}</p>}
      <p className="wm-small wm-soft">Source: {citations.map(({ tag, title, trust }) => `${title} [${tag}]${trust ? `, ${trust}` : ''}`).join('; ')}</p>
      <AddNote id={id} rule={rule} />
    </div>
  )
}

function AddNote({ id, rule }: { readonly id: string; readonly rule: string }) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const { busy, error, send } = useDecisionCommand(id)
  if (!useMay()('decision.prepare')) return null
  const go = async () => {
    if (!(await send({ type: 'note-finding', data: { rule, words: words.trim() } }, 'Noted'))) return
    setWords('')
    setOpen(false)
  }
  if (!open)
    return (
      <div className="wm-screen-only">
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
          Add a note…
        </Button>
      </div>
    )
  return (
    <div className="wm-stack wm-screen-only">
      <Textarea label="Note" autosize minRows={2} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button size="sm" loading={busy} onClick={() => void go()}>
          Add
        </Button>
        <Button size="sm" variant="default" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </div>
    </div>
  )
}
