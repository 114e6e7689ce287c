import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Instant } from '../../medicine/time.ts'
import { useNow } from '../../ui/clock.ts'
import { useZone } from '../../ui/me.ts'
import { Row } from '../../ui/Rows.tsx'
import { dayAndClock } from '../../ui/words.ts'
import { TaskActs } from './TaskActs.tsx'
import { TaskState } from './TaskState.tsx'
import type { SeenTask } from './task.wire.ts'
import { forWords } from './task.words.ts'
import './task.css'

/** One task: what, about whom, for whom, by when. Pressed it opens, with why and what can be done. */
export function TaskRow({ of, named = true }: { readonly of: SeenTask; readonly named?: boolean }) {
  const [open, setOpen] = useState(false)
  const [now, zone] = [useNow(), useZone()]
  const title = (
    <button type="button" className="wm-task-title" aria-expanded={open} onClick={() => setOpen(!open)}>
      {of.title}
    </button>
  )
  const says = [named && of.name, forWords(of.for)].filter(Boolean).join(' · ')
  return (
    <Row title={title} says={says} side={<TaskState of={of} now={now} zone={zone} />}>
      {open && (
        <div className="wm-task-more">
          {of.why && <p>{of.why}</p>}
          <p className="wm-soft wm-small">
            Opened {dayAndClock(of.opened.at as Instant, zone)} by {of.opened.name}
            {of.closed && `. ${of.closed.name}, ${dayAndClock(of.closed.at as Instant, zone)}: ${of.closed.words}`}
          </p>
          {named && of.patient && (
            <p>
              <Link to={`/patients/${of.patient}`}>Chart of {of.name ?? 'this patient'}</Link>
            </p>
          )}
          <TaskActs of={of} />
        </div>
      )}
    </Row>
  )
}
