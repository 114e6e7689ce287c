import { type Instant, minutesBetween } from '../../../medicine/time.ts'
import { QUANTITIES } from '../../../medicine/vitals.ts'
import { useNow } from '../../../ui/clock.ts'
import { Countdown, Elapsed } from '../../../ui/Elapsed.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import type { MarkKind } from '../../../ui/marks.ts'
import { elapsed } from '../../../ui/words.ts'
import { type BoardSession, pressing, timePart, unacknowledged } from './board.view.ts'
import { Gates } from './Gates.tsx'

const STAGE: Readonly<Partial<Record<BoardSession['status'], MarkKind>>> = { arrived: 'arrived', ready: 'ready', recovering: 'recovering' }
const stageOf = (row: BoardSession): MarkKind =>
  row.status === 'dosing' ? (row.phase === 'paused' ? 'paused' : 'running') : (STAGE[row.status] ?? 'scheduled')

/** A chair with somebody in it. Every line has its place whether it is filled or not, so that nothing jumps. */
export function Occupied({ row, wall }: { readonly row: BoardSession; readonly wall: boolean }) {
  const now = useNow()
  const part = row.status === 'dosing' ? timePart(row, now) : null
  const due = pressing(row, now)
  const since = row.status === 'dosing' ? row.startedAt : row.status === 'recovering' ? row.stoppedAt : row.arrivedAt
  return (
    <>
      <div className="bd-line">
        <Mark kind={stageOf(row)} size="large" />
        {since && (
          <span className="bd-since">
            <Since row={row} since={since} wall={wall} />
          </span>
        )}
      </div>
      <div className="bd-progress" data-empty={part === null || undefined}>
        <div style={{ width: `${(part ?? 0) * 100}%` }} />
      </div>
      <div className="bd-line bd-alert-line">
        <Alerts row={row} />
      </div>
      <div className="bd-line">
        {due && (
          <Mark kind={due.state} size={due.state === 'later' ? 'text' : 'large'} bare={due.state === 'later'}>
            {due.state === 'later' ? 'Readings in ' : due.state === 'due' ? 'Due ' : 'Overdue '}
            <Countdown to={due.at} past={wall ? '' : 'ago'} />
          </Mark>
        )}
      </div>
      {row.gates && (row.status === 'arrived' || row.status === 'ready') ? <Gates gates={row.gates} wall={wall} /> : <Attending row={row} />}
    </>
  )
}

/** "+23 of 40 min" while it runs, "+18 min" otherwise; on the wall without the unit. */
function Since({ row, since, wall }: { readonly row: BoardSession; readonly since: Instant; readonly wall: boolean }) {
  const now = useNow()
  if (row.status !== 'dosing' || !row.order) return elapsed(since, now)
  return `+${Math.floor(minutesBetween(since, now))} of ${Number(row.order.durationMin)}${wall ? '' : ' min'}`
}

/** The emergency, or the alert that wants somebody; what is acknowledged and persists stays, quiet. */
function Alerts({ row }: { readonly row: BoardSession }) {
  if (row.emergency)
    return (
      <Mark kind="alert" size="large">
        Emergency <Elapsed since={row.emergency.openedAt} />
      </Mark>
    )
  const waiting = unacknowledged(row)
  const [first] = waiting.length > 0 ? waiting : row.alerts
  if (!first) return null
  const more = (waiting.length > 0 ? waiting : row.alerts).length - 1
  return (
    <Mark kind={waiting.length > 0 ? 'alert' : 'acknowledged'} size={waiting.length > 0 ? 'large' : 'text'} pulsing={waiting.length > 0}>
      {QUANTITIES[first.quantity].short} {first.latestValue}
      {more > 0 && ` and ${more} more`}
      {waiting.length === 0 && ' seen'}
    </Mark>
  )
}

function Attending({ row }: { readonly row: BoardSession }) {
  const names = row.attending.map((one) => one.name)
  if (names.length > 0) return <p className="bd-with">{names.join(', ')}</p>
  if (row.status !== 'dosing' && row.status !== 'recovering') return <p className="bd-with" />
  return (
    <p className="bd-with">
      <Mark kind="warning" bare>
        Nobody with the patient
      </Mark>
    </p>
  )
}
