import { instant } from '../../../medicine/time.ts'
import { useNow } from '../../../ui/clock.ts'
import { useLiveState } from '../../../ui/live.ts'
import { useZone } from '../../../ui/me.ts'
import { clock, longDay, many } from '../../../ui/words.ts'
import { type BoardAnswer, summary } from './board.view.ts'

/** The day, the hour and the sum of the room, in one line; and of which moment it is, when the connection is gone. */
export function SumLine({ answer, at }: { readonly answer: BoardAnswer; readonly at: number }) {
  const now = useNow()
  const zone = useZone()
  const gone = useLiveState() === 'reconnecting'
  const { infusing, recovering, nextArrival, alerts, overdue } = summary(answer.rows, now)
  const parts = [
    alerts > 0 && many(alerts, 'chair with an alert', 'chairs with an alert'),
    overdue > 0 && `${overdue} overdue`,
    `${infusing} infusing`,
    `${recovering} recovering`,
    nextArrival && `next arrival ${clock(nextArrival, zone)}`,
    gone && `as of ${clock(instant(at), zone)}`,
  ]
  return (
    <span className="bd-line-words">
      <strong>{clock(now, zone)}</strong> {longDay(now, zone)} · {parts.filter(Boolean).join(' · ')}
    </span>
  )
}
