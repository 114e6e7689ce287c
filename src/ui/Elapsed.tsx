import { type Instant, msBetween } from '../medicine/time.ts'
import { useNow } from './clock.ts'
import { elapsed, minutesSeconds } from './words.ts'

/** Time since something began: "+23 min", or "+23:10" where seconds matter. */
export function Elapsed({ since, seconds = false, until }: { readonly since: Instant; readonly seconds?: boolean; readonly until?: Instant | undefined }) {
  const current = useNow()
  const to = until ?? current
  return <span className="wm-nowrap">{seconds ? `+${minutesSeconds(msBetween(since, to))}` : elapsed(since, to)}</span>
}

/** Time left until something is due, and how long ago it was when it has passed: "2:10", "1:05 ago". */
export function Countdown({ to, past = 'ago' }: { readonly to: Instant; readonly past?: string }) {
  const ms = msBetween(useNow(), to)
  return <span className="wm-nowrap">{ms >= 0 ? minutesSeconds(ms + 999) : `${minutesSeconds(-ms)} ${past}`}</span>
}
