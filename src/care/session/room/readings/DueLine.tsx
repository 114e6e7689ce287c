import { useNow } from '../../../../ui/clock.ts'
import { Countdown } from '../../../../ui/Elapsed.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import { due } from '../../session.ts'
import { useRoom } from '../context.tsx'
import { quantitiesInWords } from '../figures.view.ts'

/** What is due next and when, counted down; past its time it says so and keeps counting. */
export function DueLine() {
  const { session, protocol } = useRoom()
  const now = useNow()
  const rows = due(session, protocol, now)
  const pressing = rows.filter((row) => row.state !== 'later')
  const [next] = pressing.length > 0 ? pressing : rows
  if (!next) return null
  const words = quantitiesInWords((pressing.length > 0 ? pressing : [next]).flatMap((row) => row.quantities))
  const worst = pressing.some((row) => row.state === 'overdue') ? 'overdue' : next.state
  return (
    <div className="rm-due" data-state={worst}>
      <Mark kind={worst} size="large">
        {worst === 'later' ? 'Next set in ' : worst === 'due' ? 'Due now ' : 'Overdue, due '}
        <Countdown to={next.dueAt} />
      </Mark>
      <span className="wm-soft">{words}</span>
    </div>
  )
}
