import type { Instant } from '../../medicine/time.ts'
import { Mark } from '../../ui/Mark.tsx'
import { ago, clock, day } from '../../ui/words.ts'
import { escalation, type Opened, overdue } from './task.ts'
import type { SeenTask } from './task.wire.ts'

/** How a task stands: by shape, word and colour. */
export function TaskState({ of, now, zone }: { readonly of: SeenTask; readonly now: Instant; readonly zone: string }) {
  if (of.status === 'done') return <Mark kind="confirmed">Done</Mark>
  if (of.status === 'cancelled') return <Mark kind="abandoned">Called off</Mark>
  // On the wire moments are text; they are the journal's own.
  const task = of as unknown as Opened
  const escalated = escalation(task, now)
  return (
    <>
      {escalated && <Mark kind="alert">Escalated, nobody took it up</Mark>}
      {of.acknowledged && <Mark kind="met">{of.acknowledged.name} has it</Mark>}
      {overdue(task, now) ? (
        <Mark kind="overdue">Overdue, {ago(of.dueAt as Instant, now)}</Mark>
      ) : (
        <Mark kind="later">Due {dueWords(of.dueAt as Instant, now, zone)}</Mark>
      )}
    </>
  )
}

const dueWords = (at: Instant, now: Instant, zone: string): string =>
  day(at, zone) === day(now, zone) ? `today, ${clock(at, zone)}` : `${day(at, zone)}, ${clock(at, zone)}`
